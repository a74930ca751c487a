package keratin.random;

import keratin.tensor.Shape;
import keratin.tensor.Tensor;

/**
 * The state of one stateful TensorFlow random kernel, or of a {@code tf.data} iterator's copy of
 * it: a Philox stream from which each run takes its part. Safe for use by several threads.
 */
public final class KernelStream implements Seed {

  /** Blocks that a run of a sampling kernel takes per output element. */
  static final int BLOCKS_PER_OUTPUT = 256;

  private Philox position;

  /** A kernel whose stream begins at {@code start}. */
  public KernelStream(Philox start) {
    position = start;
  }

  /** Takes what a run with {@code outputs} sampled elements takes, and returns where it begins. */
  public Philox reserveOutputs(long outputs) {
    return reserve(outputs * BLOCKS_PER_OUTPUT);
  }

  @Override
  public Tensor next(long outputs) {
    return tensor(reserveOutputs(outputs));
  }

  /** A stream's start as draws take it: counter low, counter high, key. */
  static Tensor tensor(Philox start) {
    return Tensor.of(new long[] {start.low(), start.high(), start.key()}, Shape.of(3));
  }

  /** Takes {@code blocks} blocks, and returns where they begin. */
  public synchronized Philox reserve(long blocks) {
    Philox start = position;
    position = start.skip(blocks);
    return start;
  }

  /**
   * The order in which {@code tf.random.shuffle} leaves {@code n} rows: each row in turn is swapped
   * with one of those from it on, chosen by one word modulo their number.
   */
  public int[] shuffle(int n) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    if (n > 1) {
      PhiloxReader words = new PhiloxReader(reserve((n - 1 + 3L) / 4));
      for (int i = 0; i < n - 1; i++) {
        int j = i + Integer.remainderUnsigned(words.nextInt(), n - i);
        int kept = order[i];
        order[i] = order[j];
        order[j] = kept;
      }
    }
    return order;
  }
}
