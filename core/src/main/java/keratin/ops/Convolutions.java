package keratin.ops;

import java.util.Arrays;
import keratin.tensor.ConvAffine;
import keratin.tensor.ConvOp;
import keratin.tensor.ConvTransposeOp;
import keratin.tensor.Ints;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import keratin.tensor.Unary;
import keratin.tensor.Window;
import org.jspecify.annotations.Nullable;

/** Convolutions over one, two or three spatial axes. */
abstract class Convolutions extends Pooling {
  Convolutions() {}

  /**
   * A convolution: {@code x (batch, spatial…, channels)} with {@code kernel (size…,
   * channels/groups, filters)} gives {@code (batch, places…, filters)}. The number of groups
   * follows from the channels of both.
   *
   * @param strides how far the kernel moves, one number for all axes or one each
   * @param padding {@code "valid"} for none, {@code "same"} to keep the lengths at stride 1, {@code
   *     "causal"} with one spatial axis, to see nothing that comes later
   * @param dataFormat {@code "channels_last"} (also null), or {@code "channels_first"} for x and
   *     the result as {@code (batch, channels, spatial…)}
   * @param dilationRate the distance between neighbours in the kernel
   * @throws ShapeException if the channels do not fit, or the kernel is larger than x
   * @throws TensorException if strides and dilation rates are both above 1
   */
  public static Tensor conv(
      Tensor x,
      Tensor kernel,
      int[] strides,
      String padding,
      @Nullable String dataFormat,
      int[] dilationRate) {
    Window window = Windows.of(size(kernel), strides, padding, dilationRate);
    return conv(window, x, kernel, dataFormat);
  }

  /**
   * A convolution with padding in numbers.
   *
   * @param padding zeros before and after every axis of x: {@code {{0, 0}, {1, 1}, {1, 1}, {0, 0}}}
   *     for a border of one element around images
   */
  public static Tensor conv(
      Tensor x,
      Tensor kernel,
      int[] strides,
      int[][] padding,
      @Nullable String dataFormat,
      int[] dilationRate) {
    Window window = Windows.of(size(kernel), strides, padding, dataFormat, dilationRate);
    return conv(window, x, kernel, dataFormat);
  }

  private static Tensor conv(Window window, Tensor x, Tensor kernel, @Nullable String dataFormat) {
    Windows.checkDilation("conv", window);
    return Windows.run(new ConvOp(window, groups(x, kernel, dataFormat)), dataFormat, x, kernel);
  }

  /** A convolution of images or signals, channels last, with one stride for all axes. */
  public static Tensor conv(Tensor x, Tensor kernel, int strides, String padding) {
    return conv(x, kernel, new int[] {strides}, padding, "channels_last", new int[] {1});
  }

  /**
   * A convolutional layer in one pass, {@code activation(conv(x, kernel) + bias)}; arguments as in
   * {@link #conv(Tensor, Tensor, int[], String, String, int[])}.
   *
   * @param bias {@code (filters)}
   * @param activation null for none
   */
  public static Tensor convAffine(
      Tensor x,
      Tensor kernel,
      Tensor bias,
      @Nullable Unary activation,
      int[] strides,
      String padding,
      @Nullable String dataFormat,
      int[] dilationRate) {
    Window window = Windows.of(size(kernel), strides, padding, dilationRate);
    Windows.checkDilation("conv", window);
    int groups = groups(x, kernel, dataFormat);
    return Windows.run(new ConvAffine(window, groups, activation), dataFormat, x, kernel, bias);
  }

  private static int[] size(Tensor kernel) {
    return Arrays.copyOf(kernel.shape().dims(), Math.max(1, kernel.rank() - 2));
  }

  private static int groups(Tensor x, Tensor kernel, @Nullable String dataFormat) {
    int axis = Windows.isChannelsFirst(dataFormat) ? 1 : -1;
    int channels = x.rank() > 2 ? x.shape().dim(axis) : Shape.UNKNOWN;
    int taken = kernel.rank() > 2 ? kernel.shape().dim(-2) : Shape.UNKNOWN;
    if (channels == Shape.UNKNOWN || taken == Shape.UNKNOWN) {
      return 1;
    }
    if (taken == 0 || channels % taken != 0) {
      throw new ShapeException(
          ("conv: x %s has %d channels, but the kernel %s is for %d.\n"
                  + "  Give the kernel as many, or a divisor of them for a convolution in groups.")
              .formatted(x.shape(), channels, kernel.shape(), taken));
    }
    int groups = Math.max(1, channels / taken);
    if (kernel.shape().dim(-1) % groups != 0) {
      throw new ShapeException(
          ("conv: %d channels for a kernel of %d make %d groups, which must divide the %d filters"
                  + " of the kernel %s.")
              .formatted(channels, taken, groups, kernel.shape().dim(-1), kernel.shape()));
    }
    return groups;
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
    Window window = Windows.of(size(kernel), strides, padding, dilationRate);
    return depthwise(window, x, kernel, dataFormat);
  }

  static Tensor depthwise(Window window, Tensor x, Tensor kernel, @Nullable String dataFormat) {
    if (kernel.rank() < 3) {
      throw new ShapeException(
          "depthwise_conv: the kernel must be (size…, channels, multiplier), but is %s."
              .formatted(kernel.shape()));
    }
    int channels = kernel.shape().dim(-2);
    int came = x.rank() > 2 ? x.shape().dim(Windows.isChannelsFirst(dataFormat) ? 1 : -1) : -1;
    if (came != Shape.UNKNOWN && came != channels) {
      throw new ShapeException(
          "depthwise_conv: x %s has %d channels, but the kernel %s is for %d."
              .formatted(x.shape(), came, kernel.shape(), channels));
    }
    int multiplier = kernel.shape().dim(-1);
    int[] dims = kernel.shape().with(-2, 1).with(-1, channels * multiplier).dims();
    return Windows.run(
        new ConvOp(window, Math.max(1, channels)), dataFormat, x, kernel.reshape(dims));
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
    Window window = Windows.of(size(kernel), strides, padding, dilationRate);
    Windows.checkDilation("conv_transpose", window);
    Ints more =
        outputPadding == null || outputPadding.length == 0
            ? null
            : Ints.of(Windows.spread(outputPadding, window.rank()));
    return Windows.run(new ConvTransposeOp(window, more), dataFormat, x, kernel);
  }
}
