package keratin.cpu;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import org.jspecify.annotations.Nullable;

/**
 * The transforms of Winograd's minimal filtering F(4 × 4, 3 × 3): four by four outputs of a 3 × 3
 * convolution take 36 multiplications instead of 144.
 */
final class Winograd {
  /*
   * A convolution of length 3 with 4 outputs is a product of polynomials, and that a product of
   * their values at six points [1] [2]. A tile of 6 x 6 inputs and a kernel become 36 values each;
   * their products, summed over channels, are 36 matrix products over all tiles; each tile's sums
   * become 4 x 4 outputs. The transforms are linear, so gradients use their transposes.
   *
   * The points are 0, 2/3, -2/3, 3/2, -3/2 and infinity. Of pairs +-a, +-b these have the smallest
   * error: 64 channels of normal numbers give a mean error of 0.9e-6 of the outputs' deviation,
   * the usual 1 and 2 give 1.8e-6, summing directly 0.2e-6. With a * b = 1 many factors are 1.
   *
   * [1] Winograd, Arithmetic Complexity of Computations, 1980.
   * [2] Lavin and Gray, Fast Algorithms for Convolutional Neural Networks, CVPR 2016.
   */

  /** One-dimensional transforms. */
  enum Transform {
    /** Of six inputs. */
    INPUT(6, 6),
    /** Of a kernel of three. */
    KERNEL(3, 6),
    /** To four outputs. */
    OUTPUT(6, 4),
    /** Of the gradients of four outputs. */
    OUTPUT_GRADIENT(4, 6),
    /** To the gradient of a kernel of three. */
    KERNEL_GRADIENT(6, 3);

    final int from;
    final int to;

    Transform(int from, int to) {
      this.from = from;
      this.to = to;
    }
  }

  /** Outputs of a tile along an axis. */
  static final int OUTPUTS = 4;

  /** Inputs of a tile along an axis. */
  static final int INPUTS = 6;

  /** Values of a transformed tile. */
  static final int VALUES = INPUTS * INPUTS;

  static final float A = 2f / 3;
  static final float B = 3f / 2;
  static final float A2 = 4f / 9;
  static final float B2 = 9f / 4;
  static final float A3 = 8f / 27;
  static final float B3 = 27f / 8;
  static final float SUM = 97f / 36;
  // The products of differences by which the rows of the kernel's transform are divided.
  static final float FACTOR_A = (float) (1 / (2 * (4.0 / 9) * (4.0 / 9 - 9.0 / 4)));
  static final float FACTOR_B = (float) (1 / (2 * (9.0 / 4) * (9.0 / 4 - 4.0 / 9)));

  private static final int LANES = SgemmKernel.LANES;
  private static final long VECTOR = 4L * LANES;

  /** Bytes that {@link #apply} needs to work in. */
  static final long WORK = VALUES * VECTOR;

  private static final MemorySegment @Nullable [] CODE = code();

  private Winograd() {}

  private static MemorySegment @Nullable [] code() {
    boolean usable = Tier.chosen() == Tier.NATIVE && NativeMicroKernel.instance().lanes() == LANES;
    return usable ? WinogradCode.install(4 * LANES) : null;
  }

  /**
   * Transforms a tile along both axes, for {@code vectors} vectors of channels.
   *
   * @param pixel bytes from a value to its right neighbour, {@code line} to the one below
   * @param work room for {@link #WORK} bytes
   */
  static void apply(
      Transform transform,
      long in,
      long pixel,
      long line,
      long work,
      long out,
      long outPixel,
      long outLine,
      int vectors) {
    MemorySegment[] code = CODE;
    if (code != null) {
      MemorySegment entry = code[transform.ordinal()];
      MachineCode.call(entry, in, pixel, line, work, out, outPixel, outLine, vectors, 0);
      return;
    }
    for (int v = 0; v < vectors; v++) {
      long shift = v * VECTOR;
      inJava(transform, in + shift, pixel, line, work, out + shift, outPixel, outLine);
    }
  }

  /** One vector of channels; with the same bits as {@link WinogradCode}. */
  static void inJava(
      Transform transform,
      long in,
      long pixel,
      long line,
      long work,
      long out,
      long outPixel,
      long outLine) {
    int from = transform.from;
    int to = transform.to;
    long row = from * VECTOR;
    for (int i = 0; i < from; i++) {
      line(transform, in + i * pixel, line, work + i * VECTOR, row);
    }
    for (int i = 0; i < to; i++) {
      line(transform, work + i * row, VECTOR, out + i * outLine, outPixel);
    }
  }

  private static void line(Transform transform, long in, long step, long out, long outStep) {
    switch (transform) {
      case INPUT -> input(in, step, out, outStep);
      case KERNEL -> kernel(in, step, out, outStep);
      case OUTPUT -> output(in, step, out, outStep);
      case OUTPUT_GRADIENT -> outputGradient(in, step, out, outStep);
      case KERNEL_GRADIENT -> kernelGradient(in, step, out, outStep);
    }
  }

