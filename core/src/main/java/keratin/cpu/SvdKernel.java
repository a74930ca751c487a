package keratin.cpu;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Singular values and vectors of one matrix by one-sided Jacobi rotations: columns are turned in
 * pairs until all are orthogonal; their lengths are the singular values (Hestenes 1958).
 */
final class SvdKernel {
  private static final int SWEEPS = 60;
  private static final double EPSILON = 0x1p-52;

  private final double[] u;
  private final double[] s;
  private final double[] vt;

  /** The factors of {@code a}, {@code (m, n)}; square ones if {@code full}. */
  SvdKernel(double[] a, int m, int n, boolean full) {
    boolean wide = m < n;
    int rows = Math.max(m, n);
    int k = Math.min(m, n);
    // The columns of the tall matrix, and those of the rotations.
    double[][] w = new double[k][rows];
    double[][] v = new double[k][k];
    for (int j = 0; j < k; j++) {
      v[j][j] = 1;
      for (int i = 0; i < rows; i++) {
        w[j][i] = wide ? a[j * n + i] : a[i * n + j];
      }
    }
    boolean turned = true;
    for (int sweep = 0; turned && sweep < SWEEPS; sweep++) {
      turned = false;
      for (int p = 0; p < k; p++) {
        for (int q = p + 1; q < k; q++) {
          turned |= orthogonalise(w[p], w[q], v[p], v[q]);
        }
      }
    }
    double[] lengths = new double[k];
    Integer[] order = new Integer[k];
    for (int j = 0; j < k; j++) {
      lengths[j] = Math.sqrt(dot(w[j], w[j]));
      order[j] = j;
    }
    Arrays.sort(order, Comparator.comparingDouble(j -> -lengths[j]));
    s = new double[k];
    double[][] tall = new double[full ? rows : k][];
    double[][] square = new double[k][];
    for (int j = 0; j < k; j++) {
      s[j] = lengths[order[j]];
      square[j] = v[order[j]];
      if (s[j] > s[0] * EPSILON * rows) {
        tall[j] = scaled(w[order[j]], 1 / s[j]);
      }
    }
    complete(tall, rows);
    for (int j = 0; j < k; j++) {
      if (Arrays.stream(wide ? tall[j] : square[j]).sum() < 0) {
        tall[j] = scaled(tall[j], -1);
        square[j] = scaled(square[j], -1);
      }
    }
    u = columns(wide ? square : tall, m);
    vt = rows(wide ? tall : square, n);
  }

  private static boolean orthogonalise(double[] x, double[] y, double[] vx, double[] vy) {
    double alpha = dot(x, x);
    double beta = dot(y, y);
    double gamma = dot(x, y);
    if (Math.abs(gamma) <= EPSILON * Math.sqrt(alpha * beta) || gamma == 0) {
      return false;
    }
    double zeta = (beta - alpha) / (2 * gamma);
    double t = Math.copySign(1, zeta) / (Math.abs(zeta) + Math.hypot(zeta, 1));
    double c = 1 / Math.hypot(t, 1);
    turn(x, y, c, t * c);
    turn(vx, vy, c, t * c);
    return true;
  }

  private static void turn(double[] x, double[] y, double c, double s) {
    for (int i = 0; i < x.length; i++) {
      double left = x[i];
      x[i] = c * left - s * y[i];
      y[i] = s * left + c * y[i];
    }
  }

  /** Fills missing columns with unit vectors made orthogonal to all others. */
  private static void complete(double[][] columns, int rows) {
    int next = 0;
    for (int j = 0; j < columns.length; j++) {
      while (columns[j] == null) {
        double[] candidate = new double[rows];
        candidate[next++] = 1;
        // Twice is enough for full accuracy.
        for (int round = 0; round < 2; round++) {
          for (double[] column : columns) {
            if (column != null) {
              double along = dot(candidate, column);
              for (int i = 0; i < rows; i++) {
                candidate[i] -= along * column[i];
              }
            }
          }
        }
        double length = Math.sqrt(dot(candidate, candidate));
        columns[j] = length * length * rows > 0.5 ? scaled(candidate, 1 / length) : null;
      }
    }
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  private static double[] scaled(double[] x, double factor) {
    return Arrays.stream(x).map(value -> value * factor).toArray();
  }

  private static double[] columns(double[][] columns, int rows) {
    double[] matrix = new double[rows * columns.length];
    for (int i = 0; i < matrix.length; i++) {
      matrix[i] = columns[i % columns.length][i / columns.length];
    }
    return matrix;
  }

  private static double[] rows(double[][] rows, int length) {
    double[] matrix = new double[rows.length * length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, matrix, i * length, length);
    }
    return matrix;
  }

  double[] u() {
    return u;
  }

  double[] s() {
    return s;
  }

  double[] vt() {
    return vt;
  }
}
