package keratin.optimizers.schedules;

import java.util.ArrayList;
import java.util.List;
import keratin.config.Kind;
import keratin.config.Option;

/**
 * A rate that changes at given steps: {@code values[0]} up to and with step {@code boundaries[0]},
 * {@code values[1]} up to and with {@code boundaries[1]}, and the last value after that.
 */
public final class PiecewiseConstantDecay extends LearningRateSchedule {
  private static final Kind<List<Number>> NUMBERS =
      new Kind<>("a list of numbers", PiecewiseConstantDecay::numbers, v -> v);

  private final Option<List<Number>> boundaries = required("boundaries", NUMBERS);
  private final Option<List<Number>> values = required("values", NUMBERS);
  private final Option<String> name = option("name", Kind.STRING, "PiecewiseConstant");

  private PiecewiseConstantDecay() {}

  /**
   * The schedule.
   *
   * @param boundaries the last steps of all values but the last
   * @param values one more than boundaries
   * @throws IllegalArgumentException if the lengths do not fit
   */
  public PiecewiseConstantDecay(List<? extends Number> boundaries, List<? extends Number> values) {
    this.boundaries.set(boundaries);
    this.values.set(values);
    requireLengths();
  }

  private void requireLengths() {
    if (boundaries.get().size() != values.get().size() - 1) {
      throw new IllegalArgumentException(
          ("PiecewiseConstantDecay: there must be one boundary less than values, but %d boundaries"
                  + " %s and %d values %s came.")
              .formatted(
                  boundaries.get().size(), boundaries.get(), values.get().size(), values.get()));
    }
  }

  private static List<Number> numbers(Object value) {
    List<Number> list = new ArrayList<>();
    for (Object number : (List<?>) value) {
      list.add((Number) number);
    }
    return List.copyOf(list);
  }

  /** Sets the name. */
  public PiecewiseConstantDecay name(String text) {
    name.set(text);
    return this;
  }

  @Override
  public double of(long step) {
    requireLengths();
    int i = 0;
    while (i < boundaries.get().size() && step > boundaries.get().get(i).doubleValue()) {
      i++;
    }
    return values.get().get(i).floatValue();
  }
}
