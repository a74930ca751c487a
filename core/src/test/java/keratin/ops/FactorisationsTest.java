package keratin.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import keratin.autograd.GradientCheck;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.testing.Golden;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("A11")
class FactorisationsTest {
  private static final double ROUNDING = 1e-11;

  private static Tensor random(int... dims) {
    Shape shape = Shape.of(dims);
    Random random = new Random(7);
    double[] data = random.doubles((int) shape.size(), -1, 1).toArray();
    return Tensor.of(data, shape);
  }

  private static Tensor identity(int n) {
    return Ops.eye(n, n, 0, DType.FLOAT64);
  }

  private static Tensor t(Tensor a) {
    return Linalg.matrixTranspose(a);
  }

  private static void assertSame(Tensor actual, Tensor expected) {
    Golden.assertClose(actual, expected, ROUNDING, ROUNDING);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "5, 3", "3, 5", "20, 20", "40, 7"})
  void factorsMultiplyToTheMatrix(int m, int n) {
    Tensor a = random(2, m, n);
    Linalg.QrFactors qr = Linalg.qr(a);
    assertSame(qr.q().matmul(qr.r()), a);
    assertSame(t(qr.q()).matmul(qr.q()).get(0), identity(Math.min(m, n)));
    Linalg.QrFactors complete = Linalg.qr(a, "complete");
    assertSame(complete.q().matmul(complete.r()), a);
    assertSame(t(complete.q()).matmul(complete.q()).get(1), identity(m));

    Linalg.SvdFactors svd = Linalg.svd(a, false);
    assertSame(svd.u().mul(svd.s().expandDims(-2)).matmul(svd.vh()), a);
    assertSame(t(svd.u()).matmul(svd.u()).get(0), identity(Math.min(m, n)));
    Linalg.SvdFactors full = Linalg.svd(a);
    assertThat(full.u().shape()).isEqualTo(Shape.of(2, m, m));
    assertSame(full.u().matmul(t(full.u())).get(1), identity(m));
    assertSame(full.vh().matmul(t(full.vh())).get(1), identity(n));

    Linalg.LuFactors lu = Linalg.luFactor(a.get(0));
    int k = Math.min(m, n);
    Tensor lower = Ops.tril(lu.lu(), -1).slice(1, 0, k).add(Ops.eye(m, k, 0, DType.FLOAT64));
    Tensor product = lower.matmul(Ops.triu(lu.lu(), 0).slice(0, 0, k));
    assertSame(product.gather(lu.pivots(), 0), a.get(0));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8, 25})
  void eigenvectorsAreOnlyStretched(int n) {
    Tensor a = random(n, n);
    Tensor symmetric = a.add(t(a));
    Linalg.Eigen eigh = Linalg.eigh(symmetric);
    assertSame(symmetric.matmul(eigh.v()), eigh.v().mul(eigh.w()));
    assertSame(t(eigh.v()).matmul(eigh.v()), identity(n));

    Linalg.ComplexEigen eig = Linalg.eig(a);
    Tensor real = eig.vReal().mul(eig.wReal()).sub(eig.vImaginary().mul(eig.wImaginary()));
    Tensor imaginary = eig.vReal().mul(eig.wImaginary()).add(eig.vImaginary().mul(eig.wReal()));
    assertSame(a.matmul(eig.vReal()), real);
    assertSame(a.matmul(eig.vImaginary()), imaginary);
    assertThat(eig.wReal().sum().doubleValue())
        .isCloseTo(Linalg.trace(a).doubleValue(), within(ROUNDING));
  }

  @Test
  void matricesWithoutFullRank() {
    Tensor row = random(1, 4);
    Tensor one = t(row).matmul(row);
    assertThat(Linalg.matrixRank(one).intValue()).isEqualTo(1);
    assertThat(Linalg.matrixRank(one.zerosLike()).intValue()).isZero();
    assertThat(Linalg.matrixRank(identity(3), 2.0).intValue()).isZero();
    Linalg.SvdFactors svd = Linalg.svd(one);
    assertSame(t(svd.u()).matmul(svd.u()), identity(4));
    Tensor inverse = Linalg.pinv(one);
    assertSame(one.matmul(inverse).matmul(one), one);
    assertThat(Linalg.pinv(one.zerosLike()).toDoubleArray()).containsOnly(0);
    assertThat(Linalg.det(Ops.ones(3, 3)).floatValue()).isZero();
    assertThat(Linalg.slogdet(Ops.ones(3, 3)).logabsdet().floatValue())
        .isEqualTo(Float.NEGATIVE_INFINITY);
  }

  @Test
  void solutions() {
    Tensor a = random(3, 4, 4).add(identity(4).mul(3));
    Tensor b = random(1, 4, 2);
    assertSame(a.matmul(Linalg.solve(a, b)), b.broadcastTo(Shape.of(3, 4, 2)));
    assertSame(Linalg.inv(a).matmul(a), identity(4).broadcastTo(Shape.of(3, 4, 4)));
    Tensor vector = random(3, 4);
    assertSame(Linalg.matvec(a, Linalg.solve(a, vector)), vector);
    Tensor upper = Ops.triu(a, 0);
    assertSame(Linalg.matvec(upper, Linalg.solveTriangular(upper, vector, false)), vector);
    Tensor positive = a.matmul(t(a));
    Tensor factor = Linalg.cholesky(positive, true);
    assertSame(t(factor).matmul(factor), positive);
    assertSame(Linalg.choleskyInverse(factor, true).matmul(positive).get(0), identity(4));
    assertSame(Linalg.logdet(positive), Linalg.slogdet(positive).logabsdet());
    assertThat(Linalg.det(Tensor.of(new int[][] {{1, 2}, {3, 4}})).floatValue())
        .isCloseTo(-2, within(1e-6f));
    Tensor tall = random(6, 3);
    Tensor x = random(3);
    assertSame(Linalg.lstsq(tall, Linalg.matvec(tall, x), null), x);
  }

  @Test
  void norms() {
    Tensor m = Tensor.of(new double[][] {{3, 0}, {-4, 5}});
    double infinity = Double.POSITIVE_INFINITY;
    assertThat(Linalg.norm(m, 1, false).doubleValue()).isEqualTo(7);
    assertThat(Linalg.norm(m, -1, false).doubleValue()).isEqualTo(5);
    assertThat(Linalg.norm(m, infinity, false).doubleValue()).isEqualTo(9);
    assertThat(Linalg.norm(m, -infinity, false).doubleValue()).isEqualTo(3);
    assertThat(Linalg.norm(m, 2, false).doubleValue()).isCloseTo(Math.sqrt(45), within(ROUNDING));
    assertThat(Linalg.norm(m, -2, false).doubleValue()).isCloseTo(Math.sqrt(5), within(ROUNDING));
    assertThat(Linalg.norm(m, "nuc", false).doubleValue())
        .isCloseTo(Math.sqrt(45) + Math.sqrt(5), within(ROUNDING));
    assertThat(Linalg.norm(m, "fro", true).shape()).isEqualTo(Shape.of(1, 1));
    assertThat(Linalg.norm(m).doubleValue()).isCloseTo(Math.sqrt(50), within(ROUNDING));
    Tensor cube = random(2, 3, 4);
    assertThat(Linalg.norm(cube, 2, true, 0, 2).shape()).isEqualTo(Shape.of(1, 3, 1));
    assertThat(Linalg.norm(cube, "nuc", false, 2, 0).shape()).isEqualTo(Shape.of(3));
    assertSame(Linalg.norm(cube, 1, false, 2, 0), Ops.norm(cube, 1, 2, 0));
    Linalg.Normalized unit = Linalg.normalize(m, 1);
    assertThat(unit.norm().shape()).isEqualTo(Shape.of(2, 1));
    assertThat(unit.normalized().toDoubleArray()[0]).isEqualTo(1);
    assertThatThrownBy(() -> Linalg.norm(cube, 1, false))
        .hasMessage(
            "norm: an order needs one axis (vectors) or two (matrices), but there are 3."
                + " Name axes.");
    assertThatThrownBy(() -> Linalg.norm(m, "fro", false, 0))
        .hasMessage(
            "norm: \"fro\" and \"nuc\" are norms of matrices, but \"fro\" came for 1 axis.");
    assertThatThrownBy(() -> Linalg.norm(m, 3, false))
        .hasMessage(
            "norm: the order of a matrix norm is 1, -1, 2, -2, infinity, -infinity, \"fro\" or"
                + " \"nuc\", but is 3.0.");
  }

  @Test
  void gradients() {
    Tensor a = random(3, 3).add(identity(3).mul(2));
    Tensor tall = random(4, 2);
    new GradientCheck(x -> Linalg.det(x[0])).order(2).at(a);
    new GradientCheck(x -> Linalg.inv(x[0]).square().sum()).order(2).at(a);
    new GradientCheck(x -> Linalg.logdet(x[0].matmul(t(x[0])))).order(2).at(a);
    new GradientCheck(x -> Linalg.norm(x[0], "nuc", false)).order(2).at(tall);
    new GradientCheck(x -> Linalg.lstsq(x[0], x[1], null).square().sum())
        .order(2)
        .at(tall, random(4));
  }

  @Test
  void whatHasNoGradient() {
    Tensor tall = random(4, 2);
    assertThatThrownBy(() -> new GradientCheck(x -> Linalg.qr(x[0], "complete").q().sum()).at(tall))
        .hasMessage(
            "qr: the complete factors of (4, 2) have no gradient, as the matrix does not determine"
                + " all columns of Q. Use the reduced mode.");
    assertThatThrownBy(() -> new GradientCheck(x -> Linalg.svd(x[0]).u().sum()).at(tall))
        .hasMessage(
            "svd: the full factors of (4, 2) have no gradient, as the matrix does not determine all"
                + " columns. Use the factors that are not full.");
    assertThatThrownBy(() -> Linalg.qr(tall, "r"))
        .hasMessage("qr: \"r\" is no mode. Use \"reduced\" or \"complete\".");
    assertThatThrownBy(() -> Linalg.lstsq(random(2, 3, 3), tall, null))
        .hasMessage(
            "lstsq: a must be a matrix and b a vector or a matrix, but their shapes are (2, 3, 3)"
                + " and (4, 2).");
  }

  @Test
  void bands() {
    Tensor a = Ops.ones(3, 3);
    assertThat(Linalg.bandPart(a, 0, -1).toFloatArray()).containsExactly(1, 1, 1, 0, 1, 1, 0, 0, 1);
    assertThat(Linalg.bandPart(a, 1, 0).toFloatArray()).containsExactly(1, 0, 0, 1, 1, 0, 0, 1, 1);
  }

  @Test
  void crossProducts() {
    Tensor x = Tensor.of(new int[] {1, 0, 0}, Shape.of(3));
    Tensor y = Tensor.of(new int[] {0, 1}, Shape.of(2));
    assertThat(Ops.cross(x, y).toIntArray()).containsExactly(0, 0, 1);
    assertThat(Ops.cross(y, Tensor.of(new int[] {2, 3}, Shape.of(2))).intValue()).isEqualTo(-2);
    assertThat(Ops.cross(x.expandDims(1), Ops.ones(3, 1), 0).shape()).isEqualTo(Shape.of(3, 1));
    assertThatThrownBy(() -> Ops.cross(x, Ops.ones(4)))
        .hasMessage(
            "cross: vectors must have length 2 or 3 in the last axis, but a shape is (4,).");
  }

  @Test
  void eigenvectorsPointAsThoseOfTensorFlow() {
    Tensor a =
        Tensor.of(new double[][] {{4, 9, 9, 9}, {1, 3, 9, 9}, {0.5, -1, 2, 9}, {2, 0, 1, 5}});
    Linalg.Eigen eigen = Linalg.eigh(a);
    // Measured on TensorFlow; the nines above the diagonal are not read.
    double[] values = {1.0524318909381651, 2.0809517299885654, 4.01550156530642, 6.851114813766859};
    double[] first = {
      0.28044807730712434, 0.6536525339072435, -0.3547893589989519, 0.606804541506151
    };
    double[] last = {
      0.0570770566646548, -0.5816107462620419, 0.2776625268238697, 0.7624792919370305
    };
    assertSame(eigen.w(), Tensor.of(values));
    assertSame(eigen.v().get(0), Tensor.of(first));
    assertSame(eigen.v().get(3), Tensor.of(last));
  }

  @Test
  void rootsAndBands() {
    Tensor a = Tensor.of(new double[][] {{5, 2}, {1, 3}});
    Tensor root = Linalg.sqrtm(a);
    assertSame(root.matmul(root), a);
    new GradientCheck(x -> Linalg.sqrtm(x[0])).at(a);
    Linalg.Lu lu = Linalg.lu(Tensor.of(new double[][] {{1, 2}, {4, 5}}));
    assertThat(lu.p().toIntArray()).containsExactly(1, 0);
    Tensor bands = Tensor.of(new double[][] {{1, 2, 99}, {4, 5, 6}, {99, 3, 1}});
    Tensor full = Tensor.of(new double[][] {{4, 1, 0}, {3, 5, 2}, {0, 1, 6}});
    Tensor b = Tensor.of(new double[] {1, 2, 3});
    assertSame(Linalg.tridiagonalSolve(bands, b), Linalg.solve(full, b));
  }
}
