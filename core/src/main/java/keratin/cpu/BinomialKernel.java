package keratin.cpu;

import keratin.random.Philox;
import keratin.random.PhiloxReader;
import keratin.tensor.DType;
import keratin.tensor.Elements;

/**
 * Binomial variates as TensorFlow's stateless kernel draws them: sums of geometric gaps where fewer
 * than ten successes are expected, else Hörmann's transformed rejection. Each element has a part of
 * the stream of its own.
 *
 * @see <a href="https://doi.org/10.1080/00949659308811496">Hörmann, The generation of binomial
 *     random variates (1993)</a>
 */
public final class BinomialKernel {

  private static final int BLOCKS_OF_REJECTION = 256;
  private static final int BLOCKS_OF_INVERSION = 42;
  private static final double FEW = 10;
  private static final long GRAIN = 512;

  /** Stirling's series' remainder for the factorials of 0 to 9. */
  private static final double[] TAILS = {
    0.0810614667953272,
    0.0413406959554092,
    0.0276779256849983,
    0.02079067210376509,
    0.0166446911898211,
    0.0138761288230707,
    0.0118967099458917,
    0.0104112652619720,
    0.00925546218271273,
    0.00833056343336287
  };

  private final PhiloxReader words;
  private double kept;
  private boolean hasKept;

  private BinomialKernel(Philox stream) {
    words = new PhiloxReader(stream);
  }

  /**
   * Draws {@code samples} numbers for each of {@code pairs} pairs of parameters.
   *
   * @param parameters dtype of counts and probabilities; FLOAT32 unless the user gave doubles
   * @param counts address of the numbers of trials; at 0 or below no success
   * @param probabilities address of the probabilities of success; a NaN gives NaN
   * @param out address of {@code (samples, pairs)} elements of {@code dtype}
   */
  public static void binomial(
      Philox stream,
      long samples,
      long pairs,
      DType parameters,
      long counts,
      long probabilities,
      DType dtype,
      long out) {
    Pool.parallel(
        samples * pairs,
        GRAIN,
        (from, to) -> {
          BinomialKernel kernel = new BinomialKernel(stream);
          for (long i = from; i < to; i++) {
            long pair = i % pairs;
            double count = Elements.getDouble(parameters, counts, pair);
            double p = Elements.getDouble(parameters, probabilities, pair);
            long number = pair * samples + i / pairs;
            Elements.setDouble(dtype, out, i, kernel.draw(stream, number, parameters, count, p));
          }
        });
  }

  private double draw(
      Philox stream, long number, DType parameters, double count, double probability) {
    if (count <= 0 || probability <= 0) {
      return 0;
    }
    if (probability >= 1) {
      return count;
    }
    if (Double.isNaN(probability)) {
      return Double.NaN;
    }
    boolean flipped = probability > 0.5;
    double p = flipped ? Rounding.round(parameters, 1 - probability) : probability;
    hasKept = false;
    double drawn;
    if (Rounding.round(parameters, count * p) >= FEW) {
      words.restart(stream, number * BLOCKS_OF_REJECTION);
      drawn = rejection(count, p);
    } else {
      words.restart(stream, number * BLOCKS_OF_INVERSION);
      drawn = inversion(count, p);
    }
    return flipped ? count - drawn : drawn;
  }

  /** Counts how many geometric gaps fit into the trials. */
  private double inversion(double count, double p) {
    double position = 0;
    int successes = -1;
    do {
      successes++;
      position += Math.ceil(StrictMath.log(uniform()) / StrictMath.log1p(-p));
    } while (position <= count);
    return successes;
  }

  private double rejection(double count, double p) {
    double deviation = Math.sqrt(count * p * (1 - p));
    double b = 1.15 + 2.53 * deviation;
    double a = -0.0873 + 0.0248 * b + 0.01 * p;
    double centre = count * p + 0.5;
    double box = 0.92 - 4.2 / b;
    double odds = p / (1 - p);
    double alpha = (2.83 + 5.1 / b) * deviation;
    double mode = Math.floor((count + 1) * p);
    while (true) {
      double u = uniform();
      double v = uniform();
      u -= 0.5;
      double distance = 0.5 - Math.abs(u);
      double k = Math.floor((2 * a / distance + b) * u + centre);
      if (distance >= 0.07 && v <= box) {
        return k;
      }
      if (k < 0 || k > count) {
        continue;
      }
      double height = StrictMath.log(v * alpha / (a / (distance * distance) + b));
      double bound =
          (mode + 0.5) * StrictMath.log((mode + 1) / (odds * (count - mode + 1)))
              + (count + 1) * StrictMath.log((count - mode + 1) / (count - k + 1))
              + (k + 0.5) * StrictMath.log(odds * (count - k + 1) / (k + 1))
              + tail(mode)
              + tail(count - mode)
              - tail(k)
              - tail(count - k);
      if (height <= bound) {
        return k;
      }
    }
  }

  private static double tail(double k) {
    if (k <= 9) {
      return TAILS[(int) k];
    }
    double square = (k + 1) * (k + 1);
    return (1.0 / 12 - (1.0 / 360 - 1.0 / 1260 / square) / square) / (k + 1);
  }

  /** The uniform numbers of a block, the second one first, as TensorFlow hands them out. */
  private double uniform() {
    if (hasKept) {
      hasKept = false;
      return kept;
    }
    kept = words.nextDouble();
    hasKept = true;
    return words.nextDouble();
  }
}
