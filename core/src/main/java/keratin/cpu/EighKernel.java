package keratin.cpu;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Eigenvalues and eigenvectors of one symmetric matrix by Jacobi's rotations: slower than reduction
 * to three diagonals, but every value is as exact as the matrix allows.
 */
final class EighKernel {
  private static final int SWEEPS = 60;

  private final double[] values;
  private final double[] vectors;

  /**
   * The symmetric matrix that has this lower triangle, {@code (n, n)}.
   *
   * @param epsilon the distance from 1 to the next number of its dtype
   */
  EighKernel(double[] matrix, int n, double epsilon) {
    double[] a = new double[n * n];
    double[] v = new double[n * n];
    double norm = 0;
    for (int i = 0; i < n; i++) {
      v[i * n + i] = 1;
      for (int j = 0; j < n; j++) {
        a[i * n + j] = matrix[Math.max(i, j) * n + Math.min(i, j)];
        norm = Math.hypot(norm, a[i * n + j]);
      }
    }
    double small = norm * 1e-18;
    boolean turned = true;
    for (int sweep = 0; turned && sweep < SWEEPS; sweep++) {
      turned = false;
      for (int p = 0; p < n; p++) {
        for (int q = p + 1; q < n; q++) {
          if (Math.abs(a[p * n + q]) > small) {
            rotate(a, v, n, p, q);
            turned = true;
          }
        }
      }
    }
    Integer[] order = new Integer[n];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> a[i * n + i]));
    values = new double[n];
    vectors = new double[n * n];
    for (int j = 0; j < n; j++) {
      int from = order[j];
      values[j] = a[from * n + from];
      for (int i = 0; i < n; i++) {
        vectors[i * n + j] = v[i * n + from];
      }
    }
    EighSigns signs = new EighSigns(matrix, n, epsilon);
    for (int j = 0; j < n; j++) {
      double sign = signs.isOpposite(vectors, j) ? -1 : 1;
      for (int i = 0; i < n; i++) {
        vectors[i * n + j] *= sign;
      }
    }
  }

  /** Makes the element at (p, q) zero. */
  private static void rotate(double[] a, double[] v, int n, int p, int q) {
    double theta = (a[q * n + q] - a[p * n + p]) / (2 * a[p * n + q]);
    double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.hypot(theta, 1));
    double c = 1 / Math.hypot(t, 1);
    double s = t * c;
    for (int i = 0; i < n; i++) {
      double x = a[i * n + p];
      double y = a[i * n + q];
      a[i * n + p] = c * x - s * y;
      a[i * n + q] = s * x + c * y;
    }
    for (int i = 0; i < n; i++) {
      double x = a[p * n + i];
      double y = a[q * n + i];
      a[p * n + i] = c * x - s * y;
      a[q * n + i] = s * x + c * y;
      x = v[i * n + p];
      y = v[i * n + q];
      v[i * n + p] = c * x - s * y;
      v[i * n + q] = s * x + c * y;
    }
    a[p * n + q] = 0;
    a[q * n + p] = 0;
  }

  double[] values() {
    return values;
  }

  double[] vectors() {
    return vectors;
  }
}
