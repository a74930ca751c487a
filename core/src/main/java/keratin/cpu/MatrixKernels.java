package keratin.cpu;

import java.util.Arrays;
import keratin.memory.Raw;
import keratin.tensor.Cholesky;
import keratin.tensor.DType;
import keratin.tensor.Eig;
import keratin.tensor.Eigh;
import keratin.tensor.Elements;
import keratin.tensor.LinearSolve;
import keratin.tensor.LogDeterminant;
import keratin.tensor.LuFactor;
import keratin.tensor.MatrixOp;
import keratin.tensor.Qr;
import keratin.tensor.Shape;
import keratin.tensor.Svd;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import keratin.tensor.TriangularSolve;

/** Factorisations in plain Java: every matrix becomes an array of doubles, row by row. */
final class MatrixKernels {
  private static final long GRAIN = 4096;

  private MatrixKernels() {}

  /** What is done with the matrix at one place of the batch. */
  private interface One {
    void run(int at);
  }

  static void run(MatrixOp op, Tensor[] in, Tensor[] out) {
    Shape shape = in[0].shape();
    int m = shape.dim(-2);
    int n = shape.dim(-1);
    int batch = (int) shape.sizeOf(0, shape.rank() - 2);
    One one =
        switch (op) {
          case Cholesky c -> at -> cholesky(in[0], out[0], at, n);
          case TriangularSolve t -> at -> triangular(t, in, out[0], at, n);
          case LinearSolve s -> at -> solve(s, in, out[0], at, n);
          case LogDeterminant d -> at -> logDeterminant(in[0], out, at, n);
          case LuFactor f -> at -> factor(in[0], out, at, m, n);
          case Qr qr -> {
            int k = qr.complete() ? m : Math.min(m, n);
            yield at -> {
              QrKernel made = new QrKernel(load(in[0], at, m * n), m, n, k);
              store(made.q(), out[0], at);
              store(made.r(), out[1], at);
            };
          }
          case Svd svd ->
              at -> {
                SvdKernel made = new SvdKernel(load(in[0], at, m * n), m, n, svd.full());
                store(made.u(), out[0], at);
                store(made.s(), out[1], at);
                store(made.vt(), out[2], at);
              };
          case Eigh e -> {
            double epsilon = in[0].dtype() == DType.FLOAT64 ? 0x1p-52 : 0x1p-23;
            yield at -> {
              EighKernel made = new EighKernel(load(in[0], at, n * n), n, epsilon);
              store(made.values(), out[0], at);
              store(made.vectors(), out[1], at);
            };
          }
          case Eig e ->
              at -> {
                EigKernel made = new EigKernel(load(in[0], at, n * n), n);
                store(made.valuesReal(), out[0], at);
                store(made.valuesImaginary(), out[1], at);
                store(made.vectorsReal(), out[2], at);
                store(made.vectorsImaginary(), out[3], at);
              };
        };
    long work = Math.max(1, (long) m * n * Math.min(m, n));
    Pool.parallel(
        batch,
        Math.max(1, GRAIN / work),
        (from, to) -> {
          for (long at = from; at < to; at++) {
            one.run((int) at);
          }
        });
  }

  /** The matrix at one place of the batch. */
  private static double[] load(Tensor x, int at, int count) {
    double[] a = new double[count];
    if (x.dtype() == DType.FLOAT64) {
      Raw.copy(x.address() + (long) at * count * 8, a, 0, count);
    } else {
      for (int i = 0; i < count; i++) {
        a[i] = Elements.getDouble(x.dtype(), x.address(), (long) at * count + i);
      }
    }
    return a;
  }

  private static void store(double[] values, Tensor y, int at) {
    long start = (long) at * values.length;
    for (int i = 0; i < values.length; i++) {
      Elements.setDouble(y.dtype(), y.address(), start + i, values[i]);
    }
  }

