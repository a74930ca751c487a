package keratin.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;
import keratin.memory.Raw;
import keratin.tensor.DType;
import keratin.tensor.Elements;
import keratin.tensor.SparseCrossEntropy;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Cross-entropies on logits and their gradients over rows of float32, each row in one visit. */
final class VectorCrossEntropy {
  private static final VectorSpecies<Float> SPECIES = FloatMath.SPECIES;
  private static final int LANES = SPECIES.length();

  private VectorCrossEntropy() {}

  /** {@code ln Σ exp(x − max) − (x[label] − max)}. */
  static void sparse(Tensor logits, Tensor labels, Tensor loss) {
    int n = logits.shape().dim(-1);
    long x = logits.address();
    long y = loss.address();
    DType type = labels.dtype();
    long l = labels.address();
    VectorSoftmax.rows(
        loss.size(),
        n,
        row -> {
          long from = x + 4 * row * n;
          long label = label(type, l, row, n);
          float max = FloatRows.max(from, n);
          double logSum = Math.log(FloatRows.sumExp(from, max, n));
          double shifted = Raw.getFloat(from + 4 * label) - max;
          Raw.setFloat(y + 4 * row, (float) (logSum - shifted));
        });
  }

  /** {@code softmax(x) · dy}, less dy at the label. */
  static void sparseGradient(Tensor logits, Tensor labels, Tensor gradient, Tensor result) {
    int n = logits.shape().dim(-1);
    long x = logits.address();
    long dy = gradient.address();
    long dx = result.address();
    DType type = labels.dtype();
    long l = labels.address();
    VectorSoftmax.rows(
        labels.size(),
        n,
        row -> {
          long from = x + 4 * row * n;
          long to = dx + 4 * row * n;
          long label = label(type, l, row, n);
          float max = FloatRows.max(from, n);
          float sum = FloatRows.exp(from, max, to, n);
          float scale = Raw.getFloat(dy + 4 * row);
          float there = (Raw.getFloat(to + 4 * label) / sum - 1) * scale;
          FloatRows.line(to, scale / sum, 0, to, n);
          Raw.setFloat(to + 4 * label, there);
        });
  }

  private static long label(DType type, long labels, long row, int classes) {
    long label = Elements.getLong(type, labels, row);
    if (label < 0 || label >= classes) {
      throw SparseCrossEntropy.outside(label, row, classes);
    }
    return label;
  }

  /** {@code Σ labels · (ln Σ exp(x − max) − (x − max))}. */
  static void dense(Tensor logits, Tensor labels, Tensor loss) {
    int n = logits.shape().dim(-1);
    long x = logits.address();
    long l = labels.address();
    long y = loss.address();
    VectorSoftmax.rows(
        loss.size(),
        n,
        row -> {
          long from = x + 4 * row * n;
          float max = FloatRows.max(from, n);
          float logSum = (float) Math.log(FloatRows.sumExp(from, max, n));
          Raw.setFloat(y + 4 * row, weighted(from, l + 4 * row * n, max, logSum, n));
        });
  }

  private static float weighted(long x, long labels, float max, float logSum, int n) {
    FloatVector total = FloatVector.broadcast(SPECIES, logSum);
    FloatVector sum = FloatVector.zero(SPECIES);
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector shifted = FloatRows.load(x + 4L * i).sub(max);
      sum = FloatRows.load(labels + 4L * i).fma(total.sub(shifted), sum);
    }
    if (i < n) {
      VectorMask<Float> rest = SPECIES.indexInRange(i, n);
      FloatVector shifted = FloatRows.load(x + 4L * i, rest).sub(max);
      // Lanes without a label are 0 · something finite.
      sum = FloatRows.load(labels + 4L * i, rest).fma(total.sub(shifted), sum);
    }
    return FloatRows.sum(sum);
  }

  /** {@code (softmax(x) − labels) · dy}. */
  static void denseGradient(Tensor logits, Tensor labels, Tensor gradient, Tensor result) {
    int n = logits.shape().dim(-1);
    long x = logits.address();
    long l = labels.address();
    long dy = gradient.address();
    long dx = result.address();
    VectorSoftmax.rows(
        gradient.size(),
        n,
        row -> {
          long from = x + 4 * row * n;
          long to = dx + 4 * row * n;
          float max = FloatRows.max(from, n);
          float sum = FloatRows.exp(from, max, to, n);
          difference(to, l + 4 * row * n, 1 / sum, Raw.getFloat(dy + 4 * row), n);
        });
  }

  /** {@code y = (y · scale − labels) · dy}. */
  private static void difference(long y, long labels, float scale, float dy, int n) {
    FloatVector factor = FloatVector.broadcast(SPECIES, scale);
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector label = FloatRows.load(labels + 4L * i);
      FloatRows.store(FloatRows.load(y + 4L * i).fma(factor, label.neg()).mul(dy), y + 4L * i);
    }
    if (i < n) {
      VectorMask<Float> rest = SPECIES.indexInRange(i, n);
      FloatVector label = FloatRows.load(labels + 4L * i, rest);
      FloatRows.store(
          FloatRows.load(y + 4L * i, rest).fma(factor, label.neg()).mul(dy), y + 4L * i, rest);
    }
  }

  private static @Nullable BinaryLoop sigmoidLoop;

  /** {@code softplus(x) − x · z}, element by element. */
  static void sigmoid(Tensor logits, Tensor labels, Tensor loss) {
    BinaryLoop loop = sigmoidLoop;
    if (loop == null) {
      FloatBinary function = (x, z) -> FloatMath.softplus(x).sub(x.mul(z));
      loop = LoopCopy.of(LaneBinaryLoop.class, Lanes.floats(function));
      sigmoidLoop = loop;
    }
    Pairs.run(loop, logits, labels, loss);
  }
}
