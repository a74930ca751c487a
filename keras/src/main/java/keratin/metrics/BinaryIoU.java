package keratin.metrics;

import java.util.List;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.tensor.DType;
import keratin.tensor.Tensor;

/**
 * Intersection over union of yes-no predictions, the mean over the classes 0 and 1 or one of them;
 * a prediction of at least the threshold means 1.
 *
 * <p>{@code yTrue} holds 0 and 1, {@code yPred} numbers in the same shape.
 *
 * @see <a href="https://keras.io/api/metrics/segmentation_metrics/">keras.metrics.BinaryIoU</a>
 */
public final class BinaryIoU extends OverlapMetric {
  private final Option<List<Integer>> targetClassIds =
      option("target_class_ids", Kind.INTS, List.of(0, 1));
  private final Option<Double> threshold = option("threshold", Kind.FLOAT, 0.5);

  /** The mean over both classes. */
  public BinaryIoU() {}

  /** The mean over these classes: 0, 1 or both. */
  public BinaryIoU(int... targetClassIds) {
    this.targetClassIds.set(targetClassIds);
  }

  /** From which prediction on the class is 1. */
  public BinaryIoU threshold(double bound) {
    threshold.set(bound);
    return this;
  }

  @Override
  int numClasses() {
    return 2;
  }

  @Override
  List<Integer> targetClassIds() {
    return targetClassIds.get();
  }

  @Override
  Tensor trueClasses(Tensor yTrue) {
    return yTrue;
  }

  @Override
  Tensor predictedClasses(Tensor yPred) {
    return yPred.cast(DType.FLOAT32).greaterEqual(threshold.get()).cast(DType.INT32);
  }
}
