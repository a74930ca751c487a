package keratin.conformance;

import keratin.tensor.DType;
import tools.jackson.databind.JsonNode;

/**
 * How much two numbers may differ: {@code |a − e| ≤ absolute + relative·|e|}.
 *
 * @param relative of the expected number
 * @param absolute added to it
 */
record Tolerance(double relative, double absolute) {
  /** Values of layers, losses, functions, and steps of optimizers. */
  static final Tolerance USUAL = new Tolerance(1e-5, 1e-6);

  /** Gradients through convolutions, attention and recurrent layers, and whole training runs. */
  static final Tolerance WIDE = new Tolerance(1e-4, 1e-5);

  /** Normal random numbers. */
  static final Tolerance NORMAL = new Tolerance(1e-6, 1e-6);

  /** Integers, texts, uniform bits. */
  static final Tolerance EXACT = new Tolerance(0, 0);

  /** This, or what the case's own test allows where that is more. */
  Tolerance of(Case recorded) {
    JsonNode own = recorded.get("test_tolerance");
    return new Tolerance(
        Math.max(relative, own.path("rtol").asDouble(0)),
        Math.max(absolute, own.path("atol").asDouble(0)));
  }

  /** For half precision at least two units in the last place. */
  Tolerance of(DType dtype) {
    return switch (dtype) {
      case FLOAT16 -> new Tolerance(Math.max(relative, 0x1p-9), Math.max(absolute, 0x1p-14));
      case BFLOAT16 -> new Tolerance(Math.max(relative, 0x1p-6), Math.max(absolute, 0x1p-14));
      case FLOAT8_E4M3FN -> new Tolerance(Math.max(relative, 0x1p-2), Math.max(absolute, 0x1p-8));
      case FLOAT8_E5M2 -> new Tolerance(Math.max(relative, 0x1p-1), Math.max(absolute, 0x1p-15));
      default -> this;
    };
  }

  /** True if {@code actual} is near enough. NaN is near NaN, an infinity only itself. */
  boolean allows(double expected, double actual) {
    return Double.compare(expected, actual) == 0
        || expected == actual
        || Math.abs(actual - expected) <= absolute + relative * Math.abs(expected);
  }
}
