package keratin.cpu;

import java.util.Arrays;
import keratin.ops.Linalg;
import keratin.ops.Ops;
import keratin.tensor.DType;
import keratin.tensor.Tensor;

/** Factorisations and solutions: put together again they are the matrix they came from. */
final class MatrixFuzz extends FuzzFamily {
  private static final int[] LENGTHS = {0, 1, 1, 2, 3, 4, 5, 8, 17, 33};
  // Elements of orthogonal matrices are made of as many rounded sums as there are rows.
  private static final double UNITS = 400;
  private static final String[] MODES = {"reduced", "complete", "reduced", "raw"};

  MatrixFuzz(long seed) {
    super(seed);
    add("cholesky", this::cholesky);
    add("choleskyInverse", this::choleskyInverse);
    add("qr", this::qr);
    add("svd", this::svd);
    add("svdvals", () -> Linalg.svdvals(on(wild())));
    add("eigh", this::eigh);
    add("eig", this::eig);
    add("luFactor", this::lu);
    add("inv", this::inverse);
    add("det", this::det);
    add("slogdet", () -> Linalg.slogdet(on(wild())));
    add("logdet", () -> Linalg.logdet(on(positive())));
    add("solve", this::solve);
    add("solveTriangular", this::solveTriangular);
    add("lstsq", this::lstsq);
    add("pinv", this::pinv);
    add("matrixRank", this::rank);
    add("factors of anything", this::anything);
    add("gradients", this::gradients);
  }

  // ---- matrices ----

  private DType real() {
    return tensors.real();
  }

  private int length() {
    return LENGTHS[random.nextInt(LENGTHS.length)];
  }

  private Tensor matrix(int m, int n) {
    int[] dims = new int[2 + (tensors.chance(0.3) ? some() - 1 : 0)];
    Arrays.setAll(dims, i -> 1 + upTo(1));
    dims[dims.length - 2] = m;
    dims[dims.length - 1] = n;
    if (dims.length > 2 && tensors.chance(0.05)) {
      dims[0] = 0;
    }
    Tensor a = finite(real(), dims);
    // Of every rank.
    return tensors.chance(0.15) && n > 1 ? a.mul(a.slice(a.rank() - 1, 0, 1).sign()) : a;
  }

  private Tensor square() {
    int n = length();
    return tensors.chance(0.04) ? matrix(n, n + 1) : matrix(n, n);
  }

  /** With a diagonal that keeps solutions exact. */
  private Tensor dominant() {
    Tensor a = square();
    int m = a.shape().dim(-2);
    int n = a.shape().dim(-1);
    return a.add(Ops.eye(m, n, 0, a.dtype()).mul(4.0 * Math.max(1, n)));
  }

  private Tensor positive() {
    Tensor a = square();
    int n = a.shape().dim(-2);
    return a.matmul(a, false, true).add(Ops.eye(n, n, 0, a.dtype()).mul(Math.max(1, n)));
  }

  /** Whatever numbers, of whatever size, in whatever shape. */
  private Tensor wild() {
    if (tensors.chance(0.1)) {
      return tensors.any(dtype(), tensors.little(), false);
    }
    Tensor a = tensors.any(real(), square().shape(), true);
    double scale = Math.pow(10, random.nextInt(-30, 31));
    return tensors.chance(0.3) ? a.mul(scale) : tensors.chance(0.2) ? a.mul(0) : a;
  }

  private static Tensor t(Tensor a) {
    return Linalg.matrixTranspose(a);
  }

  private static Tensor identity(Tensor like) {
    int n = like.shape().dim(-1);
    return Ops.eye(n, n, 0, DType.FLOAT64).add(wide(like).zerosLike());
  }

  /** The product is the matrix, as far as its dtype can tell. */
  private static Object same(Tensor product, Tensor a) {
    near(wide(product), wide(a), UNITS * epsilon(a.dtype()) * (1 + largest(a)));
    return product;
  }

  private static void orthonormal(Tensor q, DType type) {
    Tensor columns = wide(q);
    Tensor products = columns.matmul(columns, true, false);
    near(products, identity(products), UNITS * epsilon(type));
  }

