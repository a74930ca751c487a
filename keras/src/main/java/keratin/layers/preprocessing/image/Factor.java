package keratin.layers.preprocessing.image;

import java.util.List;
import keratin.config.Kind;

/**
 * A range that a strength is drawn from.
 *
 * @param written what a config holds
 */
record Factor(double lower, double upper, Object written) {
  static final Factor UNIT = new Factor(0, 1, 1.0);

  /**
   * Ranges that overlap {@code [low, high]}; one number v stands for {@code [−v, v]}, cut at {@code
   * low}. Configs hold two numbers.
   */
  static Kind<Factor> kind(double low, double high) {
    return new Kind<>(
        "a number from %s to %s, or two of them".formatted(text(low), text(high)),
        source -> {
          double[] ends = numbers(source);
          if (ends.length == 1) {
            double size = require(ends[0], low, high);
            return range(Math.max(-Math.abs(size), low), Math.abs(size));
          }
          double first = Math.min(ends[0], ends[1]);
          double last = Math.max(ends[0], ends[1]);
          if (ends[0] > high || ends[1] < low) {
            throw new IllegalArgumentException();
          }
          return range(first, last);
        },
        Factor::written);
  }

  /**
   * Ranges inside {@code [lowest, high]}; one number v, at least {@code low}, stands for {@code
   * [−v, v]}. Configs hold what was given.
   */
  static Kind<Factor> around(String name, double low, double lowest, double high) {
    return new Kind<>(
        name,
        source -> {
          double[] ends = numbers(source);
          for (double end : ends) {
            require(end, ends.length == 1 ? low : lowest, high);
          }
          return ends.length == 1
              ? new Factor(-Math.abs(ends[0]), Math.abs(ends[0]), ends[0])
              : range(Math.min(ends[0], ends[1]), Math.max(ends[0], ends[1]));
        },
        Factor::written);
  }

  /** Ranges inside {@code [0, 1]}; one number v stands for {@code [0, v]}. */
  static Kind<Factor> upTo1() {
    return new Kind<>(
        "a number from 0 to 1, or two of them",
        source -> {
          double[] ends = numbers(source);
          double first = ends.length == 1 ? 0 : require(ends[0], 0, 1);
          double last = require(ends[ends.length - 1], 0, 1);
          return range(Math.min(first, last), Math.max(first, last));
        },
        Factor::written);
  }

  private static Factor range(double lower, double upper) {
    return new Factor(lower, upper, List.of(lower, upper));
  }

  private static double require(double number, double low, double high) {
    if (!(number >= low && number <= high)) {
      throw new IllegalArgumentException();
    }
    return number;
  }

  private static double[] numbers(Object source) {
    double[] ends =
        switch (source) {
          case Factor factor -> new double[] {factor.lower, factor.upper};
          case Number number -> new double[] {number.doubleValue()};
          case double[] array -> array;
          case List<?> list -> list.stream().mapToDouble(v -> ((Number) v).doubleValue()).toArray();
          default -> throw new IllegalArgumentException();
        };
    if (ends.length != 1 && ends.length != 2 || source instanceof List<?> l && l.size() != 2) {
      throw new IllegalArgumentException();
    }
    return ends;
  }

  private static String text(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }

  /** Two numbers in order, the range of pixels for example. */
  static final Kind<Factor> RANGE =
      new Kind<>(
          "two numbers",
          source -> {
            double[] ends = numbers(source);
            if (ends.length != 2) {
              throw new IllegalArgumentException();
            }
            return range(Math.min(ends[0], ends[1]), Math.max(ends[0], ends[1]));
          },
          Factor::written);
}
