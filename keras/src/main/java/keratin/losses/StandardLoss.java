package keratin.losses;

import keratin.config.Names;
import keratin.tensor.DType;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What Keras' own losses have in common: the truth takes the dtype of the predictions, a last axis
 * of length 1 may be missing on one side, and options can be chained in any order.
 *
 * @param <S> the loss itself
 */
abstract class StandardLoss<S extends StandardLoss<S>> extends Loss {
  @Override
  public Tensor call(Tensor yTrue, Tensor yPred) {
    SameRank pair = SameRank.of(yTrue.cast(yPred.dtype()), yPred);
    return losses(pair.first(), pair.second());
  }

  /** The losses of truth and predictions of one dtype and, as far as possible, one rank. */
  abstract Tensor losses(Tensor yTrue, Tensor yPred);

  @Override
  String defaultName() {
    return Names.snakeCase(className());
  }

  @SuppressWarnings("unchecked") // S is this class, as every subclass declares.
  final S self() {
    return (S) this;
  }

  @Override
  public S name(String text) {
    super.name(text);
    return self();
  }

  @Override
  public S reduction(@Nullable String how) {
    super.reduction(how);
    return self();
  }

  @Override
  public S dtype(DType type) {
    super.dtype(type);
    return self();
  }
}
