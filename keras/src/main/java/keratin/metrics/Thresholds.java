package keratin.metrics;

import java.util.ArrayList;
import java.util.List;
import keratin.config.Kind;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Bounds above which a prediction means yes.
 *
 * @param even whether they are spread evenly from 0 to 1, which makes counting fast
 */
record Thresholds(float[] values, boolean even) {
  /** One number, or a list of numbers. */
  static final Kind<List<Double>> NUMBERS =
      new Kind<>("a number or a list of numbers", Thresholds::numbers, v -> v);

  /** One threshold from 0 to 1, or a list of them. */
  static final Kind<List<Double>> KIND =
      new Kind<>("a number from 0 to 1 or a list of such", Thresholds::inRange, v -> v);

  private static List<Double> numbers(Object source) {
    List<Double> list = new ArrayList<>();
    switch (source) {
      case Number number -> list.add(number.doubleValue());
      case double[] array -> {
        for (double number : array) {
          list.add(number);
        }
      }
      case Tensor tensor -> {
        for (double number : tensor.toDoubleArray()) {
          list.add(number);
        }
      }
      default -> ((List<?>) source).forEach(n -> list.add(((Number) n).doubleValue()));
    }
    return List.copyOf(list);
  }

  private static List<Double> inRange(Object source) {
    List<Double> list = numbers(source);
    if (!list.stream().allMatch(t -> t >= 0 && t <= 1)) {
      throw new IllegalArgumentException();
    }
    return list;
  }

  static Thresholds of(@Nullable List<Double> given, double preset) {
    return of(given == null ? List.of(preset) : given);
  }

  static Thresholds of(List<Double> list) {
    return new Thresholds(floats(list), isEven(list));
  }

  /** {@code count} of them, evenly from 0 to 1; one alone is 0.5. */
  static Thresholds spread(int count) {
    return count == 1 ? of(List.of(0.5)) : new Thresholds(floats(evenly(count)), true);
  }

  static List<Double> evenly(int count) {
    List<Double> list = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      list.add((double) i / (count - 1));
    }
    return list;
  }

  static boolean isEven(List<Double> list) {
    boolean close = list.size() >= 3;
    for (int i = 0; close && i < list.size(); i++) {
      double wanted = (float) i / (list.size() - 1);
      close = Math.abs(list.get(i) - wanted) <= 1e-7 + 1e-5 * wanted;
    }
    return close;
  }

  static float[] floats(List<Double> list) {
    float[] values = new float[list.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = list.get(i).floatValue();
    }
    return values;
  }

  int count() {
    return values.length;
  }
}
