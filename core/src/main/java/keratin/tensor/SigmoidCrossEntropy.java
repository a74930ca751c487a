package keratin.tensor;

import org.jspecify.annotations.Nullable;

/**
 * Cross-entropy of the sigmoid of logits with labels between 0 and 1, element by element, in nats:
 * {@code max(x, 0) − x·z + ln(1 + exp(−|x|))}.
 *
 * <p>Inputs: logits {@code x} and labels {@code z} of one shape and dtype; the output has their
 * shape. As TensorFlow's {@code sigmoid_cross_entropy_with_logits}; the gradient of the logits is
 * {@code sigmoid(x) − z}.
 */
public record SigmoidCrossEntropy() implements Fused {
  @Override
  public Spec[] infer(Spec[] in) {
    Expect.count(label(), in, 2, "logits, labels");
    Expect.floating(label(), "logits", in[0]);
    Expect.sameType(label(), "logits", in[0], "labels", in[1]);
    return new Spec[] {
      in[0].as(Expect.sameShape(label(), "logits", in[0].shape(), "labels", in[1].shape()))
    };
  }

  @Override
  public Tensor[] decompose(Tensor[] in) {
    // softplus(x) = max(x, 0) + ln(1 + exp(−|x|))
    return new Tensor[] {in[0].softplus().sub(in[0].mul(in[1]))};
  }

  @Override
  public @Nullable Tensor[] vjp(Tensor[] in, Tensor[] out, Tensor[] dy, boolean[] wanted) {
    return new @Nullable Tensor[] {
      wanted[0] ? in[0].sigmoid().sub(in[1]).mul(dy[0]) : null,
      wanted[1] ? in[0].mul(dy[0]).neg() : null
    };
  }

  @Override
  public @Nullable Tensor[] vjp(Tensor[] in, Tensor[] out, Tensor[] dy) {
    return vjp(in, out, dy, new boolean[] {true, true});
  }
}
