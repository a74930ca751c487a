package keratin.utils;

import keratin.data.Element;

/**
 * Batches that are made one by one, by number: data that are read or drawn while a model trains.
 * {@code fit} asks for them in a new random order every epoch, unless it is told not to shuffle.
 *
 * {@snippet :
 * final class Squares extends PyDataset {
 *   @Override public int length() {
 *     return 10;
 *   }
 *
 *   @Override public Element getItem(int index) {
 *     Tensor x = Ops.range(index * 4, index * 4 + 4).cast(DType.FLOAT32).reshape(4, 1);
 *     return Element.of(x, x.square());
 *   }
 * }
 * }
 *
 * <p>With several workers batches are made ahead in as many threads, and {@link #getItem} must not
 * mind being called from several at once; they are handed out in order all the same. Keras also
 * knows it as {@code Sequence}.
 *
 * @see <a href="https://keras.io/api/utils/python_utils/">keras.utils.PyDataset</a>
 */
public abstract class PyDataset {
  private static final int QUEUE = 10;

  private final int workers;
  private final int maxQueueSize;

  /** Batches that are made when they are asked for. */
  protected PyDataset() {
    this(1, QUEUE);
  }

  /** Batches that are made ahead in this many threads. */
  protected PyDataset(int workers) {
    this(workers, QUEUE);
  }

  /**
   * Batches that are made ahead.
   *
   * @param workers how many threads make them
   * @param maxQueueSize how many may wait
   */
  protected PyDataset(int workers, int maxQueueSize) {
    if (workers < 1 || maxQueueSize < 1) {
      throw new IllegalArgumentException(
          "workers and maxQueueSize must be at least 1, but %d and %d came."
              .formatted(workers, maxQueueSize));
    }
    this.workers = workers;
    this.maxQueueSize = maxQueueSize;
  }

  /**
   * A batch: the inputs, the targets, the weights of the samples. It belongs to the caller, who
   * releases it.
   *
   * @param index 0 to {@link #length} − 1
   */
  public abstract Element getItem(int index);

  /** How many batches there are. */
  public abstract int length();

  /** Called before the first batch of an epoch. */
  public void onEpochBegin() {}

  /** Called after the last batch of an epoch: the place to draw a new order of the rows. */
  public void onEpochEnd() {}

  /** How many threads make batches. */
  public final int workers() {
    return workers;
  }

  /** How many batches may wait. */
  public final int maxQueueSize() {
    return maxQueueSize;
  }
}
