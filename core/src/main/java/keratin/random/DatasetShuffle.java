package keratin.random;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The order in which {@code tf.data.Dataset.shuffle} gives elements: each is picked from a buffer
 * that is kept full from the input. Safe for use by several threads; an iterator belongs to one.
 */
public final class DatasetShuffle {

  private final long seed;
  private final long seed2;
  private final @Nullable PhiloxReader iterationSeeds;

  /**
   * A shuffle with TensorFlow's seeds for a {@code shuffle} called now.
   *
   * @param seed the operation's seed, or null
   * @param reshuffle whether each iteration has an order of its own
   */
  public DatasetShuffle(@Nullable Long seed, boolean reshuffle) {
    Philox start = GlobalRandom.operationStream(seed);
    this.seed = start.key();
    seed2 = start.high();
    iterationSeeds = reshuffle ? new PhiloxReader(start) : null;
  }

  /**
   * Begins an iteration.
   *
   * @param input the elements in their own order
   * @param bufferSize how many elements are held to pick from, at least 1
   */
  public <T> Iterator<T> iterate(Iterator<T> input, int bufferSize) {
    if (bufferSize < 1) {
      throw new IllegalArgumentException(
          "shuffle: the buffer size is " + bufferSize + " but must be at least 1.");
    }
    return new Shuffled<>(input, bufferSize, new PhiloxReader(nextIteration()));
  }

  private synchronized Philox nextIteration() {
    if (iterationSeeds == null) {
      return Philox.ofKernelSeeds(seed, seed2);
    }
    long first = Integer.toUnsignedLong(iterationSeeds.nextInt());
    return Philox.ofKernelSeeds(first, Integer.toUnsignedLong(iterationSeeds.nextInt()));
  }

  private static final class Shuffled<T> implements Iterator<T> {
    /*
     * A ring buffer: the picked element is swapped with the oldest one, which then leaves. That,
     * and taking words modulo the number of elements, is TensorFlow's way.
     */

    private final Iterator<T> input;
    private final @Nullable Object[] buffer;
    private final PhiloxReader words;
    private long start;
    private long end;

    Shuffled(Iterator<T> input, int bufferSize, PhiloxReader words) {
      this.input = input;
      this.words = words;
      buffer = new Object[bufferSize];
    }

    @Override
    public boolean hasNext() {
      return start < end || input.hasNext();
    }

    @Override
    @SuppressWarnings("unchecked")
    public T next() {
      while (end - start < buffer.length && input.hasNext()) {
        buffer[slot(end++)] = input.next();
      }
      if (start == end) {
        throw new NoSuchElementException("The shuffled input has no more elements.");
      }
      int oldest = slot(start);
      int picked = slot(start + Integer.toUnsignedLong(words.nextInt()) % (end - start));
      Object element = buffer[picked];
      buffer[picked] = buffer[oldest];
      buffer[oldest] = null;
      start++;
      return (T) element;
    }

    private int slot(long index) {
      return (int) (index % buffer.length);
    }
  }
}
