package keratin.initializers;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import keratin.config.Near;

/**
 * Windows by their names in SciPy: what a frame of a signal is multiplied by, so that it begins and
 * ends softly.
 *
 * @see <a
 *     href="https://docs.scipy.org/doc/scipy/reference/signal.windows.html">scipy.signal.windows</a>
 */
final class SignalWindows {
  private static final List<String> NAMES =
      List.of(
          "barthann",
          "bartlett",
          "blackman",
          "blackmanharris",
          "bohman",
          "boxcar",
          "cosine",
          "flattop",
          "hamming",
          "hann",
          "lanczos",
          "nuttall",
          "parzen",
          "triang");

  private SignalWindows() {}

  /** Throws if there is no such window. */
  static void require(String name) {
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException(
          Near.text("There is no window \"%s\".".formatted(name), name, NAMES));
    }
  }

  /**
   * A window of this length.
   *
   * @param periodic whether it is the beginning of one that is longer by one and symmetric
   */
  static double[] of(String name, int length, boolean periodic) {
    require(name);
    if (length == 1) {
      return new double[] {1};
    }
    int whole = periodic ? length + 1 : length;
    return IntStream.range(0, length).mapToDouble(i -> at(name, i, whole)).toArray();
  }

  private static double at(String name, int i, int n) {
    // From 0 at the beginning over 1 to 2 at the end.
    double x = 2.0 * i / (n - 1);
    double away = Math.abs(x - 1);
    return switch (name) {
      case "boxcar" -> 1;
      case "triang" -> triangle(i, n);
      case "bartlett" -> 1 - away;
      case "hann" -> cosines(x, 0.5, 0.5);
      case "hamming" -> cosines(x, 0.54, 0.46);
      case "blackman" -> cosines(x, 0.42, 0.5, 0.08);
      case "blackmanharris" -> cosines(x, 0.35875, 0.48829, 0.14128, 0.01168);
      case "nuttall" -> cosines(x, 0.3635819, 0.4891775, 0.1365995, 0.0106411);
      case "flattop" -> cosines(x, 0.21557895, 0.41663158, 0.277263158, 0.083578947, 0.006947368);
      case "cosine" -> Math.sin(Math.PI / n * (i + 0.5));
      case "barthann" -> 0.62 - 0.48 * away / 2 + 0.38 * Math.cos(Math.PI * away);
      case "bohman" -> bohman(i, n, away);
      case "lanczos" -> sinc(x - 1);
      default -> parzen(Math.abs(i - (n - 1) / 2.0) / (n / 2.0));
    };
  }

  /** Without zeros at its ends. */
  private static double triangle(int i, int n) {
    int steps = Math.min(i, n - 1 - i) + 1;
    return n % 2 == 0 ? (2.0 * steps - 1) / n : 2.0 * steps / (n + 1);
  }

  /** {@code a₀ − a₁ cos πx + a₂ cos 2πx − …} */
  private static double cosines(double x, double... weights) {
    double sum = 0;
    for (int k = 0; k < weights.length; k++) {
      sum += weights[k] * Math.cos(k * Math.PI * (x - 1));
    }
    return sum;
  }

  private static double bohman(int i, int n, double away) {
    boolean end = i == 0 || i == n - 1;
    DoubleUnaryOperator arch =
        d -> (1 - d) * Math.cos(Math.PI * d) + Math.sin(Math.PI * d) / Math.PI;
    return end ? 0 : arch.applyAsDouble(away);
  }

  private static double sinc(double x) {
    return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  }

  private static double parzen(double away) {
    double rest = 1 - away;
    return away <= 0.5 ? 1 - 6 * away * away * rest : 2 * rest * rest * rest;
  }
}