  /** Values of the polynomial with these coefficients, times a factor per point. */
  private static void input(long in, long step, long out, long outStep) {
    FloatVector x0 = FloatRows.load(in);
    FloatVector x1 = FloatRows.load(in + step);
    FloatVector x2 = FloatRows.load(in + 2 * step);
    FloatVector x3 = FloatRows.load(in + 3 * step);
    FloatVector x4 = FloatRows.load(in + 4 * step);
    FloatVector x5 = FloatRows.load(in + 5 * step);
    FloatRows.store(fma(-SUM, x2, x0.add(x4)), out);
    FloatVector even = fma(-B2, x2, x4);
    FloatVector odd = fma(A, x3, x1.mul(-B));
    FloatRows.store(even.add(odd), out + outStep);
    FloatRows.store(even.sub(odd), out + 2 * outStep);
    even = fma(-A2, x2, x4);
    odd = fma(B, x3, x1.mul(-A));
    FloatRows.store(even.add(odd), out + 3 * outStep);
    FloatRows.store(even.sub(odd), out + 4 * outStep);
    FloatRows.store(fma(-SUM, x3, x1.add(x5)), out + 5 * outStep);
  }

  private static void kernel(long in, long step, long out, long outStep) {
    FloatVector x0 = FloatRows.load(in);
    FloatVector x1 = FloatRows.load(in + step);
    FloatVector x2 = FloatRows.load(in + 2 * step);
    FloatRows.store(x0, out);
    FloatVector even = fma(A2, x2, x0).mul(FACTOR_A);
    FloatVector odd = x1.mul(FACTOR_A * A);
    FloatRows.store(even.add(odd), out + outStep);
    FloatRows.store(even.sub(odd), out + 2 * outStep);
    even = fma(B2, x2, x0).mul(FACTOR_B);
    odd = x1.mul(FACTOR_B * B);
    FloatRows.store(even.add(odd), out + 3 * outStep);
    FloatRows.store(even.sub(odd), out + 4 * outStep);
    FloatRows.store(x2, out + 5 * outStep);
  }

  private static void output(long in, long step, long out, long outStep) {
    FloatVector x0 = FloatRows.load(in);
    FloatVector x1 = FloatRows.load(in + step);
    FloatVector x2 = FloatRows.load(in + 2 * step);
    FloatVector x3 = FloatRows.load(in + 3 * step);
    FloatVector x4 = FloatRows.load(in + 4 * step);
    FloatVector x5 = FloatRows.load(in + 5 * step);
    FloatVector evenA = x1.add(x2);
    FloatVector oddA = x1.sub(x2);
    FloatVector evenB = x3.add(x4);
    FloatVector oddB = x3.sub(x4);
    FloatRows.store(x0.add(evenA).add(evenB), out);
    FloatRows.store(fma(A, oddA, oddB.mul(B)), out + outStep);
    FloatRows.store(fma(A2, evenA, evenB.mul(B2)), out + 2 * outStep);
    FloatRows.store(fma(A3, oddA, fma(B3, oddB, x5)), out + 3 * outStep);
  }

  private static void outputGradient(long in, long step, long out, long outStep) {
    FloatVector x0 = FloatRows.load(in);
    FloatVector x1 = FloatRows.load(in + step);
    FloatVector x2 = FloatRows.load(in + 2 * step);
    FloatVector x3 = FloatRows.load(in + 3 * step);
    FloatRows.store(x0, out);
    FloatVector even = fma(A2, x2, x0);
    FloatVector odd = fma(A3, x3, x1.mul(A));
    FloatRows.store(even.add(odd), out + outStep);
    FloatRows.store(even.sub(odd), out + 2 * outStep);
    even = fma(B2, x2, x0);
    odd = fma(B3, x3, x1.mul(B));
    FloatRows.store(even.add(odd), out + 3 * outStep);
    FloatRows.store(even.sub(odd), out + 4 * outStep);
    FloatRows.store(x3, out + 5 * outStep);
  }

  private static void kernelGradient(long in, long step, long out, long outStep) {
    FloatVector x0 = FloatRows.load(in);
    FloatVector x1 = FloatRows.load(in + step);
    FloatVector x2 = FloatRows.load(in + 2 * step);
    FloatVector x3 = FloatRows.load(in + 3 * step);
    FloatVector x4 = FloatRows.load(in + 4 * step);
    FloatVector x5 = FloatRows.load(in + 5 * step);
    FloatVector evenA = x1.add(x2).mul(FACTOR_A);
    FloatVector oddA = x1.sub(x2).mul(FACTOR_A * A);
    FloatVector evenB = x3.add(x4).mul(FACTOR_B);
    FloatVector oddB = x3.sub(x4).mul(FACTOR_B * B);
    FloatRows.store(x0.add(evenA).add(evenB), out);
    FloatRows.store(oddA.add(oddB), out + outStep);
    FloatRows.store(fma(A2, evenA, fma(B2, evenB, x5)), out + 2 * outStep);
  }

  /** {@code factor · x + y}. */
  private static FloatVector fma(float factor, FloatVector x, FloatVector y) {
    return x.fma(FloatVector.broadcast(SgemmKernel.SPECIES, factor), y);
  }
}
