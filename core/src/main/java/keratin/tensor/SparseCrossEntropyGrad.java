package keratin.tensor;

/**
 * The gradient of the logits in {@link SparseCrossEntropy}: {@code (softmax(logits) −
 * oneHot(labels)) · dy}, from logits, labels and the gradient of every row's loss.
 */
public record SparseCrossEntropyGrad() implements Fused {
  @Override
  public Spec[] infer(Spec[] in) {
    Expect.count(label(), in, 3, "logits, labels, dy");
    Spec loss = new SparseCrossEntropy().infer(new Spec[] {in[0], in[1]})[0];
    Expect.sameType(label(), "logits", in[0], "dy", in[2]);
    Expect.sameShape(label(), "the loss", loss.shape(), "dy", in[2].shape());
    return new Spec[] {in[0]};
  }

  @Override
  public Tensor[] decompose(Tensor[] in) {
    Tensor softmax = Engine.run(new SoftmaxOp(false), in[0]);
    Tensor difference = softmax.sub(SparseCrossEntropy.oneHot(in[0], in[1]));
    return new Tensor[] {difference.mul(in[2].expandDims(-1))};
  }
}
