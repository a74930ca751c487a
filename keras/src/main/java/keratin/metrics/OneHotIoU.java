package keratin.metrics;

import java.util.List;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * {@link IoU} of truth and predictions with one number per class: {@code (batch, …, classes)}.
 *
 * @see <a href="https://keras.io/api/metrics/segmentation_metrics/">keras.metrics.OneHotIoU</a>
 */
public final class OneHotIoU extends OverlapMetric {
  private final Option<Integer> numClasses = classesOption();
  private final Option<List<Integer>> targetClassIds = required("target_class_ids", Kind.INTS);
  private final Option<@Nullable Integer> ignoreClass =
      option("ignore_class", Kind.INT.orNull(), null);
  private final Option<Boolean> sparseYPred = option("sparse_y_pred", Kind.BOOL, false);
  private final Option<Integer> axis = option("axis", Kind.INT, -1);

  private OneHotIoU() {}

  /** The metric for class numbers below {@code numClasses}. */
  public OneHotIoU(int numClasses, int... targetClassIds) {
    this.numClasses.set(numClasses);
    this.targetClassIds.set(targetClassIds);
  }

  /** A true class whose entries do not count; null, the default, for none. */
  public OneHotIoU ignoreClass(@Nullable Integer label) {
    ignoreClass.set(label);
    return this;
  }

  /** Whether predictions are class numbers rather than one number per class. */
  public OneHotIoU sparseYPred(boolean on) {
    sparseYPred.set(on);
    return this;
  }

  /** The axis of the classes where there is one number per class. */
  public OneHotIoU axis(int index) {
    axis.set(index);
    return this;
  }

  @Override
  int numClasses() {
    return numClasses.get();
  }

  @Override
  List<Integer> targetClassIds() {
    return targetClassIds.get();
  }

  @Override
  @Nullable Integer ignoredClass() {
    return ignoreClass.get();
  }

  @Override
  Tensor trueClasses(Tensor yTrue) {
    return yTrue.argmax(axis.get());
  }

  @Override
  Tensor predictedClasses(Tensor yPred) {
    return sparseYPred.get() ? yPred : yPred.argmax(axis.get());
  }
}
