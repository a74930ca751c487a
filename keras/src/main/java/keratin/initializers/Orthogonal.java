package keratin.initializers;

import keratin.config.Kind;
import keratin.config.Option;
import keratin.random.RandomOps;
import keratin.random.SeedGenerator;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;

/**
 * A random matrix with orthonormal columns, or rows if there are fewer of them, times {@code gain}.
 * A weight of more axes counts as the matrix (product of all but the last, last).
 *
 * @see <a href="https://arxiv.org/abs/1312.6120">Saxe et al., 2014</a>
 */
public final class Orthogonal extends RandomInitializer {
  private final Option<Double> gain = option("gain", Kind.FLOAT, 1.0);

  /** With gain 1. */
  public Orthogonal() {}

  /** The orthogonal matrix times a number. */
  public Orthogonal(double gain) {
    this.gain.set(gain);
  }

  @Override
  public Orthogonal seed(long number) {
    super.seed(number);
    return this;
  }

  @Override
  public Orthogonal seed(SeedGenerator generator) {
    super.seed(generator);
    return this;
  }

  /**
   * The weight.
   *
   * @throws ShapeException if the shape has fewer than two axes
   */
  @Override
  public Tensor call(Shape shape, DType dtype) {
    if (shape.rank() < 2) {
      throw new ShapeException(
          "Orthogonal initializes weights of at least two axes, but the weight has the shape %s."
              .formatted(shape));
    }
    int rows = Math.toIntExact(shape.sizeOf(0, shape.rank() - 1));
    int columns = shape.dim(-1);
    int longer = Math.max(rows, columns);
    int shorter = Math.min(rows, columns);
    Tensor normal = RandomOps.normal(Shape.of(longer, shorter), 0, 1, dtype, seed());
    double[] q = orthonormal(normal.toDoubleArray(), longer, shorter);
    Tensor matrix = Tensor.of(q, Shape.of(longer, shorter)).mul(gain.get()).cast(dtype);
    return (rows < columns ? matrix.transpose() : matrix).reshape(shape);
  }

  /**
   * The Q of A = QR with a positive diagonal of R, which is unique: modified Gram–Schmidt, done
   * twice ("twice is enough", Kahan and Parlett), in double precision.
   *
   * @param a {@code rows · columns} numbers, row by row, rows ≥ columns
   */
  private static double[] orthonormal(double[] a, int rows, int columns) {
    // By columns, so that the inner loops run over neighbours.
    double[][] q = new double[columns][rows];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        q[j][i] = a[i * columns + j];
      }
    }
    for (int j = 0; j < columns; j++) {
      for (int pass = 0; pass < 2; pass++) {
        for (int k = 0; k < j; k++) {
          subtract(q[j], q[k], dot(q[j], q[k]));
        }
      }
      double norm = Math.sqrt(dot(q[j], q[j]));
      for (int i = 0; i < rows; i++) {
        q[j][i] /= norm;
      }
    }
    double[] out = new double[rows * columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        out[i * columns + j] = q[j][i];
      }
    }
    return out;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static void subtract(double[] a, double[] b, double factor) {
    for (int i = 0; i < a.length; i++) {
      a[i] -= factor * b[i];
    }
  }
}
