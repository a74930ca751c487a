package keratin.data;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import keratin.memory.Memory;
import org.jspecify.annotations.Nullable;

/** The elements of a dataset, kept in memory from its first whole iteration on. */
final class Cached {
  private final Dataset input;
  private volatile @Nullable List<Element> kept;

  private Cached(Dataset input) {
    this.input = input;
  }

  static Dataset of(Dataset input) {
    return new Dataset(input.cardinality(), new Cached(input)::iterator);
  }

  private Iterator<Element> iterator() {
    List<Element> all = kept;
    if (all != null) {
      return Dataset.fromElements(all).iterator();
    }
    Iterator<Element> upstream = input.iterator();
    List<Element> filling = new ArrayList<>();
    return new Source<>() {
      @Override
      boolean advance() {
        if (!upstream.hasNext()) {
          kept = filling;
          return false;
        }
        Element next = Memory.keep(upstream.next());
        filling.add(next);
        return give(next.share());
      }
    };
  }
}
