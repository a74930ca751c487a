package keratin.data;

import java.util.Iterator;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A sequence that is made while it is read, of something that is no {@link Element}: datasets, as
 * {@link Dataset#window} gives them, or ragged batches.
 *
 * @param <T> what it holds
 */
public final class Parts<T> implements Iterable<T> {
  private final long cardinality;
  private final Supplier<Iterator<T>> source;

  Parts(long cardinality, Supplier<Iterator<T>> source) {
    this.cardinality = cardinality;
    this.source = source;
  }

  /**
   * How many there are; {@link Dataset#INFINITE} or {@link Dataset#UNKNOWN} where none is known.
   */
  public long cardinality() {
    return cardinality;
  }

  @Override
  public Iterator<T> iterator() {
    return source.get();
  }

  /** An element of each part. */
  public Dataset map(Function<? super T, Element> function) {
    return new Dataset(
        cardinality,
        () -> {
          Iterator<T> parts = iterator();
          return new Source<>() {
            @Override
            boolean advance() {
              return parts.hasNext() && give(function.apply(parts.next()));
            }
          };
        });
  }

  /** The elements of a dataset for each part, one dataset after the other. */
  public Dataset flatMap(Function<? super T, Dataset> function) {
    return new Dataset(
        Dataset.UNKNOWN,
        () -> {
          Iterator<T> parts = iterator();
          return new Source<>() {
            private Iterator<Element> open = java.util.Collections.emptyIterator();

            @Override
            boolean advance() {
              while (!open.hasNext()) {
                if (!parts.hasNext()) {
                  return false;
                }
                open = function.apply(parts.next()).iterator();
              }
              return give(open.next());
            }
          };
        });
  }
}
