package keratin.ops;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import keratin.tensor.Engine;
import keratin.tensor.ScatterAdd;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Spec;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import org.jspecify.annotations.Nullable;

/** Blocks of images taken apart and put together: no arithmetic, but sums where blocks overlap. */
abstract class Rearranging extends SpatialConvolutions {
  Rearranging() {}

  /**
   * The blocks under a window that moves over images: {@code (batch, channels, height, width)}
   * gives {@code (batch, channels · kernelHeight · kernelWidth, blocks)}.
   *
   * <p>Every option is one number for both axes, or one each.
   *
   * @param kernelSize the size of the window
   * @param dilation the distance between neighbours in the window
   * @param padding how many zeros lie around the image
   * @param stride how far the window moves
   * @see <a href="https://pytorch.org/docs/stable/generated/torch.nn.Unfold.html">torch.nn.Unfold
   *     </a>
   */
  public static Tensor unfold(
      Tensor x, int[] kernelSize, int[] dilation, int[] padding, int[] stride) {
    if (x.rank() != 4) {
      throw new ShapeException(
          "unfold: x must be (batch, channels, height, width), but its shape is %s."
              .formatted(x.shape()));
    }
    Blocks rows = new Blocks("unfold", x.shape().dim(2), 0, kernelSize, dilation, padding, stride);
    Blocks columns =
        new Blocks("unfold", x.shape().dim(3), 1, kernelSize, dilation, padding, stride);
    Tensor padded =
        Ops.pad(
            x,
            new int[][] {
              {0, 0}, {0, 0}, {rows.padding, rows.padding}, {columns.padding, columns.padding}
            });
    // (batch, channels, in window, blocks, in window, blocks)
    Tensor blocks = padded.gather(rows.places(x), 2).gather(columns.places(x), 4);
    return blocks
        .transpose(0, 1, 2, 4, 3, 5)
        .reshape(
            x.shape().dim(0),
            x.shape().dim(1) * rows.kernel * columns.kernel,
            rows.count * columns.count);
  }

  /** As {@link #unfold(Tensor, int[], int[], int[], int[])} without padding, at every place. */
  public static Tensor unfold(Tensor x, int kernelSize) {
    return unfold(x, new int[] {kernelSize}, new int[] {1}, new int[] {0}, new int[] {1});
  }

  /**
   * Images of the blocks that {@link #unfold(Tensor, int[], int[], int[], int[])} makes of them;
   * where blocks overlap their elements are added.
   *
   * @param outputSize height and width of the images
   */
  public static Tensor fold(
      Tensor x, int[] outputSize, int[] kernelSize, int[] dilation, int[] padding, int[] stride) {
    Blocks rows = new Blocks("fold", at(outputSize, 0), 0, kernelSize, dilation, padding, stride);
    Blocks columns =
        new Blocks("fold", at(outputSize, 1), 1, kernelSize, dilation, padding, stride);
    int window = rows.kernel * columns.kernel;
    boolean fits =
        x.rank() == 3
            && x.shape().dim(1) % window == 0
            && x.shape().dim(2) == rows.count * columns.count;
    if (!fits) {
      throw new ShapeException(
          "fold: x must be (batch, channels · %d, %d · %d), but its shape is %s."
              .formatted(window, rows.count, columns.count, x.shape()));
    }
    Tensor blocks =
        x.reshape(
                -1,
                x.shape().dim(1) / window,
                rows.kernel,
                columns.kernel,
                rows.count,
                columns.count)
            .transpose(0, 1, 2, 4, 3, 5);
    Tensor wide = Engine.run(new ScatterAdd(4, columns.paddedLength()), blocks, columns.places(x));
    Tensor whole = Engine.run(new ScatterAdd(2, rows.paddedLength()), wide, rows.places(x));
    return whole.slice(2, rows.padding, rows.length).slice(3, columns.padding, columns.length);
  }