  // ---- factors ----

  private Object cholesky() {
    Tensor a = positive();
    boolean upper = flip();
    Tensor l = wide(Linalg.cholesky(on(a), upper));
    return same(upper ? t(l).matmul(l) : l.matmul(t(l)), a);
  }

  private Object choleskyInverse() {
    Tensor a = positive();
    boolean upper = flip();
    Tensor inverse = Linalg.choleskyInverse(Linalg.cholesky(on(a), upper), upper);
    return same(wide(inverse).matmul(wide(a)), identity(a).cast(a.dtype()));
  }

  private Object qr() {
    Tensor a = matrix(length(), length());
    Linalg.QrFactors qr = Linalg.qr(on(a), pick(MODES));
    orthonormal(qr.q(), a.dtype());
    near(qr.r(), Ops.triu(qr.r(), 0), 0);
    return same(wide(qr.q()).matmul(wide(qr.r())), a);
  }

  private Object svd() {
    Tensor a = matrix(length(), length());
    boolean full = flip();
    Linalg.SvdFactors svd = Linalg.svd(on(a), full);
    orthonormal(svd.u(), a.dtype());
    orthonormal(t(svd.vh()), a.dtype());
    double[] s = svd.s().toDoubleArray();
    check(Arrays.stream(s).allMatch(x -> x >= 0), "a singular value is negative");
    int k = svd.s().shape().dim(-1);
    Tensor u = wide(svd.u()).slice(a.rank() - 1, 0, k);
    Tensor vh = wide(svd.vh()).slice(a.rank() - 2, 0, k);
    return same(u.mul(wide(svd.s()).expandDims(-2)).matmul(vh), a);
  }

  private Object eigh() {
    Tensor b = square();
    Tensor a = b.shape().dim(-1) == b.shape().dim(-2) ? b.add(t(b)) : b;
    Linalg.Eigen eigen = Linalg.eigh(on(a));
    orthonormal(eigen.v(), a.dtype());
    Tensor v = wide(eigen.v());
    return same(v.mul(wide(eigen.w()).expandDims(-2)).matmul(t(v)), a);
  }

  private Object eig() {
    Tensor a = square();
    Linalg.ComplexEigen e = Linalg.eig(on(a));
    Tensor wr = wide(e.wReal()).expandDims(-2);
    Tensor wi = wide(e.wImaginary()).expandDims(-2);
    Tensor vr = wide(e.vReal());
    Tensor vi = wide(e.vImaginary());
    double most = UNITS * epsilon(a.dtype()) * (1 + largest(a)) * (1 + a.shape().dim(-1));
    near(wide(a).matmul(vr), vr.mul(wr).sub(vi.mul(wi)), most);
    near(wide(a).matmul(vi), vr.mul(wi).add(vi.mul(wr)), most);
    near(vr.square().add(vi.square()).sum(-2), wr.sum(-2).onesLike(), UNITS * epsilon(a.dtype()));
    return e;
  }

  private Object lu() {
    Tensor a = finite(real(), length(), length());
    int m = a.shape().dim(0);
    int n = a.shape().dim(1);
    int k = Math.min(m, n);
    Linalg.LuFactors lu = Linalg.luFactor(on(a));
    Tensor factors = wide(lu.lu());
    Tensor lower = Ops.tril(factors, -1).slice(1, 0, k).add(Ops.eye(m, k, 0, DType.FLOAT64));
    Tensor product = lower.matmul(Ops.triu(factors, 0).slice(0, 0, k));
    return same(product.gather(wide(lu.pivots()).cast(DType.INT32), 0), a);
  }

  // ---- solutions ----

  private Object inverse() {
    Tensor a = dominant();
    Tensor inverse = Linalg.inv(on(a));
    return same(wide(inverse).matmul(wide(a)), identity(a).cast(a.dtype()));
  }

