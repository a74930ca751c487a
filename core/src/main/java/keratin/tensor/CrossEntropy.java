package keratin.tensor;

import org.jspecify.annotations.Nullable;

/**
 * Cross-entropy of the softmax of logits with label probabilities, in nats: {@code −Σ labels · ln
 * softmax(logits)} over the last axis.
 *
 * <p>Inputs: logits {@code (…, classes)} and labels of the same shape and dtype; output: {@code
 * (…)}. As TensorFlow's {@code softmax_cross_entropy_with_logits}, the gradient of the logits is
 * {@code softmax − labels}: it takes for granted that the labels of a row sum to 1.
 */
public record CrossEntropy() implements Fused {
  @Override
  public Spec[] infer(Spec[] in) {
    Expect.count(label(), in, 2, "logits, labels");
    Expect.floating(label(), "logits", in[0]);
    Expect.rank(label(), "logits", in[0], 1);
    Expect.classes(label(), in[0].shape());
    Expect.sameType(label(), "logits", in[0], "labels", in[1]);
    Shape shape = Expect.sameShape(label(), "logits", in[0].shape(), "labels", in[1].shape());
    return new Spec[] {in[0].as(shape.slice(0, shape.rank() - 1))};
  }

  @Override
  public Tensor[] decompose(Tensor[] in) {
    Tensor logits = in[0];
    Tensor labels = in[1];
    Tensor shifted = logits.sub(SoftmaxOp.keep(Reduce.Kind.MAX, logits.stopGradient()));
    Tensor logSum = shifted.exp().sum(-1).log();
    return new Tensor[] {labels.mul(logSum.expandDims(-1).sub(shifted)).sum(-1)};
  }

  /** Where labels do not sum to 1, TensorFlow's gradient is not that of the formula. */
  @Override
  public boolean definesGradient() {
    return true;
  }

  @Override
  public @Nullable Tensor[] vjp(Tensor[] in, Tensor[] out, Tensor[] dy) {
    return vjp(in, out, dy, new boolean[] {true, true});
  }

  @Override
  public @Nullable Tensor[] vjp(Tensor[] in, Tensor[] out, Tensor[] dy, boolean[] wanted) {
    Tensor logits = wanted[0] ? Engine.run(new CrossEntropyGrad(), in[0], in[1], dy[0]) : null;
    Tensor labels =
        wanted[1] ? Engine.run(new SoftmaxOp(true), in[0]).mul(dy[0].expandDims(-1)).neg() : null;
    return new @Nullable Tensor[] {logits, labels};
  }
}
