package keratin.training;

import java.util.Iterator;
import keratin.data.Dataset;
import keratin.data.Element;
import keratin.random.GlobalRandom;
import keratin.utils.PyDataset;

/** The batches of a {@link PyDataset}, in order or in a new random order for every pass. */
final class ItemBatches implements Batches {
  private final PyDataset items;
  private final BatchTrainer model;
  private final boolean shuffles;

  ItemBatches(PyDataset items, BatchTrainer model, boolean shuffles) {
    this.items = items;
    this.model = model;
    this.shuffles = shuffles;
  }

  @Override
  public long steps() {
    return items.length();
  }

  @Override
  public Iterator<Element> pass() {
    items.onEpochBegin();
    int count = items.length();
    // Python's own generator, as Keras draws the order.
    int[] order = shuffles ? GlobalRandom.python(random -> random.permutation(count)) : new int[0];
    Iterator<Element> elements = elements(count, order);
    return new Iterator<>() {
      private boolean ended;

      @Override
      public boolean hasNext() {
        boolean more = elements.hasNext();
        if (!more && !ended) {
          ended = true;
          items.onEpochEnd();
        }
        return more;
      }

      @Override
      public Element next() {
        return model.arranged(elements.next());
      }
    };
  }

  private Iterator<Element> elements(int count, int[] order) {
    if (items.workers() > 1) {
      return Dataset.range(count)
          .map(e -> items.getItem(place(e.x().intValue(), order)), items.workers())
          .prefetch(items.maxQueueSize())
          .iterator();
    }
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        return next < count;
      }

      @Override
      public Element next() {
        return items.getItem(place(next++, order));
      }
    };
  }

  private static int place(int index, int[] order) {
    return order.length == 0 ? index : order[index];
  }
}