  /** The places of a window along one axis. */
  private record Blocks(int length, int kernel, int dilation, int padding, int stride, int count) {
    Blocks(
        String op,
        int length,
        int axis,
        int[] kernel,
        int[] dilation,
        int[] padding,
        int[] stride) {
      this(
          length,
          at(kernel, axis),
          at(dilation, axis),
          at(padding, axis),
          at(stride, axis),
          (length + 2 * at(padding, axis) - at(dilation, axis) * (at(kernel, axis) - 1) - 1)
                  / Math.max(1, at(stride, axis))
              + 1);
      if (this.kernel < 1 || this.dilation < 1 || this.padding < 0 || this.stride < 1) {
        throw new TensorException(
            "%s: kernel size, dilation and stride must be positive and padding not negative, but are %s, %s, %s and %s."
                .formatted(
                    op,
                    Arrays.toString(kernel),
                    Arrays.toString(dilation),
                    Arrays.toString(stride),
                    Arrays.toString(padding)));
      }
      if (length + 2 * this.padding < this.dilation * (this.kernel - 1) + 1) {
        throw new ShapeException(
            "%s: a window of %d elements, %d apart, does not fit into %d."
                .formatted(op, this.kernel, this.dilation, length + 2 * this.padding));
      }
    }

    int paddedLength() {
      return length + 2 * padding;
    }

    /** {@code (kernel, count)}: where every element of the window is at every step. */
    Tensor places(Tensor like) {
      int[] places = new int[kernel * count];
      Arrays.setAll(places, i -> i / count * dilation + i % count * stride);
      return Engine.beside(like, () -> Tensor.of(places, Shape.of(kernel, count)));
    }
  }

  private static int at(int[] option, int axis) {
    if (option.length != 1 && option.length != 2) {
      throw new TensorException(
          "an option for height and width is one number or two, but is %s."
              .formatted(Arrays.toString(option)));
    }
    return option[option.length == 1 ? 0 : axis];
  }

  /**
   * Channels spread over blocks of pixels: {@code (batch, height, width, channels)} gives {@code
   * (batch, height·b, width·b, channels/b²)}.
   *
   * @param dataFormat {@code "channels_last"} (also null), or {@code "channels_first"} for x and
   *     the result as {@code (batch, channels, height, width)}
   */
  public static Tensor depthToSpace(Tensor x, int blockSize, @Nullable String dataFormat) {
    Tensor images = channelsLast("depth_to_space", x, dataFormat);
    int[] d = images.shape().dims();
    if (blockSize < 1 || d[3] % (blockSize * blockSize) != 0) {
      throw new ShapeException(
          "depth_to_space: %d channels do not fill blocks of %d by %d.%n  x is %s."
              .formatted(d[3], blockSize, blockSize, x.shape()));
    }
    int channels = d[3] / (blockSize * blockSize);
    Tensor spread =
        images
            .reshape(d[0], d[1], d[2], blockSize, blockSize, channels)
            .transpose(0, 1, 3, 2, 4, 5)
            .reshape(d[0], d[1] * blockSize, d[2] * blockSize, channels);
    return Windows.isChannelsFirst(dataFormat) ? spread.transpose(0, 3, 1, 2) : spread;
  }

  /** As {@link #depthToSpace(Tensor, int, String)}, channels last. */
  public static Tensor depthToSpace(Tensor x, int blockSize) {
    return depthToSpace(x, blockSize, null);
  }

  /**
   * Blocks of pixels gathered into channels: undoes {@link #depthToSpace(Tensor, int, String)}.
   *
   * @param dataFormat {@code "channels_last"} (also null) or {@code "channels_first"}
   */
  public static Tensor spaceToDepth(Tensor x, int blockSize, @Nullable String dataFormat) {
    Tensor images = channelsLast("space_to_depth", x, dataFormat);
    int[] d = images.shape().dims();
    if (blockSize < 1 || d[1] % blockSize != 0 || d[2] % blockSize != 0) {
      throw new ShapeException(
          "space_to_depth: %d by %d pixels are no blocks of %d by %d.%n  x is %s."
              .formatted(d[1], d[2], blockSize, blockSize, x.shape()));
    }
    Tensor gathered =
        images
            .reshape(d[0], d[1] / blockSize, blockSize, d[2] / blockSize, blockSize, d[3])
            .transpose(0, 1, 3, 2, 4, 5)
            .reshape(d[0], d[1] / blockSize, d[2] / blockSize, d[3] * blockSize * blockSize);
    return Windows.isChannelsFirst(dataFormat) ? gathered.transpose(0, 3, 1, 2) : gathered;
  }

  /** As {@link #spaceToDepth(Tensor, int, String)}, channels last. */
  public static Tensor spaceToDepth(Tensor x, int blockSize) {
    return spaceToDepth(x, blockSize, null);
  }

