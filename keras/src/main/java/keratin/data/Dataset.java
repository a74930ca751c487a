package keratin.data;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import keratin.memory.Memory;
import keratin.ops.Ops;
import keratin.random.DatasetShuffle;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;

/**
 * A sequence of elements that is made while it is read, as {@code tf.data.Dataset}.
 *
 * <p>Nothing happens until somebody iterates; every transformation gives a new dataset and leaves
 * this one as it is. Elements belong to whoever asked for them, who may give their memory back with
 * {@link Element#release}.
 *
 * {@snippet :
 * Dataset train = Dataset.fromTensorSlices(x, y).shuffle(10_000).batch(128);
 * for (Element batch : train) {
 *   step(batch.x(), batch.y());
 * }
 * }
 *
 * @see <a href="https://www.tensorflow.org/api_docs/python/tf/data/Dataset">tf.data.Dataset</a>
 */
public final class Dataset implements Iterable<Element> {
  /** The cardinality of a dataset that never ends. */
  public static final long INFINITE = -1;

  /** The cardinality of a dataset whose length only reading it can tell. */
  public static final long UNKNOWN = -2;

  private final Supplier<Iterator<Element>> source;
  private final long cardinality;

  Dataset(long cardinality, Supplier<Iterator<Element>> source) {
    this.source = source;
    this.cardinality = cardinality;
  }

  /**
   * The rows of tensors: element {@code i} holds row {@code i} of each.
   *
   * @throws ShapeException if the first axes differ
   */
  public static Dataset fromTensorSlices(Tensor... tensors) {
    return fromTensorSlices(Element.of(tensors));
  }

  /** The rows of named tensors. */
  public static Dataset fromTensorSlices(Map<String, Tensor> tensors) {
    return fromTensorSlices(Element.of(tensors));
  }

  private static Dataset fromTensorSlices(Element whole) {
    int rows = rows(whole);
    return new Dataset(
        rows,
        () ->
            new Source() {
              private int next;

              @Override
              boolean advance() {
                if (next == rows) {
                  return false;
                }
                int row = next++;
                give(whole.with(map(whole.tensors(), t -> t.slice(0, row, 1).squeeze(0))));
                return true;
              }
            });
  }

  /** The common length of the first axes. */
  static int rows(Element whole) {
    int rows = -1;
    for (Tensor tensor : whole.tensors()) {
      int length = tensor.rank() == 0 ? -1 : tensor.shape().dim(0);
      if (length < 0 || rows >= 0 && length != rows) {
        throw new ShapeException(
            "All tensors must have the same number of rows, but the shapes are %s."
                .formatted(map(whole.tensors(), Tensor::shape)));
      }
      rows = length;
    }
    return rows;
  }

  private static <A, B> List<B> map(List<A> values, java.util.function.Function<A, B> function) {
    List<B> result = new ArrayList<>();
    for (A value : values) {
      result.add(function.apply(value));
    }
    return result;
  }

  /** Each element changed by {@code function}. */
  public Dataset map(UnaryOperator<Element> function) {
    return new Dataset(
        cardinality,
        () -> {
          Iterator<Element> upstream = iterator();
          return new Source() {
            @Override
            boolean advance() {
              if (!upstream.hasNext()) {
                return false;
              }
              Element before = upstream.next();
              Element after = Memory.tidy("Dataset.map", () -> function.apply(before));
              for (Tensor tensor : before.tensors()) {
                if (!after.tensors().contains(tensor)) {
                  tensor.release("Dataset.map, which had replaced it");
                }
              }
              give(after);
              return true;
            }
          };
        });
  }

  /** Each pair {@code (x, y)} changed by a function of both, which returns the new pair. */
  public Dataset map(java.util.function.BiFunction<Tensor, Tensor, Element> function) {
    return map(element -> function.apply(element.x(), element.y()));
  }

  /**
   * Elements in random order: each is drawn from a buffer of the next {@code bufferSize}. Every
   * iteration has another order.
   */
  public Dataset shuffle(int bufferSize) {
    return shuffle(bufferSize, new DatasetShuffle(null, true));
  }

  /** As {@link #shuffle(int)}, with TensorFlow's orders for this seed. */
  public Dataset shuffle(int bufferSize, long seed) {
    return shuffle(bufferSize, seed, true);
  }

