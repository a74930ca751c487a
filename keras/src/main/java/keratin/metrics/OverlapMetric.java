package keratin.metrics;

import java.util.List;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.tensor.DType;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Intersection over union, {@code TP / (TP + FP + FN)}, averaged over classes: from a confusion
 * matrix of class numbers. Classes that occur nowhere do not count.
 */
abstract class OverlapMetric extends Metric {
  private @Nullable State matrix;

  abstract int numClasses();

  abstract List<Integer> targetClassIds();

  /** Class numbers of the truth. */
  abstract Tensor trueClasses(Tensor yTrue);

  /** Class numbers of the predictions. */
  abstract Tensor predictedClasses(Tensor yPred);

  @Nullable Integer ignoredClass() {
    return null;
  }

  /** The dtype of the counts, int64 unless another is given: float32 stops counting at 2²⁴. */
  @Override
  public final DType dtype() {
    DType given = givenDtype();
    return given == null ? DType.INT64 : given;
  }

  private State matrix() {
    State made = matrix;
    if (made == null) {
      requireTargets();
      made = addState("total_confusion_matrix", dtype(), numClasses(), numClasses());
      matrix = made;
    }
    return made;
  }

  private void requireTargets() {
    for (int id : targetClassIds()) {
      if (id < 0 || id >= numClasses()) {
        throw new IllegalArgumentException(
            "%s: the target class %d is outside [0, %d).".formatted(className(), id, numClasses()));
      }
    }
  }

  @Override
  public void updateState(Tensor yTrue, Tensor yPred, @Nullable Tensor sampleWeight) {
    State counts = matrix();
    int classes = numClasses();
    Integer ignored = ignoredClass();
    long[] truth = trueClasses(yTrue).toLongArray();
    long[] predicted = predictedClasses(yPred).toLongArray();
    if (truth.length != predicted.length) {
      throw new keratin.tensor.ShapeException(
          "%s: yTrue %s and yPred %s must hold as many classes."
              .formatted(className(), yTrue.shape(), yPred.shape()));
    }
    double[] weights = weights(sampleWeight, truth.length);
    for (int i = 0; i < truth.length; i++) {
      long t = truth[i];
      long p = predicted[i];
      boolean inside = t >= 0 && t < classes && p >= 0 && p < classes;
      if (inside && (ignored == null || t != ignored)) {
        counts.add((int) (t * classes + p), weights[i]);
      }
    }
  }

  private double[] weights(@Nullable Tensor sampleWeight, int count) {
    double[] weights = new double[count];
    java.util.Arrays.fill(weights, 1);
    if (sampleWeight == null) {
      return weights;
    }
    double[] given = sampleWeight.cast(dtype()).toDoubleArray();
    for (int i = 0; i < count; i++) {
      weights[i] = given.length == 1 ? given[0] : given[i];
    }
    return weights;
  }

  @Override
  public double value() {
    State counts = matrix();
    int classes = numClasses();
    float sum = 0;
    int valid = 0;
    for (int c : targetClassIds()) {
      double union = -counts.get(c * classes + c);
      for (int i = 0; i < classes; i++) {
        union += counts.get(c * classes + i) + counts.get(i * classes + c);
      }
      if (union > 1e-9) {
        valid++;
        sum += (float) counts.get(c * classes + c) / ((float) union + 1e-7f);
      }
    }
    return sum / (valid + 1e-7f);
  }

  @Override
  public Tensor result() {
    return Tensor.full(DType.FLOAT32, value());
  }

  final Option<Integer> classesOption() {
    return required("num_classes", Kind.POSITIVE);
  }

  @Override
  public Direction direction() {
    return Direction.UP;
  }
}
