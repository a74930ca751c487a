package keratin.training;

import java.util.Iterator;
import keratin.data.Dataset;
import keratin.data.Element;

/** Training data as batches, begun anew for every pass. */
interface Batches {
  /** Steps of a pass, or −1 if nobody knows. */
  long steps();

  /** The batches of one pass. */
  Iterator<Element> pass();

  /** The batches that a dataset brings, their tensors in the order of the model's. */
  static Batches of(Dataset dataset, Trainer model) {
    return new Batches() {
      @Override
      public long steps() {
        return Math.max(-1, dataset.cardinality());
      }

      @Override
      public Iterator<Element> pass() {
        Iterator<Element> elements = dataset.iterator();
        return new Iterator<>() {
          @Override
          public boolean hasNext() {
            return elements.hasNext();
          }

          @Override
          public Element next() {
            return model.arranged(elements.next());
          }
        };
      }
    };
  }
}
