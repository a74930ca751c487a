package keratin.tensor;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The gradient of {@link ConvOp} by its input, as a layer of its own ("deconvolution"): {@code x
 * (batch, spatial…, channels)} with {@code kernel (size…, filters, channels)} gives {@code (batch,
 * lengths…, filters)}; every element of x adds a multiple of the kernel to the output.
 *
 * @param outputPadding how much longer the output is than the shortest that the window could have
 *     come from; null for Keras' default, which is {@code stride · length} with padding "same"
 */
public record ConvTransposeOp(Window window, @Nullable Ints outputPadding) implements Fused {
  @Override
  public String label() {
    return "conv_transpose";
  }

  @Override
  public Spec[] infer(Spec[] in) {
    Expect.count(label(), in, 2, "x, kernel");
    Expect.floating(label(), "x", in[0]);
    Expect.sameType(label(), "x", in[0], "kernel", in[1]);
    Shape x = in[0].shape();
    Shape kernel = in[1].shape();
    int rank = window.rank();
    if (x.rank() != rank + 2 || kernel.rank() != rank + 2) {
      throw new ShapeException(
          "conv_transpose: with %d spatial axes x and kernel need %d axes, but are %s and %s."
              .formatted(rank, rank + 2, x, kernel));
    }
    if (x.dim(-1) != kernel.dim(-1) && x.dim(-1) != Shape.UNKNOWN) {
      throw new ShapeException(
          "conv_transpose: x %s has %d channels, but the kernel %s is for %d."
              .formatted(x, x.dim(-1), kernel, kernel.dim(-1)));
    }
    return new Spec[] {in[0].as(output(x).with(-1, kernel.dim(-2)))};
  }

  private Shape output(Shape x) {
    Shape out = x;
    for (int i = 0; i < window.rank(); i++) {
      out = out.with(i + 1, length(i, x.dim(i + 1)));
    }
    return out;
  }

  private int length(int axis, int length) {
    if (length == Shape.UNKNOWN) {
      return Shape.UNKNOWN;
    }
    int stride = window.strides().get(axis);
    int span = window.span(axis);
    if (outputPadding == null) {
      return window.same() ? length * stride : (length - 1) * stride + Math.max(span, stride);
    }
    int shortest = window.same() ? span - 2 * (span / 2) : span;
    return (length - 1) * stride + shortest + outputPadding.get(axis);
  }

  /** Zeros between the elements, then a convolution with the kernel turned around. */
  @Override
  public Tensor[] decompose(Tensor[] in) {
    Tensor x = in[0];
    Tensor kernel = in[1];
    int rank = window.rank();
    Shape out = output(x.shape());
    int[] begin = new int[rank + 2];
    int[] stride = new int[rank + 2];
    Arrays.fill(stride, 1);
    Shape spread = x.shape();
    for (int i = 0; i < rank; i++) {
      int step = window.strides().get(i);
      int length = out.dim(i + 1);
      int before = window.span(i) - 1 - cut(i, length, x.shape().dim(i + 1));
      begin[i + 1] = before;
      stride[i + 1] = step;
      int last = before + Math.max(0, x.shape().dim(i + 1) - 1) * step + 1;
      spread = spread.with(i + 1, Math.max(last, length + window.span(i) - 1));
    }
    Tensor zeros = Engine.run(new SliceScatter(Ints.of(begin), Ints.of(stride), spread), x);
    Window plain = new Window(window.size(), ones(rank), window.dilations(), false);
    Tensor y = Engine.run(new ConvOp(plain, 1), zeros, turned(kernel));
    for (int i = 0; i < rank; i++) {
      boolean longer = y.shape().dim(i + 1) > out.dim(i + 1);
      y = longer ? y.slice(i + 1, 0, out.dim(i + 1)) : y;
    }
    return new Tensor[] {y};
  }

  /** What the forward convolution would have padded in front of an input of this length. */
  private int cut(int axis, int length, int places) {
    if (!window.same()) {
      return 0;
    }
    int total = (places - 1) * window.strides().get(axis) + window.span(axis) - length;
    return Math.max(0, total) / 2;
  }

  private static Ints ones(int count) {
    int[] ones = new int[count];
    Arrays.fill(ones, 1);
    return Ints.of(ones);
  }

  /** Spatial axes reversed, channels and filters exchanged. */
  private static Tensor turned(Tensor kernel) {
    int rank = kernel.rank();
    int[] begin = new int[rank];
    int[] stride = new int[rank];
    int[] order = new int[rank];
    for (int i = 0; i < rank; i++) {
      boolean spatial = i < rank - 2;
      begin[i] = spatial ? kernel.shape().dim(i) - 1 : 0;
      stride[i] = spatial ? -1 : 1;
      order[i] = spatial ? i : 2 * rank - 3 - i;
    }
    Slice reversed = new Slice(Ints.of(begin), Ints.of(kernel.shape().dims()), Ints.of(stride));
    return Engine.run(reversed, kernel).transpose(order);
  }
}
