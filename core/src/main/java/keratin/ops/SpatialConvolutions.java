package keratin.ops;

import java.util.Arrays;
import keratin.tensor.ConvInputGrad;
import keratin.tensor.Ints;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import keratin.tensor.Window;

/**
 * Convolutions and pooling under TensorFlow's names, channels last. Strides and window sizes may be
 * written as there, with 1 for batch and channels: {@code {1, 2, 2, 1}}.
 */
abstract class SpatialConvolutions extends Convolutions {
  private static final int[] ONE = {1};

  SpatialConvolutions() {}

  /** A convolution of signals {@code (batch, length, channels)}, kernel 3 axes. */
  public static Tensor conv1d(Tensor input, Tensor filters, int[] stride, String padding) {
    return conv(ranked("conv1d", input, 3), filters, spatial(stride, 1), padding, null, ONE);
  }

  /** A convolution of images {@code (batch, height, width, channels)}, kernel 4 axes. */
  public static Tensor conv2d(Tensor input, Tensor filters, int[] strides, String padding) {
    return conv2d(input, filters, strides, padding, ONE);
  }

  /** {@link #conv2d(Tensor, Tensor, int[], String)} with gaps in the kernel. */
  public static Tensor conv2d(
      Tensor input, Tensor filters, int[] strides, String padding, int[] dilations) {
    int[] gaps = spatial(dilations, 2);
    return conv(ranked("conv2d", input, 4), filters, spatial(strides, 2), padding, null, gaps);
  }

  /**
   * {@link #conv2d(Tensor, Tensor, int[], String)} with zeros before and after every axis, {@code
   * {{0, 0}, {1, 1}, {1, 1}, {0, 0}}}.
   */
  public static Tensor conv2d(Tensor input, Tensor filters, int[] strides, int[][] padding) {
    return conv2d(input, filters, strides, padding, ONE);
  }

  /** {@link #conv2d(Tensor, Tensor, int[], int[][])} with gaps in the kernel. */
  public static Tensor conv2d(
      Tensor input, Tensor filters, int[] strides, int[][] padding, int[] dilations) {
    int[] gaps = spatial(dilations, 2);
    return conv(ranked("conv2d", input, 4), filters, spatial(strides, 2), padding, null, gaps);
  }

  /** A convolution of volumes {@code (batch, depth, height, width, channels)}, kernel 5 axes. */
  public static Tensor conv3d(Tensor input, Tensor filters, int[] strides, String padding) {
    return conv(ranked("conv3d", input, 5), filters, spatial(strides, 3), padding, null, ONE);
  }

  /** {@code conv2d} with {@code rate − 1} gaps between the elements of the kernel. */
  public static Tensor atrousConv2d(Tensor value, Tensor filters, int rate, String padding) {
    return conv2d(value, filters, ONE, padding, new int[] {rate});
  }

  /** A convolution of every channel by itself, kernel {@code (height, width, channels, m)}. */
  public static Tensor depthwiseConv2d(Tensor input, Tensor filter, int[] strides, String padding) {
    int[] steps = spatial(strides, 2);
    return depthwiseConv(ranked("depthwise_conv2d", input, 4), filter, steps, padding, null, ONE);
  }

  /** {@link #depthwiseConv2d(Tensor, Tensor, int[], String)} with zeros around the images. */
  public static Tensor depthwiseConv2d(
      Tensor input, Tensor filter, int[] strides, int[][] padding) {
    ranked("depthwise_conv2d", filter, 4);
    int[] size = Arrays.copyOf(filter.shape().dims(), 2);
    Window window = Windows.of(size, spatial(strides, 2), padding, null, ONE);
    return depthwise(window, ranked("depthwise_conv2d", input, 4), filter, null);
  }

  /** A depthwise convolution, then one of size 1 that mixes the channels. */
  public static Tensor separableConv2d(
      Tensor input, Tensor depthwiseFilter, Tensor pointwiseFilter, int[] strides, String padding) {
    Tensor y = depthwiseConv2d(input, depthwiseFilter, strides, padding);
    return conv2d(y, pointwiseFilter, ONE, "valid");
  }

  /** As {@link #conv2dTranspose}, for signals. */
  public static Tensor conv1dTranspose(
      Tensor input, Tensor filters, int[] outputShape, int[] strides, String padding) {
    return transposed("conv1d_transpose", 1, input, filters, outputShape, strides, padding);
  }

  /**
   * The gradient of {@code conv2d} by its input, for an input of {@code outputShape}; filters
   * {@code (height, width, outputs, channels)}.
   *
   * @param outputShape {@code {batch, height, width, outputs}}
   */
  public static Tensor conv2dTranspose(
      Tensor input, Tensor filters, int[] outputShape, int[] strides, String padding) {
    return transposed("conv2d_transpose", 2, input, filters, outputShape, strides, padding);
  }

