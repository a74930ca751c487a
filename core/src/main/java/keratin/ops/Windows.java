package keratin.ops;

import java.util.Arrays;
import java.util.Locale;
import keratin.tensor.Engine;
import keratin.tensor.Fused;
import keratin.tensor.Ints;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import keratin.tensor.Window;
import org.jspecify.annotations.Nullable;

/** Strides, padding and data formats, as users write them, made into a {@link Window}. */
final class Windows {
  private Windows() {}

  /**
   * A window.
   *
   * @param padding "valid", "same", or "causal" for one spatial axis: what comes later is not seen
   */
  static Window of(int[] size, int[] strides, String padding, int[] dilations) {
    int rank = size.length;
    Ints lengths = Ints.of(size);
    Ints steps = Ints.of(spread(strides, rank));
    Ints gaps = Ints.of(spread(dilations, rank));
    return switch (padding.toLowerCase(Locale.ROOT)) {
      case "same" -> new Window(lengths, steps, gaps, true);
      case "valid" -> new Window(lengths, steps, gaps, false);
      case "causal" -> {
        if (rank != 1) {
          throw new TensorException(
              "padding \"causal\" is for one spatial axis, but there are %d. Use \"same\"."
                  .formatted(rank));
        }
        int before = (size[0] - 1) * gaps.get(0);
        yield new Window(lengths, steps, gaps, false, Ints.of(before, 0));
      }
      default ->
          throw new TensorException(
              "padding \"%s\" is not known. Use \"valid\" or \"same\".".formatted(padding));
    };
  }

  /**
   * A window with padding in numbers.
   *
   * @param padding elements before and after every axis of x, those of batch and channels 0
   */
  static Window of(
      int[] size, int[] strides, int[][] padding, @Nullable String dataFormat, int[] dilations) {
    int rank = size.length;
    int first = isChannelsFirst(dataFormat) ? 2 : 1;
    boolean fits = padding.length == rank + 2;
    int[] pads = new int[2 * rank];
    for (int i = 0; fits && i < padding.length; i++) {
      boolean spatial = i >= first && i < first + rank;
      fits = padding[i].length == 2 && (spatial || padding[i][0] == 0 && padding[i][1] == 0);
      if (fits && spatial) {
        pads[2 * (i - first)] = padding[i][0];
        pads[2 * (i - first) + 1] = padding[i][1];
      }
    }
    if (!fits) {
      throw new TensorException(
          ("padding %s does not fit %d spatial axes: a pair (before, after) is needed for each of"
                  + " the %d axes of x, and (0, 0) for batch and channels.")
              .formatted(Arrays.deepToString(padding), rank, rank + 2));
    }
    return new Window(
        Ints.of(size),
        Ints.of(spread(strides, rank)),
        Ints.of(spread(dilations, rank)),
        false,
        Ints.of(pads));
  }

  /** One number for every spatial axis. */
  static int[] spread(int[] values, int rank) {
    if (values.length == rank) {
      return values;
    }
    if (values.length != 1) {
      throw new TensorException(
          "One number or %d are needed for %d spatial axes, but %s came."
              .formatted(rank, rank, Arrays.toString(values)));
    }
    return Ints.repeat(values[0], rank).toArray();
  }

  /** As in TensorFlow, not both may be above 1. */
  static void checkDilation(String op, Window window) {
    int rank = window.rank();
    if (!window.strides().equals(Ints.repeat(1, rank))
        && !window.dilations().equals(Ints.repeat(1, rank))) {
      throw new TensorException(
          ("%s: strides %s and dilation rates %s are both above 1, which is not supported.\n"
                  + "  Use strides of 1, or dilation rates of 1.")
              .formatted(op, window.strides(), window.dilations()));
    }
  }

  static boolean isChannelsFirst(@Nullable String dataFormat) {
    return switch (dataFormat) {
      case "channels_first" -> true;
      case "channels_last" -> false;
      case null -> false;
      default ->
          throw new TensorException(
              "data format \"%s\" is not known. Use \"channels_last\" or \"channels_first\"."
                  .formatted(dataFormat));
    };
  }

  /** Runs an op that wants its first input's channels last. */
  static Tensor run(Fused op, @Nullable String dataFormat, Tensor... in) {
    if (!isChannelsFirst(dataFormat)) {
      return Engine.run(op, in);
    }
    Tensor[] last = in.clone();
    last[0] = Ops.moveaxis(in[0], 1, -1);
    return Ops.moveaxis(Engine.run(op, last), -1, 1);
  }
}