  private static void cholesky(Tensor x, Tensor y, int at, int n) {
    double[] a = load(x, at, n * n);
    double[] factor = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = (a[i * n + j] + a[j * n + i]) / 2;
        for (int k = 0; k < j; k++) {
          sum -= factor[i * n + k] * factor[j * n + k];
        }
        if (i == j && sum <= 0) {
          throw new TensorException(
              "cholesky: the matrix at %d is not positive definite: pivot %d is %s.\n"
                      .formatted(at, i, sum)
                  + "  Add a small multiple of the identity, or take eigh.");
        }
        factor[i * n + j] = i == j ? Math.sqrt(sum) : sum / factor[j * n + j];
      }
    }
    store(factor, y, at);
  }

  private static void triangular(TriangularSolve op, Tensor[] in, Tensor y, int at, int n) {
    int k = in[1].shape().dim(-1);
    double[] a = load(in[0], at, n * n);
    double[] x = load(in[1], at, n * k);
    substitute(a, x, n, n, k, op.lower(), op.transpose(), false);
    store(x, y, at);
  }

  /** Solves a triangular system in place; a has rows of {@code width}. */
  private static void substitute(
      double[] a,
      double[] x,
      int n,
      int width,
      int k,
      boolean lower,
      boolean transpose,
      boolean unit) {
    boolean forward = lower != transpose;
    for (int step = 0; step < n; step++) {
      int i = forward ? step : n - 1 - step;
      for (int before = 0; before < step; before++) {
        int j = forward ? before : n - 1 - before;
        double factor = transpose ? a[j * width + i] : a[i * width + j];
        for (int c = 0; factor != 0 && c < k; c++) {
          x[i * k + c] -= factor * x[j * k + c];
        }
      }
      for (int c = 0; !unit && c < k; c++) {
        x[i * k + c] /= a[i * width + i];
      }
    }
  }

  /** Factors a in place; {@code rows[i]} is the row of the original that came to row i. */
  private static int eliminate(double[] a, int m, int n, int[] rows) {
    Arrays.setAll(rows, i -> i);
    int sign = 1;
    for (int c = 0; c < Math.min(m, n); c++) {
      int pivot = c;
      for (int i = c + 1; i < m; i++) {
        pivot = Math.abs(a[i * n + c]) > Math.abs(a[pivot * n + c]) ? i : pivot;
      }
      if (pivot != c) {
        sign = -sign;
        int row = rows[c];
        rows[c] = rows[pivot];
        rows[pivot] = row;
        for (int j = 0; j < n; j++) {
          double value = a[c * n + j];
          a[c * n + j] = a[pivot * n + j];
          a[pivot * n + j] = value;
        }
      }
      double diagonal = a[c * n + c];
      for (int i = c + 1; diagonal != 0 && i < m; i++) {
        double factor = a[i * n + c] /= diagonal;
        for (int j = c + 1; factor != 0 && j < n; j++) {
          a[i * n + j] -= factor * a[c * n + j];
        }
      }
    }
    return sign;
  }

  private static void solve(LinearSolve op, Tensor[] in, Tensor y, int at, int n) {
    int k = in[1].shape().dim(-1);
    double[] a = load(in[0], at, n * n);
    double[] b = load(in[1], at, n * k);
    int[] rows = new int[n];
    eliminate(a, n, n, rows);
    for (int i = 0; i < n; i++) {
      if (a[i * n + i] == 0) {
        throw new TensorException(
            "solve: the matrix at %d is singular: its row %d depends on others.\n".formatted(at, i)
                + "  For a least squares solution take lstsq or pinv.");
      }
    }
    double[] x = new double[n * k];
    if (op.transpose()) {
      substitute(a, b, n, n, k, false, true, false);
      substitute(a, b, n, n, k, true, true, true);
      for (int i = 0; i < n; i++) {
        System.arraycopy(b, i * k, x, rows[i] * k, k);
      }
    } else {
      for (int i = 0; i < n; i++) {
        System.arraycopy(b, rows[i] * k, x, i * k, k);
      }
      substitute(a, x, n, n, k, true, false, true);
      substitute(a, x, n, n, k, false, false, false);
    }
    store(x, y, at);
  }

  private static void logDeterminant(Tensor x, Tensor[] out, int at, int n) {
    double[] a = load(x, at, n * n);
    double sign = eliminate(a, n, n, new int[n]);
    double log = 0;
    for (int i = 0; i < n; i++) {
      sign *= Math.signum(a[i * n + i]);
      log += Math.log(Math.abs(a[i * n + i]));
    }
    store(new double[] {sign}, out[0], at);
    store(new double[] {log}, out[1], at);
  }

  private static void factor(Tensor x, Tensor[] out, int at, int m, int n) {
    double[] a = load(x, at, m * n);
    int[] rows = new int[m];
    eliminate(a, m, n, rows);
    double[] places = new double[m];
    for (int i = 0; i < m; i++) {
      places[rows[i]] = i;
    }
    store(a, out[0], at);
    store(places, out[1], at);
  }
}