  private static Tensor channelsLast(String op, Tensor x, @Nullable String dataFormat) {
    if (x.rank() != 4) {
      throw new ShapeException(
          "%s: x must have 4 axes, batch, height, width and channels, but its shape is %s."
              .formatted(op, x.shape()));
    }
    return Windows.isChannelsFirst(dataFormat) ? x.transpose(0, 2, 3, 1) : x;
  }

  /**
   * Blocks of the axes after the first moved into the batch: {@code (batch·Πb, (length +
   * padding)/b…, rest)}.
   *
   * @param blockShape b for every axis from the second on
   * @param paddings zeros {@code {before, after}} for the same axes
   */
  public static Tensor spaceToBatch(Tensor x, int[] blockShape, int[][] paddings) {
    if (Composition.isOpen(x)) {
      return Composition.of("space_to_batch", in -> spaceToBatch(in[0], blockShape, paddings), x);
    }
    int spatial = blockShape.length;
    int[][] all = new int[x.rank()][2];
    for (int i = 0; i < spatial; i++) {
      all[i + 1] = paddings[i];
    }
    Tensor padded = Ops.pad(x, all);
    int[] dims = new int[x.rank() + spatial];
    int[] order = new int[dims.length];
    int[] result = padded.shape().dims();
    dims[0] = result[0];
    order[spatial] = 0;
    for (int i = 0; i < spatial; i++) {
      int block = blockShape[i];
      if (block < 1 || result[i + 1] % block != 0) {
        throw new ShapeException(
            "space_to_batch: axis %d has length %d with its padding, which blocks of %d do not fill."
                .formatted(i + 1, result[i + 1], block));
      }
      result[0] *= block;
      result[i + 1] /= block;
      dims[2 * i + 1] = result[i + 1];
      dims[2 * i + 2] = block;
      order[i] = 2 * i + 2;
      order[spatial + 1 + i] = 2 * i + 1;
    }
    for (int i = 2 * spatial + 1; i < dims.length; i++) {
      dims[i] = result[i - spatial];
      order[i] = i;
    }
    return padded.reshape(dims).transpose(order).reshape(result);
  }

  /** What comes out is found with a batch that the blocks fill. */
  private static Tensor batchToSpaceLater(Tensor x, int[] blockShape, int[][] crops, int blocks) {
    UnaryOperator<Spec[]> rule =
        in -> {
          Shape known = in[0].shape().with(0, blocks);
          Tensor symbol = Tensor.symbol(in[0].as(known));
          Tensor one = batchToSpace(symbol, blockShape, crops);
          return new Spec[] {one.spec().as(one.shape().with(0, Shape.UNKNOWN))};
        };
    return Engine.run(
        new Composition(
            "batch_to_space", in -> new Tensor[] {batchToSpace(in[0], blockShape, crops)}, rule),
        x);
  }

  /**
   * Undoes {@link #spaceToBatch}.
   *
   * @param crops what is cut off {@code {before, after}} on every axis from the second on
   */
  public static Tensor batchToSpace(Tensor x, int[] blockShape, int[][] crops) {
    int spatial = blockShape.length;
    int blocks = Arrays.stream(blockShape).reduce(1, Math::multiplyExact);
    int[] result = x.shape().dims();
    if (Composition.isOpen(x, 0)) {
      return batchToSpaceLater(x, blockShape, crops, Math.max(1, blocks));
    }
    if (blocks < 1 || result[0] % blocks != 0) {
      throw new ShapeException(
          "batch_to_space: a batch of %d is not filled by blocks of %s."
              .formatted(result[0], Arrays.toString(blockShape)));
    }
    result[0] /= blocks;
    int[] dims = new int[x.rank() + spatial];
    int[] order = new int[dims.length];
    dims[spatial] = result[0];
    order[0] = spatial;
    for (int i = 0; i < spatial; i++) {
      dims[i] = blockShape[i];
      dims[spatial + 1 + i] = result[i + 1];
      order[2 * i + 1] = spatial + 1 + i;
      order[2 * i + 2] = i;
      result[i + 1] *= blockShape[i];
    }
    for (int i = 2 * spatial + 1; i < dims.length; i++) {
      dims[i] = result[i - spatial];
      order[i] = i;
    }
    Tensor whole = x.reshape(dims).transpose(order).reshape(result);
    for (int i = 0; i < spatial; i++) {
      int kept = result[i + 1] - crops[i][0] - crops[i][1];
      whole = whole.slice(i + 1, crops[i][0], kept);
    }
    return whole;
  }
}
