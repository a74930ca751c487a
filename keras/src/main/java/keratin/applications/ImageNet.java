package keratin.applications;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import keratin.ops.Ops;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What models that were trained on ImageNet expect of pictures.
 *
 * @see <a href="https://keras.io/api/applications/">keras.applications.imagenet_utils</a>
 */
public final class ImageNet {
  private static final double[] CAFFE_MEAN = {103.939, 116.779, 123.68};
  private static final double[] TORCH_MEAN = {0.485, 0.456, 0.406};
  private static final double[] TORCH_DEVIATION = {0.229, 0.224, 0.225};

  private ImageNet() {}

  /** For VGG and ResNet: channels last, mode {@code "caffe"}. */
  public static Tensor preprocessInput(Object x) {
    return preprocessInput(x, "channels_last", "caffe");
  }

  /**
   * Pixels from 0 to 255, in the order red, green, blue, as a model expects them.
   *
   * <ul>
   *   <li>{@code "caffe"}: blue, green, red, the means of ImageNet subtracted (VGG, ResNet)
   *   <li>{@code "tf"}: {@code x / 127.5 − 1} (Inception, Xception, MobileNet, NASNet)
   *   <li>{@code "torch"}: {@code (x / 255 − mean) / deviation} of every channel (DenseNet)
   * </ul>
   *
   * @param x one picture or a batch, {@code (…, height, width, 3)} or {@code (…, 3, height,
   *     width)}; whole numbers become float32
   * @param dataFormat {@code "channels_last"} or {@code "channels_first"}
   */
  public static Tensor preprocessInput(Object x, String dataFormat, String mode) {
    Tensor given = Tensor.of(x);
    Tensor pixels = given.dtype().isFloating() ? given : given.cast(DType.FLOAT32);
    int axis = isFirst(dataFormat) ? pixels.rank() - 3 : pixels.rank() - 1;
    return switch (mode) {
      case "tf" -> pixels.div(127.5).sub(1);
      case "torch" ->
          pixels
              .div(255)
              .sub(perChannel(TORCH_MEAN, pixels, axis))
              .div(perChannel(TORCH_DEVIATION, pixels, axis));
      case "caffe" -> Ops.flip(pixels, axis).sub(perChannel(CAFFE_MEAN, pixels, axis));
      default ->
          throw new IllegalArgumentException(
              "preprocessInput: mode is \"caffe\", \"tf\" or \"torch\", but \"%s\" came."
                  .formatted(mode));
    };
  }

  private static Tensor perChannel(double[] values, Tensor like, int axis) {
    int[] dims = new int[like.rank()];
    Arrays.fill(dims, 1);
    dims[axis] = values.length;
    return Tensor.of(values, Shape.of(dims)).cast(like.dtype());
  }

  private static boolean isFirst(String dataFormat) {
    return switch (dataFormat) {
      case "channels_first" -> true;
      case "channels_last" -> false;
      default ->
          throw new IllegalArgumentException(
              "dataFormat is \"channels_last\" or \"channels_first\", but \"%s\" came."
                  .formatted(dataFormat));
    };
  }

  /**
   * The shape of a model's input, without the batch: what is asked for, if the model can take it,
   * or the default.
   *
   * @param inputShape what is asked for; null for the default
   * @param defaultSize height and width by default; null for any
   * @param minSize the least height and width
   * @param requireFlatten whether the model ends in a classifier for one size
   * @param weights {@code "imagenet"} if trained weights are wanted, which are for 3 channels
   * @throws ShapeException if the model cannot take it
   */
  public static Shape obtainInputShape(
      @Nullable Shape inputShape,
      @Nullable Integer defaultSize,
      int minSize,
      String dataFormat,
      boolean requireFlatten,
      @Nullable String weights) {
    boolean first = isFirst(dataFormat);
    boolean trained = "imagenet".equals(weights);
    int channels = inputShape == null || trained ? 3 : inputShape.dim(first ? 0 : -1);
    int size = defaultSize == null ? Shape.UNKNOWN : defaultSize;
    Shape preset = picture(channels, size, first);
    Shape shape = inputShape;
    if (trained && requireFlatten) {
      if (shape != null && !shape.equals(preset)) {
        throw new ShapeException(
            "The trained classifier takes pictures %s, but %s was asked for. Leave the top out, or give no shape."
                .formatted(preset, shape));
      }
      return preset;
    }
    if (shape == null) {
      shape = requireFlatten ? preset : picture(3, Shape.UNKNOWN, first);
    } else {
      requirePicture(shape, minSize, first, trained);
    }
    if (requireFlatten && !shape.isKnown()) {
      throw new ShapeException(
          "A model with a classifier needs a fixed size, but %s was asked for. Leave the top out, or give height and width."
              .formatted(shape));
    }
    return shape;
  }

  private static Shape picture(int channels, int size, boolean first) {
    return first ? Shape.of(channels, size, size) : Shape.of(size, size, channels);
  }

  private static void requirePicture(Shape shape, int minSize, boolean first, boolean trained) {
    if (shape.rank() != 3) {
      throw new ShapeException(
          "The shape of a picture has three lengths, but %s came.".formatted(shape));
    }
    List<Integer> sizes = new ArrayList<>();
    for (int axis = 0; axis < 3; axis++) {
      if (axis != (first ? 0 : 2)) {
        sizes.add(shape.dim(axis));
      }
    }
    if (sizes.stream().anyMatch(s -> s != Shape.UNKNOWN && s < minSize)) {
      throw new ShapeException(
          "The model takes pictures from %d×%d on, but %s was asked for."
              .formatted(minSize, minSize, shape));
    }
    if (trained && shape.dim(first ? 0 : -1) != 3) {
      throw new ShapeException(
          "The trained weights are for 3 channels, but %s was asked for.".formatted(shape));
    }
  }
}
