package keratin.tensor;

import org.jspecify.annotations.Nullable;

/**
 * The discrete Fourier transform along the last axis, {@code Y_k = Σ_j X_j · exp(∓2πi·jk / n)}, of
 * complex numbers as two tensors of one shape, the real and the imaginary parts; so are the
 * outputs. Neither direction is divided by n. Each direction is the other's gradient.
 *
 * @param inverse takes the positive sign
 */
public record Fourier(boolean inverse) implements Primitive {
  @Override
  public String label() {
    return inverse ? "ifft" : "fft";
  }

  @Override
  public Spec[] infer(Spec[] in) {
    Expect.count(label(), in, 2, "real, imaginary");
    Expect.floating(label(), "real", in[0]);
    Expect.rank(label(), "real", in[0], 1);
    Expect.sameType(label(), "real", in[0], "imaginary", in[1]);
    Spec spec =
        in[0].as(Expect.sameShape(label(), "real", in[0].shape(), "imaginary", in[1].shape()));
    return new Spec[] {spec, spec};
  }

  @Override
  public @Nullable Tensor[] vjp(Tensor[] in, Tensor[] out, Tensor[] dy) {
    return Engine.runAll(new Fourier(!inverse), dy);
  }
}
