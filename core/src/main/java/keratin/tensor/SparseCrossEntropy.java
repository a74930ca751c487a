package keratin.tensor;

import org.jspecify.annotations.Nullable;

/**
 * Cross-entropy of the softmax of logits with class numbers, in nats: {@code −ln
 * softmax(logits)[label]}.
 *
 * <p>Inputs: logits {@code (…, classes)} and integer labels {@code (…)}; output: {@code (…)}, of
 * the logits' dtype. As TensorFlow's {@code sparse_softmax_cross_entropy_with_logits}.
 *
 * @see CrossEntropy for labels that are probabilities
 */
public record SparseCrossEntropy() implements Fused {
  @Override
  public Spec[] infer(Spec[] in) {
    Expect.count(label(), in, 2, "logits, labels");
    Expect.floating(label(), "logits", in[0]);
    Expect.rank(label(), "logits", in[0], 1);
    Expect.classes(label(), in[0].shape());
    if (!in[1].dtype().isInteger()) {
      throw new DTypeException(
          "%s: labels are %s but must be integers. Cast them: labels.cast(DType.INT32)"
              .formatted(label(), in[1].dtype()));
    }
    Shape logits = in[0].shape();
    Shape rows =
        Expect.sameShape(
            label(),
            "logits without their last axis",
            logits.slice(0, logits.rank() - 1),
            "labels",
            in[1].shape());
    return new Spec[] {in[0].as(rows)};
  }

  @Override
  public Tensor[] decompose(Tensor[] in) {
    Tensor logits = in[0];
    Tensor shifted = logits.sub(SoftmaxOp.keep(Reduce.Kind.MAX, logits.stopGradient()));
    Tensor logSum = shifted.exp().sum(-1).log();
    // Chosen, not multiplied: a class of logit −∞ would make 0 · ∞.
    Tensor chosen = oneHot(logits, in[1]).cast(DType.BOOL);
    return new Tensor[] {logSum.sub(Tensor.where(chosen, shifted, shifted.zerosLike()).sum(-1))};
  }

  /**
   * Ones at the labels, zeros elsewhere, in the shape and dtype of the logits.
   *
   * @throws IndexException if a label is not a class
   */
  static Tensor oneHot(Tensor logits, Tensor labels) {
    int classes = logits.shape().dim(-1);
    long[] values = labels.toLongArray();
    for (int i = 0; i < values.length; i++) {
      if (values[i] < 0 || values[i] >= classes) {
        throw outside(values[i], i, classes);
      }
    }
    int[] numbers = new int[classes];
    java.util.Arrays.setAll(numbers, i -> i);
    Tensor range = Tensor.of(numbers, Shape.of(classes)).cast(labels.dtype());
    return labels.expandDims(-1).equal(range).cast(logits.dtype());
  }

  /** The error for a label that is not a class; for backends. */
  public static IndexException outside(long label, long position, int classes) {
    return new IndexException(
        ("sparse_cross_entropy: label %d at position %d is outside [0, %d).\n"
                + "  The logits have %d classes, numbered from 0. Check the labels, or give the"
                + " last layer more units.")
            .formatted(label, position, classes, classes));
  }

  @Override
  public @Nullable Tensor[] vjp(Tensor[] in, Tensor[] out, Tensor[] dy) {
    return new @Nullable Tensor[] {
      Engine.run(new SparseCrossEntropyGrad(), in[0], in[1], dy[0]), null
    };
  }
}
