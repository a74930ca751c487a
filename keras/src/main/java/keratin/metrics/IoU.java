package keratin.metrics;

import java.util.List;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Intersection over union of some classes, {@code TP / (TP + FP + FN)}, and its mean over them.
 *
 * <p>{@code yTrue} and {@code yPred} hold class numbers in any one shape. Predictions with one
 * number per class need {@code sparseYPred(false)}.
 *
 * @see <a href="https://keras.io/api/metrics/segmentation_metrics/">keras.metrics.IoU</a>
 */
public final class IoU extends OverlapMetric {
  private final Option<Integer> numClasses = classesOption();
  private final Option<List<Integer>> targetClassIds = required("target_class_ids", Kind.INTS);
  private final Option<@Nullable Integer> ignoreClass =
      option("ignore_class", Kind.INT.orNull(), null);
  private final Option<Boolean> sparseYTrue = option("sparse_y_true", Kind.BOOL, true);
  private final Option<Boolean> sparseYPred = option("sparse_y_pred", Kind.BOOL, true);
  private final Option<Integer> axis = option("axis", Kind.INT, -1);

  private IoU() {}

  /** The metric for class numbers below {@code numClasses}. */
  public IoU(int numClasses, int... targetClassIds) {
    this.numClasses.set(numClasses);
    this.targetClassIds.set(targetClassIds);
  }

  /** A true class whose entries do not count; null, the default, for none. */
  public IoU ignoreClass(@Nullable Integer label) {
    ignoreClass.set(label);
    return this;
  }

  /** Whether the truth holds class numbers rather than one number per class. */
  public IoU sparseYTrue(boolean on) {
    sparseYTrue.set(on);
    return this;
  }

  /** Whether predictions are class numbers rather than one number per class. */
  public IoU sparseYPred(boolean on) {
    sparseYPred.set(on);
    return this;
  }

  /** The axis of the classes where there is one number per class. */
  public IoU axis(int index) {
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
    return sparseYTrue.get() ? yTrue : yTrue.argmax(axis.get());
  }

  @Override
  Tensor predictedClasses(Tensor yPred) {
    return sparseYPred.get() ? yPred : yPred.argmax(axis.get());
  }
}
