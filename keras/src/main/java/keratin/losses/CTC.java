package keratin.losses;

import keratin.ops.Nn;
import keratin.ops.Ops;
import keratin.tensor.DType;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;

/**
 * Connectionist temporal classification: how unlikely a sequence of labels is, in nats, when every
 * time step says a label or "nothing new" (class 0), summed over all ways of aligning them.
 *
 * <p>{@code yTrue} holds class numbers from 1, padded with 0, {@code (batch, labels)}; {@code
 * yPred} holds logits {@code (batch, steps, classes)}; the losses are {@code (batch,)}. A sequence
 * that does not fit into the steps has an infinite loss.
 *
 * @see <a href="https://www.cs.toronto.edu/~graves/icml_2006.pdf">Graves et al., Connectionist
 *     temporal classification</a>
 */
public final class CTC extends StandardLoss<CTC> {
  /** The loss with its defaults. */
  public CTC() {}

  @Override
  Tensor target(Tensor yTrue, DType type) {
    return yTrue;
  }

  @Override
  public Tensor call(Tensor yTrue, Tensor yPred) {
    return losses(yTrue, yPred);
  }

  @Override
  Tensor losses(Tensor yTrue, Tensor yPred) {
    boolean fits = yTrue.rank() == 2 && yPred.rank() == 3;
    if (!fits || yTrue.shape().dim(0) != yPred.shape().dim(0)) {
      throw new ShapeException(
          ("ctc needs yTrue (batch, labels) and yPred (batch, steps, classes), but yTrue is %s and"
                  + " yPred is %s.")
              .formatted(yTrue.shape(), yPred.shape()));
    }
    // Classes are numbered from 1, and what is padded does not count.
    Tensor labels = Ops.countNonzero(yTrue, 1);
    Tensor steps = Ops.fullLike(labels, yPred.shape().dim(1));
    return Nn.ctcLoss(yTrue, yPred, labels, steps, 0);
  }
}