  /**
   * As {@link #shuffle(int, long)}.
   *
   * @param reshuffleEachIteration whether every iteration has an order of its own
   */
  public Dataset shuffle(int bufferSize, long seed, boolean reshuffleEachIteration) {
    return shuffle(bufferSize, new DatasetShuffle(seed, reshuffleEachIteration));
  }

  private Dataset shuffle(int bufferSize, DatasetShuffle shuffle) {
    if (bufferSize < 1) {
      throw new IllegalArgumentException(
          "shuffle: bufferSize must be at least 1, but %d came.".formatted(bufferSize));
    }
    return new Dataset(cardinality, () -> shuffle.iterate(iterator(), bufferSize));
  }

  /**
   * {@code batchSize} elements at a time, stacked along a new first axis; the last may be smaller.
   */
  public Dataset batch(int batchSize) {
    return batch(batchSize, false);
  }

  /**
   * {@code batchSize} elements at a time, stacked along a new first axis.
   *
   * @param dropRemainder leaves a smaller last batch out
   */
  public Dataset batch(int batchSize, boolean dropRemainder) {
    if (batchSize < 1) {
      throw new IllegalArgumentException(
          "batch: batchSize must be at least 1, but %d came.".formatted(batchSize));
    }
    long batches =
        cardinality < 0
            ? cardinality
            : (cardinality + (dropRemainder ? 0 : batchSize - 1)) / batchSize;
    return new Dataset(
        batches,
        () -> {
          Iterator<Element> upstream = iterator();
          return new Source() {
            @Override
            boolean advance() {
              List<Element> rows = new ArrayList<>();
              while (rows.size() < batchSize && upstream.hasNext()) {
                rows.add(upstream.next());
              }
              if (rows.isEmpty() || dropRemainder && rows.size() < batchSize) {
                return false;
              }
              give(stack(rows));
              return true;
            }
          };
        });
  }

  private static Element stack(List<Element> rows) {
    Element first = rows.getFirst();
    List<Tensor> stacked = new ArrayList<>();
    for (int i = 0; i < first.size(); i++) {
      int position = i;
      Tensor[] parts = rows.stream().map(r -> r.get(position)).toArray(Tensor[]::new);
      stacked.add(Ops.stack(0, parts));
    }
    rows.forEach(row -> row.release("Dataset.batch, which had copied it into its batch"));
    return first.with(stacked);
  }

  /** The elements over and over. */
  public Dataset repeat() {
    return repeat(INFINITE);
  }

  /** The elements {@code count} times; −1 for ever. */
  public Dataset repeat(long count) {
    long total =
        count < 0
            ? INFINITE
            : cardinality < 0 ? cardinality : Math.multiplyExact(cardinality, count);
    return new Dataset(
        total,
        () ->
            new Source() {
              private Iterator<Element> pass = List.<Element>of().iterator();
              private long passes;

              @Override
              boolean advance() {
                if (!pass.hasNext()) {
                  if (count >= 0 && passes == count) {
                    return false;
                  }
                  passes++;
                  pass = Dataset.this.iterator();
                  if (!pass.hasNext()) {
                    return false;
                  }
                }
                give(pass.next());
                return true;
              }
            });
  }

  /** The first {@code count} elements. */
  public Dataset take(long count) {
    long taken = cardinality < 0 && cardinality != INFINITE ? cardinality : least(count);
    return new Dataset(
        taken,
        () -> {
          Iterator<Element> upstream = iterator();
          return new Source() {
            private long given;

            @Override
            boolean advance() {
              if (given == count || !upstream.hasNext()) {
                return false;
              }
              given++;
              give(upstream.next());
              return true;
            }
          };
        });
  }

  private long least(long count) {
    return cardinality == INFINITE ? count : Math.min(cardinality, count);
  }

  /**
   * How many elements there are; {@link #INFINITE} or {@link #UNKNOWN} where no number is known.
   */
  public long cardinality() {
    return cardinality;
  }

  @Override
  public Iterator<Element> iterator() {
    return source.get();
  }

  /** An iterator that looks one element ahead. */
  abstract static class Source implements Iterator<Element> {
    private final List<Element> ready = new ArrayList<>(1);

    /** Gives the next element, or returns false at the end. */
    abstract boolean advance();

    final void give(Element element) {
      ready.add(element);
    }

    @Override
    public final boolean hasNext() {
      return !ready.isEmpty() || advance();
    }

    @Override
    public final Element next() {
      if (!hasNext()) {
        throw new NoSuchElementException("The dataset has no more elements.");
      }
      return ready.removeLast();
    }
  }
}
