package keratin.random;

import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;

/**
 * TensorFlow's {@code tf.random.Generator}: a position in a Philox stream that every draw moves on.
 * Any draw of {@link RandomOps} takes it as its seed. Safe for use by several threads.
 */
public final class Generator implements Seed {

  private Philox position;

  private Generator(Philox position) {
    this.position = position;
  }

  /** {@code tf.random.Generator.from_seed(seed)}. */
  public static Generator fromSeed(long seed) {
    // TensorFlow cuts a Python integer into three parts; a negative one has ones above.
    long sign = seed >> 63;
    return new Generator(new Philox(sign, seed, sign));
  }

  /**
   * {@code tf.random.Generator.from_state(state, "philox")}.
   *
   * @param state the counter's low and high half, and the key
   */
  public static Generator fromState(long... state) {
    if (state.length != 3) {
      throw new IllegalArgumentException(
          "fromState: "
              + state.length
              + " numbers came, but the state of a Philox generator has 3: counter low, counter"
              + " high, key");
    }
    return new Generator(new Philox(state[2], state[0], state[1]));
  }

  /** The counter's low and high half, and the key. */
  public synchronized long[] state() {
    return new long[] {position.low(), position.high(), position.key()};
  }

  /** Moves on as a draw of {@code outputs} elements does. */
  public synchronized void skip(long outputs) {
    position = position.skip(outputs * KernelStream.BLOCKS_PER_OUTPUT);
  }

  @Override
  public synchronized Tensor next(long outputs) {
    Tensor start = KernelStream.tensor(position);
    skip(outputs);
    return start;
  }

  /** Numbers in [0, 1), float32. */
  public Tensor uniform(Shape shape) {
    return RandomOps.uniform(shape, 0, 1, DType.FLOAT32, this);
  }

  /** Numbers in [min, max); integers if the dtype is one. */
  public Tensor uniform(Shape shape, double min, double max, DType dtype) {
    return dtype.isInteger()
        ? RandomOps.randint(shape, (long) min, (long) max, dtype, this)
        : RandomOps.uniform(shape, min, max, dtype, this);
  }

  /** Standard normal numbers, float32. */
  public Tensor normal(Shape shape) {
    return RandomOps.normal(shape, 0, 1, DType.FLOAT32, this);
  }

  /** Normal numbers. */
  public Tensor normal(Shape shape, double mean, double stddev, DType dtype) {
    return RandomOps.normal(shape, mean, stddev, dtype, this);
  }

  /** Normal numbers within two standard deviations. */
  public Tensor truncatedNormal(Shape shape, double mean, double stddev, DType dtype) {
    return RandomOps.truncatedNormal(shape, mean, stddev, dtype, this);
  }
}
