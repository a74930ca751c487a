package keratin.data;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** An iterator that looks one item ahead. */
abstract class Source<T> implements Iterator<T> {
  private final List<T> ready = new ArrayList<>(1);
  private boolean ended;

  /** Gives the next item, or returns false at the end; is not asked again then. */
  abstract boolean advance();

  final boolean give(T item) {
    ready.add(item);
    return true;
  }

  @Override
  public final boolean hasNext() {
    if (ready.isEmpty() && !ended) {
      ended = !advance();
    }
    return !ready.isEmpty();
  }

  @Override
  public final T next() {
    if (!hasNext()) {
      throw new NoSuchElementException("The dataset has no more elements.");
    }
    return ready.removeLast();
  }
}
