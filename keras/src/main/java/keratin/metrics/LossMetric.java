package keratin.metrics;

import keratin.config.Names;
import keratin.losses.Loss;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** The mean of a loss over all samples, however the batches were cut. */
abstract class LossMetric extends MeanMetric {
  private @Nullable Loss loss;

  /** The loss, with the options of the metric. */
  abstract Loss makeLoss();

  @Override
  protected String defaultName() {
    return Names.snakeCase(className());
  }

  @Override
  protected Tensor values(Tensor yTrue, Tensor yPred) {
    Loss made = loss;
    if (made == null) {
      made = makeLoss();
      loss = made;
    }
    return made.call(yTrue, yPred);
  }

  @Override
  public Direction direction() {
    return Direction.DOWN;
  }
}
