package keratin.data;

import java.util.Iterator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import keratin.memory.Memory;
import keratin.ops.Ragged;
import keratin.random.DatasetShuffle;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

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
public final class Dataset extends DatasetCreation implements Iterable<Element> {
  /** The cardinality of a dataset that never ends. */
  public static final long INFINITE = -1;

  /** The cardinality of a dataset whose length only reading it can tell. */
  public static final long UNKNOWN = -2;

  /** As many parallel calls, or elements ahead, as seem good. */
  public static final int AUTOTUNE = -1;

  private final Supplier<Iterator<Element>> source;
  private final long cardinality;

  Dataset(long cardinality, Supplier<Iterator<Element>> source) {
    this.source = source;
    this.cardinality = cardinality;
  }

  // ---- several datasets ----

  /** The elements of this dataset, then those of another. */
  public Dataset concatenate(Dataset other) {
    return Mixing.concatenate(this, other);
  }

  // ---- changing elements ----

  /** Each element changed by {@code function}. */
  public Dataset map(UnaryOperator<Element> function) {
    return new Dataset(
        cardinality,
        () -> {
          Iterator<Element> upstream = iterator();
          return new Source<>() {
            @Override
            boolean advance() {
              return upstream.hasNext() && give(changed(upstream.next(), function));
            }
          };
        });
  }

  static Element changed(Element before, UnaryOperator<Element> function) {
    Element after = Memory.tidy("Dataset.map", () -> function.apply(before));
    release(before, after.tensors());
    return after;
  }

  private static void release(Element before, List<Tensor> kept) {
    for (Tensor tensor : before.tensors()) {
      if (!kept.contains(tensor)) {
        tensor.release("a Dataset, which had replaced it");
      }
    }
  }

  /** Each pair {@code (x, y)} changed by a function of both, which returns the new pair. */
  public Dataset map(BiFunction<Tensor, Tensor, Element> function) {
    return map(element -> function.apply(element.x(), element.y()));
  }

  /**
   * Each element changed by {@code function}, several at a time by several threads; the order
   * stays.
   *
   * @param numParallelCalls how many at a time; {@link #AUTOTUNE} for as many as processors
   */
  public Dataset map(UnaryOperator<Element> function, int numParallelCalls) {
    int threads = Runtime.getRuntime().availableProcessors();
    return Ahead.map(this, function, numParallelCalls == AUTOTUNE ? threads : numParallelCalls);
  }

  /** A number in front of each element, int64: {@code start}, and so on. */
  public Dataset enumerate(long start) {
    return zip(range(start, Long.MAX_VALUE), this).withCardinality(cardinality);
  }

  private Dataset withCardinality(long count) {
    return new Dataset(count, source);
  }

  /** What a step of {@link #scan} gives: the state for the next one, and an element. */
  public record Scanned(Element state, Element output) {}

  /** Each element changed by a function that also has a state, which it changes as well. */
  public Dataset scan(Element initialState, BiFunction<Element, Element, Scanned> function) {
    return new Dataset(
        cardinality,
        () -> {
          Iterator<Element> upstream = iterator();
          return new Source<>() {
            private Element state = initialState.share();

            @Override
            boolean advance() {
              if (!upstream.hasNext()) {
                return false;
              }
              Element before = upstream.next();
              Element last = state;
              Scanned next = Memory.tidy("Dataset.scan", () -> function.apply(last, before));
              // The output may be the state, which is still needed.
              Element output = next.output().share();
              state = next.state();
              release(before, state.tensors());
              release(last, state.tensors());
              return give(output);
            }
          };
        });
  }

  /**
   * One value of all elements: {@code function} of the value so far and the next element.
   *
   * {@snippet :
   * Tensor sum = Dataset.range(10).reduce(Tensor.of(0L), (s, e) -> s.add(e.x()));   // 45
   * }
   */
  public <T> T reduce(T initialState, BiFunction<T, Element, T> function) {
    T state = initialState;
    for (Element next : this) {
      T last = state;
      state = Memory.tidy("Dataset.reduce", () -> function.apply(last, next));
      if (last != initialState && last != state && last instanceof Tensor replaced) {
        replaced.release("Dataset.reduce, which had replaced it");
      }
    }
    return state;
  }

  // ---- datasets of elements ----

  /** The elements of a dataset that is made of each element, one dataset after the other. */
  public Dataset flatMap(Function<Element, Dataset> function) {
    return interleave(function, 1, 1);
  }

  /**
   * The elements of datasets that are made of the elements, several of these taking turns.
   *
   * @param cycleLength how many datasets take turns
   * @param blockLength how many elements each gives at its turn
   */
  public Dataset interleave(Function<Element, Dataset> function, int cycleLength, int blockLength) {
    return Mixing.interleave(this, function, cycleLength, blockLength);
  }

  /** Windows of {@code size} elements each, one behind the other; the last may be smaller. */
  public Parts<Dataset> window(int size) {
    return window(size, size, 1, false);
  }

