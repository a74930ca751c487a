package keratin.ops;

import keratin.tensor.Engine;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;

/**
 * The weights with which the elements of an axis make those of a scaled and moved one, as tensors,
 * so that gradients reach scale and translation.
 */
final class AxisWeights {
  private AxisWeights() {}

  /** {@code (in, out)} for one scale and one translation. */
  static Tensor of(
      int in, int out, Tensor scale, Tensor translation, String method, boolean antialias) {
    Tensor inverse = scale.reciprocal();
    Tensor width = antialias ? inverse.maximum(1) : inverse.onesLike();
    Tensor places =
        Engine.beside(scale, () -> Ops.range(out)).cast(scale.dtype()).add(0.5).mul(inverse);
    Tensor at = places.sub(translation.mul(inverse)).sub(0.5);
    Tensor from = Engine.beside(scale, () -> Ops.range(in)).cast(scale.dtype()).reshape(in, 1);
    Tensor raw = kernel(method, at.sub(from).abs().div(width));
    Tensor sum = Ops.sum(raw, true, 0);
    Tensor counts = sum.abs().greater(1000 * Math.ulp(1f));
    Tensor shares = raw.div(Tensor.where(counts, sum, sum.onesLike()));
    Tensor inside = at.greaterEqual(-0.5).logicalAnd(at.lessEqual(in - 0.5));
    return Tensor.where(counts.logicalAnd(inside), shares, shares.zerosLike());
  }

  private static Tensor kernel(String method, Tensor x) {
    return switch (method) {
      case "linear", "bilinear", "trilinear" -> Nn.relu(x.neg().add(1));
      case "cubic", "bicubic", "tricubic" -> cubic(x);
      case "lanczos3" -> lanczos(3, x);
      case "lanczos5" -> lanczos(5, x);
      default ->
          throw new TensorException(
              ("scaleAndTranslate: the method \"%s\" is not known. Use \"linear\", \"cubic\","
                      + " \"lanczos3\" or \"lanczos5\".")
                  .formatted(method));
    };
  }

  /** Keys' cubic with a = −½, of x ≥ 0. */
  private static Tensor cubic(Tensor x) {
    Tensor near = x.mul(1.5).sub(2.5).mul(x).mul(x).add(1);
    Tensor far = x.mul(-0.5).add(2.5).mul(x).sub(4).mul(x).add(2);
    return Tensor.where(
        x.greaterEqual(2), x.zerosLike(), Tensor.where(x.greaterEqual(1), far, near));
  }

  private static Tensor lanczos(double radius, Tensor x) {
    Tensor small = x.lessEqual(1e-3);
    Tensor safe = Tensor.where(small, x.onesLike(), x);
    Tensor wave = safe.mul(Math.PI).sin().mul(safe.mul(Math.PI / radius).sin()).mul(radius);
    Tensor y = Tensor.where(small, x.onesLike(), wave.div(safe.square().mul(Math.PI * Math.PI)));
    return Tensor.where(x.greater(radius), x.zerosLike(), y);
  }
}