  /** As {@link #conv2dTranspose}, for volumes. */
  public static Tensor conv3dTranspose(
      Tensor input, Tensor filters, int[] outputShape, int[] strides, String padding) {
    return transposed("conv3d_transpose", 3, input, filters, outputShape, strides, padding);
  }

  private static Tensor transposed(
      String op,
      int rank,
      Tensor input,
      Tensor filters,
      int[] outputShape,
      int[] strides,
      String padding) {
    ranked(op, input, rank + 2);
    ranked(op, filters, rank + 2);
    int[] size = Arrays.copyOf(filters.shape().dims(), rank);
    if (outputShape.length != rank + 2
        || outputShape[0] != input.shape().dim(0) && input.shape().dim(0) != Shape.UNKNOWN
        || outputShape[rank + 1] != filters.shape().dim(-2)) {
      throw new ShapeException(
          ("%s: outputShape %s must be (batch, lengths, outputs), with the batch of input %s and"
                  + " the outputs of filters %s.")
              .formatted(op, Arrays.toString(outputShape), input.shape(), filters.shape()));
    }
    Window window = Windows.of(size, spatial(strides, rank), padding, ONE);
    Ints lengths = Ints.of(Arrays.copyOfRange(outputShape, 1, rank + 1));
    return Windows.run(new ConvInputGrad(window, 1, lengths), null, input, filters);
  }

  /** The largest under a window that moves over signals. */
  public static Tensor maxPool1d(Tensor input, int[] ksize, int[] strides, String padding) {
    return maxPool(
        ranked("max_pool1d", input, 3), spatial(ksize, 1), spatial(strides, 1), padding, null);
  }

  /** The largest under a window that moves over images. */
  public static Tensor maxPool2d(Tensor input, int[] ksize, int[] strides, String padding) {
    return maxPool(
        ranked("max_pool2d", input, 4), spatial(ksize, 2), spatial(strides, 2), padding, null);
  }

  /**
   * {@link #maxPool2d(Tensor, int[], int[], String)} with padding in numbers, which is never the
   * largest: {@code {{0, 0}, {1, 1}, {1, 1}, {0, 0}}}.
   *
   * @throws TensorException if a window may lie in the padding alone
   */
  public static Tensor maxPool2d(Tensor input, int[] ksize, int[] strides, int[][] padding) {
    return maxPool(
        ranked("max_pool2d", input, 4), spatial(ksize, 2), spatial(strides, 2), padding, null);
  }

  /** The largest under a window that moves over volumes. */
  public static Tensor maxPool3d(Tensor input, int[] ksize, int[] strides, String padding) {
    return maxPool(
        ranked("max_pool3d", input, 5), spatial(ksize, 3), spatial(strides, 3), padding, null);
  }

  /** The mean under a window that moves over signals; padding does not count. */
  public static Tensor avgPool1d(Tensor input, int[] ksize, int[] strides, String padding) {
    return averagePool(
        ranked("avg_pool1d", input, 3), spatial(ksize, 1), spatial(strides, 1), padding, null);
  }

  /** The mean under a window that moves over images; padding does not count. */
  public static Tensor avgPool2d(Tensor input, int[] ksize, int[] strides, String padding) {
    return averagePool(
        ranked("avg_pool2d", input, 4), spatial(ksize, 2), spatial(strides, 2), padding, null);
  }

  /** The mean under a window that moves over volumes; padding does not count. */
  public static Tensor avgPool3d(Tensor input, int[] ksize, int[] strides, String padding) {
    return averagePool(
        ranked("avg_pool3d", input, 5), spatial(ksize, 3), spatial(strides, 3), padding, null);
  }

  /** {@code {1, 2, 2, 1}} as {@code {2, 2}}. */
  private static int[] spatial(int[] values, int rank) {
    if (values.length != rank + 2) {
      return values;
    }
    if (values[0] != 1 || values[rank + 1] != 1) {
      throw new TensorException(
          "%s: the numbers for batch and channels, the first and the last, must be 1."
              .formatted(Arrays.toString(values)));
    }
    return Arrays.copyOfRange(values, 1, rank + 1);
  }

  private static Tensor ranked(String op, Tensor x, int rank) {
    if (x.rank() != rank) {
      throw new ShapeException(
          "%s: %d axes are needed, batch and channels among them, but the shape is %s."
              .formatted(op, rank, x.shape()));
    }
    return x;
  }
}
