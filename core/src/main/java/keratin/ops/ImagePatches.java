package keratin.ops;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import keratin.tensor.Engine;
import keratin.tensor.Ints;
import keratin.tensor.ShapeException;
import keratin.tensor.Slice;
import keratin.tensor.Tensor;
import keratin.tensor.Window;
import org.jspecify.annotations.Nullable;

/** Images and volumes cut into patches. */
abstract class ImagePatches extends ImageColours {
  ImagePatches() {}

  /**
   * The patches of images beside each other: {@code (batch, height, width, channels)} gives {@code
   * (batch, rows, columns, size·size·channels)}, as {@code keras.ops.image.extract_patches}.
   *
   * @param size height and width of a patch, or one number for both; three for volumes, see {@link
   *     #extractPatches3d}
   * @param strides how far patches are from each other; null for their size
   * @param dilationRate the distance of neighbours in a patch
   * @param padding {@code "valid"}, or {@code "same"} for zeros around the images
   * @param dataFormat {@code "channels_last"} (also null) or {@code "channels_first"}
   */
  public static Tensor extractPatches(
      Tensor images,
      int[] size,
      int @Nullable [] strides,
      int[] dilationRate,
      String padding,
      @Nullable String dataFormat) {
    if (size.length == 3) {
      return extractPatches3d(images, size, strides, dilationRate, padding, dataFormat);
    }
    requireImage("extractPatches", images);
    return patches(images, 2, size, strides, dilationRate, padding, dataFormat);
  }

  /** Patches of this size that do not overlap, channels last. */
  public static Tensor extractPatches(Tensor images, int... size) {
    return extractPatches(images, size, null, new int[] {1}, "valid", null);
  }

  /**
   * The patches of volumes {@code (batch, depth, height, width, channels)}; see {@link
   * #extractPatches}.
   */
  public static Tensor extractPatches3d(
      Tensor volumes,
      int[] size,
      int @Nullable [] strides,
      int[] dilationRate,
      String padding,
      @Nullable String dataFormat) {
    if (volumes.rank() != 4 && volumes.rank() != 5) {
      throw new ShapeException(
          ("extractPatches3d: a volume is (depth, height, width, channels), with a batch axis or"
                  + " without, but the shape is %s.")
              .formatted(volumes.shape()));
    }
    return patches(volumes, 3, size, strides, dilationRate, padding, dataFormat);
  }

  private static Tensor patches(
      Tensor images,
      int axes,
      int[] size,
      int @Nullable [] strides,
      int[] dilationRate,
      String padding,
      @Nullable String dataFormat) {
    int[] steps = strides == null || strides.length == 0 ? size : strides;
    Window window = Windows.of(Windows.spread(size, axes), steps, padding, dilationRate);
    boolean first = Windows.isChannelsFirst(dataFormat);
    Tensor x = first ? Ops.moveaxis(images, -axes - 1, -1) : images;
    Tensor many = x.rank() == axes + 1 ? x.expandDims(0) : x;
    Tensor found = underWindow(window, many);
    Tensor same = x.rank() == axes + 1 ? found.squeeze(0) : found;
    return first ? Ops.moveaxis(same, -1, -axes - 1) : same;
  }

  /** What lies under a window at all its places, one element of the window after the other. */
  private static Tensor underWindow(Window window, Tensor x) {
    int axes = window.rank();
    int[][] paddings = new int[axes + 2][2];
    int[] steps = new int[axes + 2];
    int[] lengths = x.shape().dims();
    Arrays.fill(steps, 1);
    int count = 1;
    for (int i = 0; i < axes; i++) {
      int length = lengths[i + 1];
      paddings[i + 1] = window.padding(i, length);
      lengths[i + 1] = window.places(i, length);
      steps[i + 1] = window.strides().get(i);
      count *= window.size().get(i);
    }
    Tensor padded = Ops.pad(x, paddings);
    List<Tensor> views = new ArrayList<>();
    for (int p = 0; p < count; p++) {
      int[] begin = new int[axes + 2];
      int rest = p;
      for (int i = axes - 1; i >= 0; i--) {
        begin[i + 1] = rest % window.size().get(i) * window.dilations().get(i);
        rest /= window.size().get(i);
      }
      views.add(Engine.run(new Slice(Ints.of(begin), Ints.of(lengths), Ints.of(steps)), padded));
    }
    return Ops.concat(-1, views);
  }
}
