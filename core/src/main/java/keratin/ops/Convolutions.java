package keratin.ops;

import java.util.Arrays;
import keratin.tensor.ConvOp;
import keratin.tensor.ConvTransposeOp;
import keratin.tensor.Engine;
import keratin.tensor.Fused;
import keratin.tensor.Ints;
import keratin.tensor.PoolOp;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import keratin.tensor.Window;
import org.jspecify.annotations.Nullable;

/** Convolutions and pooling over one, two or three spatial axes. */
abstract class Convolutions {
  Convolutions() {}

  /**
   * A convolution: {@code x (batch, spatial…, channels)} with {@code kernel (size…,
   * channels/groups, filters)} gives {@code (batch, places…, filters)}. The number of groups
   * follows from the channels of both.
   *
   * @param strides how far the kernel moves, one number for all axes or one each
   * @param padding {@code "valid"} for none, {@code "same"} to keep the lengths at stride 1
   * @param dataFormat {@code "channels_last"} (also null), or {@code "channels_first"} for x and
   *     the result as {@code (batch, channels, spatial…)}
   * @param dilationRate the distance between neighbours in the kernel
   */
  public static Tensor conv(
      Tensor x,
      Tensor kernel,
      int[] strides,
      String padding,
      @Nullable String dataFormat,
      int[] dilationRate) {
    Window window = window(kernel, strides, padding, dilationRate);
    int axis = isChannelsFirst(dataFormat) ? 1 : -1;
    int channels = x.rank() > 1 ? x.shape().dim(axis) : Shape.UNKNOWN;
    int groups =
        channels == Shape.UNKNOWN ? 1 : Math.max(1, channels / Math.max(1, kernel.shape().dim(-2)));
    return run(new ConvOp(window, groups), x, kernel, dataFormat);
  }

  /** A convolution of images or signals, channels last, with one stride for all axes. */
  public static Tensor conv(Tensor x, Tensor kernel, int strides, String padding) {
    return conv(x, kernel, new int[] {strides}, padding, "channels_last", new int[] {1});
  }

  /**
   * A convolution of every channel by itself: {@code kernel (size…, channels, multiplier)} gives
   * {@code channels · multiplier} channels, those of one input channel beside each other.
   */
  public static Tensor depthwiseConv(
      Tensor x,
      Tensor kernel,
      int[] strides,
      String padding,
      @Nullable String dataFormat,
      int[] dilationRate) {
    Window window = window(kernel, strides, padding, dilationRate);
    int channels = kernel.shape().dim(-2);
    int multiplier = kernel.shape().dim(-1);
    int[] dims = kernel.shape().with(-2, 1).with(-1, channels * multiplier).dims();
    return run(new ConvOp(window, channels), x, kernel.reshape(dims), dataFormat);
  }

  /** A depthwise convolution, then a convolution of size 1 that mixes the channels. */
  public static Tensor separableConv(
      Tensor x,
      Tensor depthwiseKernel,
      Tensor pointwiseKernel,
      int[] strides,
      String padding,
      @Nullable String dataFormat,
      int[] dilationRate) {
    Tensor y = depthwiseConv(x, depthwiseKernel, strides, padding, dataFormat, dilationRate);
    return conv(y, pointwiseKernel, new int[] {1}, "valid", dataFormat, new int[] {1});
  }

  /**
   * The gradient of a convolution by its input, as a function of its own: {@code kernel (size…,
   * filters, channels)}.
   *
   * @param outputPadding how much longer the result is than the shortest possible; null or empty
   *     for Keras' default
   */
  public static Tensor convTranspose(
      Tensor x,
      Tensor kernel,
      int[] strides,
      String padding,
      int @Nullable [] outputPadding,
      @Nullable String dataFormat,
      int[] dilationRate) {
    Window window = window(kernel, strides, padding, dilationRate);
    Ints more =
        outputPadding == null || outputPadding.length == 0
            ? null
            : Ints.of(spread(outputPadding, window.rank()));
    return run(new ConvTransposeOp(window, more), x, kernel, dataFormat);
  }

  /**
   * The largest under a window.
   *
   * @param poolSize one number for all spatial axes, or one each
   * @param strides null for the size of the window
   */
  public static Tensor maxPool(
      Tensor x,
      int[] poolSize,
      int @Nullable [] strides,
      String padding,
      @Nullable String dataFormat) {
    return pool(PoolOp.Kind.MAX, x, poolSize, strides, padding, dataFormat);
  }

  /** The mean under a window; padding does not count. */
  public static Tensor averagePool(
      Tensor x,
      int[] poolSize,
      int @Nullable [] strides,
      String padding,
      @Nullable String dataFormat) {
    return pool(PoolOp.Kind.AVERAGE, x, poolSize, strides, padding, dataFormat);
  }

  private static Tensor pool(
      PoolOp.Kind kind,
      Tensor x,
      int[] poolSize,
      int @Nullable [] strides,
      String padding,
      @Nullable String dataFormat) {
    int rank = Math.max(1, x.rank() - 2);
    int[] size = spread(poolSize, rank);
    int[] steps = strides == null ? size : spread(strides, rank);
    int[] ones = spread(new int[] {1}, rank);
    Window window = new Window(Ints.of(size), Ints.of(steps), Ints.of(ones), isSame(padding));
    return run(new PoolOp(kind, window), x, null, dataFormat);
  }

  private static Window window(Tensor kernel, int[] strides, String padding, int[] dilations) {
    int rank = Math.max(1, kernel.rank() - 2);
    int[] size = Arrays.copyOf(kernel.shape().dims(), rank);
    return new Window(
        Ints.of(size),
        Ints.of(spread(strides, rank)),
        Ints.of(spread(dilations, rank)),
        isSame(padding));
  }

  private static int[] spread(int[] values, int rank) {
    if (values.length == rank) {
      return values;
    }
    if (values.length != 1) {
      throw new TensorException(
          "One number or %d are needed for %d spatial axes, but %s came."
              .formatted(rank, rank, Arrays.toString(values)));
    }
    int[] spread = new int[rank];
    Arrays.fill(spread, values[0]);
    return spread;
  }

  private static boolean isSame(String padding) {
    return switch (padding.toLowerCase(java.util.Locale.ROOT)) {
      case "same" -> true;
      case "valid" -> false;
      default ->
          throw new TensorException(
              "padding \"%s\" is not known. Use \"valid\" or \"same\".".formatted(padding));
    };
  }

  private static boolean isChannelsFirst(@Nullable String dataFormat) {
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

  private static Tensor run(
      Fused op, Tensor x, @Nullable Tensor kernel, @Nullable String dataFormat) {
    boolean first = isChannelsFirst(dataFormat);
    Tensor last = first ? Ops.moveaxis(x, 1, -1) : x;
    Tensor y = kernel == null ? Engine.run(op, last) : Engine.run(op, last, kernel);
    return first ? Ops.moveaxis(y, -1, 1) : y;
  }
}
