package keratin.regularizers;

import keratin.config.Kind;
import keratin.config.Option;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;

/**
 * The mean of |cos| between every two rows (or columns) of a matrix, times {@code factor}: they
 * become orthogonal to each other.
 */
public final class OrthogonalRegularizer extends Regularizer {
  /** The least squared length that rows are divided by. */
  private static final double EPSILON = 1e-12;

  private final Option<Double> factor = option("factor", Penalty.SINGLE, 0.01);
  private final Option<String> mode = option("mode", Kind.oneOf("rows", "columns"), "rows");

  /** Of rows, with the factor 0.01. */
  public OrthogonalRegularizer() {}

  /** Of rows, with this factor. */
  public OrthogonalRegularizer(double factor) {
    this.factor.set(factor);
  }

  /** What is to be orthogonal: {@code "rows"} or {@code "columns"}. */
  public OrthogonalRegularizer mode(String rowsOrColumns) {
    mode.set(rowsOrColumns);
    return this;
  }

  /**
   * The penalty.
   *
   * @throws ShapeException if {@code x} is not a matrix
   */
  @Override
  public Tensor call(Tensor x) {
    if (x.rank() != 2) {
      throw new ShapeException(
          "OrthogonalRegularizer works on matrices, but the weight has the shape %s."
              .formatted(x.shape()));
    }
    boolean byRows = mode.get().equals("rows");
    Tensor square = x.square().sum(byRows ? 1 : 0).expandDims(byRows ? 1 : 0);
    Tensor unit = x.mul(square.maximum(EPSILON).rsqrt());
    Tensor cosines = unit.matmul(unit, !byRows, byRows);
    int size = x.shape().dim(byRows ? 0 : 1);
    double pairs = size * (size - 1.0) / 2;
    Tensor others = cosines.mul(offDiagonal(size).cast(x.dtype()));
    return others.abs().sum().mul(factor.get() * 0.5).div(pairs);
  }

  private static Tensor offDiagonal(int size) {
    float[][] mask = new float[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        mask[i][j] = i == j ? 0 : 1;
      }
    }
    return Tensor.of(mask);
  }
}