  private Object det() {
    Tensor a = dominant();
    Tensor det = Linalg.det(on(a));
    Tensor log = Linalg.slogdet(on(wide(a))).logabsdet();
    // A logarithm's error is the number's relative one.
    Tensor wanted = log.exp().mul(Linalg.slogdet(on(wide(a))).sign());
    if (isFinite(det) && a.dtype().bytes() > 2) {
      near(wide(det), wanted, 1e4 * epsilon(a.dtype()) * (1 + largest(wanted)));
    }
    return det;
  }

  private Object solve() {
    Tensor a = dominant();
    int n = a.shape().dim(-1);
    Tensor b = a.slice(a.rank() - 1, 0, n == 0 ? 0 : 1 + upTo(n - 1));
    boolean vector = a.rank() == 2 && tensors.chance(0.3) && n > 0;
    if (vector) {
      b = b.slice(1, 0, 1).reshape(-1);
    }
    Tensor x = Linalg.solve(on(a), on(tensors.chance(0.03) ? wide(b) : b));
    Tensor back = wide(a).matmul(vector ? wide(x).expandDims(-1) : wide(x));
    return same(back, vector ? b.expandDims(-1) : b);
  }

  private Object solveTriangular() {
    boolean lower = flip();
    Tensor a = dominant();
    Tensor half = lower ? Ops.tril(a, 0) : Ops.triu(a, 0);
    Tensor x = Linalg.solveTriangular(on(a), on(a), lower);
    return same(wide(half).matmul(wide(x)), a);
  }

  private Object lstsq() {
    int m = length();
    Tensor a = finite(real(), m, length());
    Tensor b = finite(a.dtype(), m, some());
    Tensor x = Linalg.lstsq(on(a), on(b), flip() ? null : 1e-6);
    // What is left is at right angles to all that a can reach.
    Tensor rest = wide(a).matmul(wide(x)).sub(wide(b));
    double most = UNITS * epsilon(a.dtype()) * (1 + largest(x)) * (1 + m) * 9;
    Tensor across = wide(a).matmul(rest, true, false);
    near(across, across.zerosLike(), most);
    return x;
  }

  private Object pinv() {
    Tensor a = matrix(length(), length());
    Tensor inverse = Linalg.pinv(on(a));
    Tensor again = wide(a).matmul(wide(inverse)).matmul(wide(a));
    double size = (1 + largest(inverse)) * (1 + largest(a)) * (1 + largest(a));
    near(again, wide(a), UNITS * epsilon(a.dtype()) * size * (1 + a.shape().dim(-1)));
    return inverse;
  }

  private Object rank() {
    Tensor a = matrix(length(), length());
    Tensor rank = Linalg.matrixRank(on(a));
    int most = Math.min(a.shape().dim(-2), a.shape().dim(-1));
    for (long r : rank.toLongArray()) {
      check(r >= 0 && r <= most, "the rank of " + a.spec() + " is " + r);
    }
    return rank;
  }

  private Object anything() {
    Tensor a = on(wild());
    return switch (random.nextInt(8)) {
      case 0 -> Linalg.cholesky(a);
      case 1 -> Linalg.qr(a);
      case 2 -> Linalg.svd(a, flip());
      case 3 -> Linalg.eigh(a);
      case 4 -> Linalg.eig(a);
      case 5 -> Linalg.luFactor(a);
      case 6 -> Linalg.solve(a, a);
      default -> Linalg.pinv(a, flip() ? null : 1e-3);
    };
  }

  /** Of the right shape, and finite where the function is smooth. */
  private Object gradients() {
    Tensor a = positive().cast(DType.FLOAT64);
    Function f =
        switch (random.nextInt(6)) {
          case 0 -> in -> Linalg.cholesky(in[0]);
          case 1 -> in -> Linalg.inv(in[0]);
          case 2 -> in -> Linalg.slogdet(in[0]).logabsdet();
          case 3 -> in -> Linalg.qr(in[0]).r();
          case 4 -> in -> Linalg.eigh(in[0]).w();
          default -> in -> Linalg.svd(in[0], false).s();
        };
    Tensor gradient = gradient(f, 0).of(on(a));
    check(gradient.spec().equals(a.spec()), "the gradient is " + gradient.spec());
    check(isFinite(gradient), "the gradient is not finite: " + gradient);
    return gradient;
  }
}
