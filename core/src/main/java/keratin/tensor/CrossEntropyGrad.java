package keratin.tensor;

/**
 * The gradient of the logits in {@link CrossEntropy}: {@code (softmax(logits) − labels) · dy}, from
 * logits, labels and the gradient of every row's loss.
 */
public record CrossEntropyGrad() implements Fused {
  @Override
  public Spec[] infer(Spec[] in) {
    Expect.count(label(), in, 3, "logits, labels, dy");
    Spec loss = new CrossEntropy().infer(new Spec[] {in[0], in[1]})[0];
    Expect.sameType(label(), "logits", in[0], "dy", in[2]);
    Expect.sameShape(label(), "the loss", loss.shape(), "dy", in[2].shape());
    return new Spec[] {in[0]};
  }

  @Override
  public Tensor[] decompose(Tensor[] in) {
    Tensor softmax = Engine.run(new SoftmaxOp(false), in[0]);
    return new Tensor[] {softmax.sub(in[1]).mul(in[2].expandDims(-1))};
  }
}
