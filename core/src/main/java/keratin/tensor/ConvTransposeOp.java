package keratin.tensor;

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
    ConvOp.checkKernel(label(), window, kernel);
    Shape y = output(x);
    for (int i = 0; i < rank; i++) {
      checkLength(i, x.dim(i + 1), y.dim(i + 1));
    }
    return new Spec[] {in[0].as(y.with(-1, kernel.dim(-2)))};
  }

  /** A convolution of the output must give as many places as x has. */
  private void checkLength(int axis, int length, int out) {
    if (length < 1) {
      return;
    }
    boolean even = window.same() && window.span(axis) % 2 == 0;
    int most = window.strides().get(axis) - (even ? 0 : 1);
    int more = outputPadding == null ? 0 : outputPadding.get(axis);
    if (out < 1 || more < 0 || more > most) {
      throw new ShapeException(
          ("conv_transpose: with output padding %s spatial axis %d would be %d long.\n"
                  + "  Use an output padding from %d to %d, or none.")
              .formatted(outputPadding, axis, out, even ? 1 : 0, most));
    }
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

  /** The gradient of the convolution that makes x from the output. */
  @Override
  public Tensor[] decompose(Tensor[] in) {
    Shape x = in[0].shape();
    Shape out = output(x);
    int rank = window.rank();
    int[] pads = new int[2 * rank];
    for (int i = 0; i < rank; i++) {
      int total =
          Math.max(0, x.dim(i + 1) - 1) * window.strides().get(i) + window.span(i) - out.dim(i + 1);
      pads[2 * i] = window.same() ? Math.max(0, total) / 2 : 0;
      pads[2 * i + 1] = Math.max(0, total) - pads[2 * i];
    }
    Window forward =
        new Window(window.size(), window.strides(), window.dilations(), false, Ints.of(pads));
    return new Tensor[] {Engine.run(ConvInputGrad.of(forward, 1, out), in)};
  }
}
