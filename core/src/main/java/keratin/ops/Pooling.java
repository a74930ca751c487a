package keratin.ops;

import java.util.Arrays;
import keratin.tensor.Engine;
import keratin.tensor.PoolOp;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import keratin.tensor.Window;
import org.jspecify.annotations.Nullable;

/** Pooling over one, two or three spatial axes. */
abstract class Pooling {
  private static final int[] ONE = {1};

  Pooling() {}

  /**
   * The largest under a window: {@code x (batch, spatial…, channels)} gives {@code (batch, places…,
   * channels)}. Of several largest the first gets the gradient.
   *
   * @param poolSize one number for all spatial axes, or one each
   * @param strides null for the size of the window
   * @param padding {@code "valid"} for none, {@code "same"} to keep the lengths at stride 1
   * @param dataFormat {@code "channels_last"} (also null) or {@code "channels_first"}
   * @throws ShapeException if the window is larger than x
   */
  public static Tensor maxPool(
      Tensor x,
      int[] poolSize,
      int @Nullable [] strides,
      String padding,
      @Nullable String dataFormat) {
    return pool(PoolOp.Kind.MAX, x, poolSize, strides, padding, dataFormat);
  }

  /**
   * {@link #maxPool(Tensor, int[], int[], String, String)} with padding in numbers, which is never
   * the largest.
   *
   * @param padding elements before and after every axis of x, 0 for batch and channels; fewer than
   *     the window is long, so that something of x is under it everywhere
   */
  public static Tensor maxPool(
      Tensor x,
      int[] poolSize,
      int @Nullable [] strides,
      int[][] padding,
      @Nullable String dataFormat) {
    int[] size = Windows.spread(poolSize, spatialAxes(x));
    Window window = Windows.of(size, strides == null ? size : strides, padding, dataFormat, ONE);
    for (int i = 0; i < size.length; i++) {
      int most = Math.max(window.pads().get(2 * i), window.pads().get(2 * i + 1));
      if (most >= size[i]) {
        throw new ShapeException(
            ("max_pool: the window %s could lie in the padding %s alone. Pad less than its length,"
                    + " or pad x itself: Ops.pad(x, padding)")
                .formatted(Arrays.toString(size), Arrays.deepToString(padding)));
      }
    }
    return Windows.run(new PoolOp(PoolOp.Kind.MAX, window), dataFormat, x);
  }

  /** The mean under a window, arguments as in {@code maxPool}; padding does not count. */
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
    int[] size = Windows.spread(poolSize, spatialAxes(x));
    Window window = Windows.of(size, strides == null ? size : strides, padding, ONE);
    return Windows.run(new PoolOp(kind, window), dataFormat, x);
  }

  private static int spatialAxes(Tensor x) {
    return Math.max(1, x.rank() - 2);
  }

  /**
   * The largest under windows chosen so that {@code outputSize} results come out, whatever the
   * input's lengths: window {@code i} of an axis covers {@code ⌊i·length/size⌋} to {@code
   * ⌈(i+1)·length/size⌉}.
   *
   * @param outputSize one number for all spatial axes, or one each
   */
  public static Tensor adaptiveMaxPool(Tensor x, int[] outputSize, @Nullable String dataFormat) {
    return adaptive(PoolOp.Kind.MAX, x, outputSize, dataFormat);
  }

  /** The mean under windows chosen as in {@code adaptiveMaxPool}. */
  public static Tensor adaptiveAveragePool(
      Tensor x, int[] outputSize, @Nullable String dataFormat) {
    return adaptive(PoolOp.Kind.AVERAGE, x, outputSize, dataFormat);
  }

  /*
   * One axis after the other. The windows of an axis have two lengths at most: all places of both
   * are pooled, and those that belong to a window picked.
   */
  private static Tensor adaptive(
      PoolOp.Kind kind, Tensor x, int[] outputSize, @Nullable String dataFormat) {
    boolean first = Windows.isChannelsFirst(dataFormat);
    int rank = spatialAxes(x);
    int[] sizes = Windows.spread(outputSize, rank);
    Tensor y = first ? Ops.moveaxis(x, 1, -1) : x;
    for (int axis = 0; axis < rank; axis++) {
      y = adaptive(kind, y, axis, sizes[axis]);
    }
    return first ? Ops.moveaxis(y, -1, 1) : y;
  }

  private static Tensor adaptive(PoolOp.Kind kind, Tensor x, int axis, int size) {
    int length = x.shape().dim(axis + 1);
    if (size < 1) {
      throw new TensorException(
          "adaptive pooling: the output size must be at least 1, but is %d.".formatted(size));
    }
    if (length == Shape.UNKNOWN || length == 0) {
      throw new ShapeException(
          "adaptive pooling: the spatial lengths must be known and not 0, but the shape is %s."
              .formatted(x.shape()));
    }
    int small = Math.ceilDiv(length, size);
    int[] picks = new int[size];
    boolean even = length % size == 0;
    boolean anyBig = false;
    for (int i = 0; i < size; i++) {
      int start = (int) ((long) i * length / size);
      int end = (int) Math.ceilDiv((i + 1L) * length, size);
      boolean big = end - start > small;
      anyBig |= big;
      picks[i] = start + (big ? length - small + 1 : 0);
    }
    Tensor pooled = along(kind, x, axis, small, even ? small : 1);
    if (even) {
      return pooled;
    }
    Tensor all = anyBig ? Ops.concat(axis + 1, pooled, along(kind, x, axis, small + 1, 1)) : pooled;
    Tensor indices = Engine.beside(x, () -> Tensor.of(picks, Shape.of(size)));
    return Ops.take(all, indices, axis + 1);
  }

  private static Tensor along(PoolOp.Kind kind, Tensor x, int axis, int length, int stride) {
    int[] size = new int[x.rank() - 2];
    Arrays.fill(size, 1);
    int[] strides = size.clone();
    size[axis] = length;
    strides[axis] = stride;
    return Engine.run(new PoolOp(kind, Windows.of(size, strides, "valid", ONE)), x);
  }
}