  /**
   * Windows that move over the elements, as a dataset each.
   *
   * {@snippet :
   * Dataset pairs = Dataset.range(5).window(2, 1, 1, true).flatMap(w -> w.batch(2));
   * // [0 1], [1 2], [2 3], [3 4]
   * }
   *
   * @param shift how far the next window begins behind this one
   * @param stride how far elements of a window are apart
   * @param dropRemainder whether windows that are not full at the end are left out
   */
  public Parts<Dataset> window(int size, int shift, int stride, boolean dropRemainder) {
    return Windows.of(this, size, shift, stride, dropRemainder);
  }

  // ---- order ----

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

  /** The elements over and over. */
  public Dataset repeat() {
    return repeat(INFINITE);
  }

  /** The elements {@code count} times; −1 for ever. */
  public Dataset repeat(long count) {
    long total =
        count == 0 || cardinality == 0
            ? 0
            : count < 0
                ? INFINITE
                : cardinality < 0 ? cardinality : Math.multiplyExact(cardinality, count);
    return new Dataset(
        total,
        () ->
            new Source<>() {
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
                return give(pass.next());
              }
            });
  }

  // ---- batches ----

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
    return Batching.batch(this, batchSize, dropRemainder);
  }

  /** Batches of elements of different lengths, filled up at their ends by zeros or {@code ""}. */
  public Dataset paddedBatch(int batchSize) {
    return paddedBatch(batchSize, null, null, false);
  }

  /**
   * Batches of elements of different lengths, filled up at their ends.
   *
   * @param paddedShapes what each tensor of an element is filled up to; unknown lengths, and all if
   *     this is null, are those of the longest in the batch
   * @param paddingValues what each is filled with; null for zeros or {@code ""}
   * @param dropRemainder leaves a smaller last batch out
   * @throws ShapeException if an element is longer
   */
  public Dataset paddedBatch(
      int batchSize,
      @Nullable List<Shape> paddedShapes,
      @Nullable List<?> paddingValues,
      boolean dropRemainder) {
    var padding = new Batching.Padding(paddedShapes, paddingValues);
    return Batching.padded(this, batchSize, padding, dropRemainder);
  }

  /** Batches of vectors of different lengths, which they keep. */
  public Parts<Ragged> raggedBatch(int batchSize, boolean dropRemainder) {
    return Batching.ragged(this, batchSize, dropRemainder);
  }

  /**
   * Padded batches of elements that are about equally long.
   *
   * @param elementLength the length of an element
   * @param bucketBoundaries the lengths at which the next bucket begins, ascending
   * @param bucketBatchSizes the batch size of each bucket, one more than there are bounds
   */
  public Dataset bucketBySequenceLength(
      ToLongFunction<Element> elementLength, int[] bucketBoundaries, int[] bucketBatchSizes) {
    return Batching.bucketed(
        this, elementLength, bucketBoundaries, bucketBatchSizes, new Batching.Padding(null, null));
  }

  /** The rows of batches as elements. */
  public Dataset unbatch() {
    return Batching.unbatch(this);
  }

  /** Batches of another size, whatever size the elements have that are batches now. */
  public Dataset rebatch(int batchSize) {
    return unbatch().batch(batchSize);
  }

  // ---- selection ----

  /** The elements that meet a condition. */
  public Dataset filter(Predicate<Element> condition) {
    return Selecting.filter(this, condition, false);
  }

  /** The elements before the first that does not meet a condition. */
  public Dataset takeWhile(Predicate<Element> condition) {
    return Selecting.filter(this, condition, true);
  }

  /** The first {@code count} elements; −1 for all. */
  public Dataset take(long count) {
    return Selecting.take(this, count);
  }

  /** The elements behind the first {@code count}; −1 for none. */
  public Dataset skip(long count) {
    return Selecting.skip(this, count);
  }

  /** Every {@code numShards}-th element, from the one at {@code index} on. */
  public Dataset shard(long numShards, long index) {
    return Selecting.shard(this, numShards, index);
  }

  /** Each element where it occurs first. */
  public Dataset unique() {
    return Selecting.unique(this);
  }

  // ---- speed ----

  /** The same elements, which the first whole iteration keeps in memory for the later ones. */
  public Dataset cache() {
    return Cached.of(this);
  }

  /**
   * The same elements, made by another thread before they are asked for.
   *
   * @param bufferSize how many ahead; {@link #AUTOTUNE} for 2, 0 for none
   */
  public Dataset prefetch(int bufferSize) {
    if (bufferSize < AUTOTUNE) {
      throw new IllegalArgumentException(
          "prefetch: bufferSize must be at least 0, or AUTOTUNE, but %d came."
              .formatted(bufferSize));
    }
    return bufferSize == 0 ? this : Ahead.prefetch(this, bufferSize == AUTOTUNE ? 2 : bufferSize);
  }

  // ---- reading ----

  /** What a function makes of this dataset: the steps of a pipeline under one name. */
  public Dataset apply(UnaryOperator<Dataset> function) {
    return function.apply(this);
  }

  /**
   * The only element.
   *
   * @throws IllegalStateException if there is none, or more than one
   */
  public Element getSingleElement() {
    Iterator<Element> elements = iterator();
    Element first = elements.hasNext() ? elements.next() : null;
    if (first == null || elements.hasNext()) {
      throw new IllegalStateException(
          "getSingleElement: the dataset has %s. Use take(1), or iterate."
              .formatted(first == null ? "no elements" : "more than one element"));
    }
    return first;
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
}
