package keratin.cpu;

import keratin.random.Philox;
import keratin.random.PhiloxReader;
import keratin.tensor.DType;
import keratin.tensor.Elements;

/**
 * Gamma variates as TensorFlow's stateless kernel draws them: Marsaglia and Tsang's squeeze method
 * in double, each element from a part of the stream of its own.
 *
 * @see <a href="https://doi.org/10.1145/358407.358414">Marsaglia and Tsang, A simple method for
 *     generating gamma variables (2000)</a>
 */
public final class GammaKernel {
  /*
   * The normal and the uniform numbers come two to a block, and TensorFlow hands out the second of
   * a block before the first; both take their next block from the same stream when they run dry.
   */

  private static final int BLOCKS_PER_ELEMENT = 256;
  private static final long GRAIN = 512;

  private final PhiloxReader words;
  private final double[] normals = new double[2];
  private final double[] uniforms = new double[2];
  private int normalsLeft;
  private int uniformsLeft;

  private GammaKernel(Philox stream) {
    words = new PhiloxReader(stream);
  }

  /**
   * Draws {@code samples} numbers for each of {@code alphas} shape parameters, scale 1.
   *
   * @param alpha address of the shape parameters, each above 0, of {@code dtype}
   * @param out address of {@code (samples, alphas)} elements of {@code dtype}; none is below the
   *     dtype's smallest normal number
   */
  public static void gamma(
      Philox stream, long samples, long alphas, DType dtype, long alpha, long out) {
    Pool.parallel(
        samples * alphas,
        GRAIN,
        (from, to) -> {
          GammaKernel kernel = new GammaKernel(stream);
          for (long i = from; i < to; i++) {
            long column = i % alphas;
            long number = column * samples + i / alphas;
            kernel.words.restart(stream, number * BLOCKS_PER_ELEMENT);
            double drawn =
                Rounding.round(dtype, kernel.draw(Elements.getDouble(dtype, alpha, column)));
            // A tiny alpha underflows; TensorFlow lifts zeros to the smallest normal number.
            Elements.setDouble(dtype, out, i, Math.max(drawn, Rounding.smallestNormal(dtype)));
          }
        });
  }

  private double draw(double alpha) {
    normalsLeft = 0;
    uniformsLeft = 0;
    if (alpha == 1) {
      words.nextDouble();
      return -StrictMath.log1p(-words.nextDouble());
    }
    // Below 1 the method runs for alpha + 1, and a power of a uniform number brings it back.
    boolean small = alpha < 1;
    double d = alpha + (small ? 2.0 / 3 : -1.0 / 3);
    double c = 1.0 / 3 / Math.sqrt(d);
    while (true) {
      double x = normal();
      double v = 1 + c * x;
      if (v <= 0) {
        continue;
      }
      v = v * v * v;
      double u = uniform();
      if (u < 1 - 0.0331 * (x * x) * (x * x)
          || StrictMath.log(u) < 0.5 * x * x + d * (1 - v + StrictMath.log(v))) {
        return small ? d * v * StrictMath.pow(uniform(), 1 / alpha) : d * v;
      }
    }
  }

  private double normal() {
    if (normalsLeft == 0) {
      int first = words.nextInt();
      double radius = NormalMath.radius(first, words.nextInt());
      int third = words.nextInt();
      int fourth = words.nextInt();
      normals[0] = radius * NormalMath.wave(third, fourth, 0);
      normals[1] = radius * NormalMath.wave(third, fourth, 1);
      normalsLeft = 2;
    }
    return normals[--normalsLeft];
  }

  private double uniform() {
    if (uniformsLeft == 0) {
      uniforms[0] = words.nextDouble();
      uniforms[1] = words.nextDouble();
      uniformsLeft = 2;
    }
    return uniforms[--uniformsLeft];
  }
}
