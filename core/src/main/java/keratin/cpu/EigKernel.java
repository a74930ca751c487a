package keratin.cpu;

import java.util.Arrays;

/**
 * Complex eigenvalues and eigenvectors of one real matrix: the eigenvalues of the blocks of its
 * {@link RealSchur} form from top to bottom, and vectors by substitution from each block upwards.
 *
 * <p>A vector is as substitution leaves it, starting with 1 at its block, with i at the second row
 * of a pair's, and then made of length 1: neither its sign nor its phase is turned.
 */
final class EigKernel {
  private static final double EPSILON = 0x1p-52;

  private final int n;
  private final double[][] t;
  private final double[][] u;
  // In place of a difference of eigenvalues that is 0.
  private final double least;
  private final double[] wr;
  private final double[] wi;
  private final double[] vr;
  private final double[] vi;
  // The vector that is being made, in the coordinates of t.
  private final double[] xr;
  private final double[] xi;

  EigKernel(double[] a, int n) {
    this.n = n;
    RealSchur schur = new RealSchur(a, n);
    t = schur.t();
    u = schur.u();
    double norm = Arrays.stream(t).flatMapToDouble(Arrays::stream).map(Math::abs).sum();
    least = Math.max(EPSILON * norm, Double.MIN_NORMAL);
    wr = new double[n];
    wi = new double[n];
    vr = new double[n * n];
    vi = new double[n * n];
    xr = new double[n];
    xi = new double[n];
    if (!schur.converged()) {
      for (double[] part : new double[][] {wr, wi, vr, vi}) {
        Arrays.fill(part, Double.NaN);
      }
      return;
    }
    for (int i = 0; i < n; i++) {
      if (isPair(i)) {
        pair(i);
        i++;
      } else {
        wr[i] = t[i][i];
        Arrays.fill(xr, 0);
        Arrays.fill(xi, 0);
        xr[i] = 1;
        substitute(i - 1, i, wr[i], 0);
        write(i, i, 1);
      }
    }
  }

  /** True where rows {@code i} and {@code i + 1} are a block. */
  private boolean isPair(int i) {
    return i + 1 < n && t[i + 1][i] != 0;
  }

  private void pair(int i) {
    double p = (t[i][i] - t[i + 1][i + 1]) / 2;
    double b = t[i][i + 1];
    double c = t[i + 1][i];
    // Divided by the largest, squares do not overflow.
    double most = Math.max(Math.abs(p), Math.max(Math.abs(b), Math.abs(c)));
    double root = most * Math.sqrt(Math.abs(p / most * (p / most) + b / most * (c / most)));
    double real = t[i + 1][i + 1] + p;
    wr[i] = real;
    wi[i] = root;
    wr[i + 1] = real;
    wi[i + 1] = -root;
    Arrays.fill(xr, 0);
    Arrays.fill(xi, 0);
    xi[i + 1] = 1;
    if (Math.abs(c) > Math.abs(b)) {
      xr[i] = -root / c;
      xi[i] = -(t[i + 1][i + 1] - real) / c;
    } else {
      put(i, 0, -b, t[i][i] - real, -root);
    }
    substitute(i - 1, i + 1, real, root);
    write(i, i + 1, 1);
    write(i + 1, i + 1, -1);
  }

  /** Sets component {@code i} to the quotient of two complex numbers. */
  private void put(int i, double ar, double ai, double br, double bi) {
    double most = Math.max(Math.abs(br), Math.abs(bi));
    double r = br / most;
    double s = bi / most;
    double square = (r * r + s * s) * most;
    xr[i] = (ar * r + ai * s) / square;
    xi[i] = (ai * r - ar * s) / square;
  }

  /** Solves {@code (T − w)·x = 0} for the components from {@code from} up, given those to last. */
  private void substitute(int from, int last, double w, double z) {
    for (int i = from; i >= 0; i--) {
      double sumR = -sum(t[i], xr, i + 1, last);
      double sumI = -sum(t[i], xi, i + 1, last);
      double gap = t[i][i] - w;
      if (i > 0 && isPair(i - 1)) {
        i--;
        double aboveR = -sum(t[i], xr, i + 2, last);
        double aboveI = -sum(t[i], xi, i + 2, last);
        double a = t[i][i] - w;
        double b = t[i][i + 1];
        double c = t[i + 1][i];
        // Cramer's rule, all divided by the largest element.
        double most = Math.max(Math.max(Math.abs(a) + Math.abs(gap), Math.abs(z)), Math.abs(b));
        most = Math.max(most, Math.abs(c));
        double detR = a / most * gap - z / most * z - b / most * c;
        double detI = -(z / most) * (a + gap);
        if (detR == 0 && detI == 0) {
          detR = least;
        }
        put(
            i,
            (gap * aboveR + z * aboveI - b * sumR) / most,
            (gap * aboveI - z * aboveR - b * sumI) / most,
            detR,
            detI);
        put(
            i + 1,
            (a * sumR + z * sumI - c * aboveR) / most,
            (a * sumI - z * sumR - c * aboveI) / most,
            detR,
            detI);
      } else if (gap == 0 && z == 0) {
        put(i, sumR, sumI, least, 0);
      } else {
        put(i, sumR, sumI, gap, -z);
      }
      double most = Math.max(Math.abs(xr[i]), Math.abs(xi[i]));
      if (EPSILON * most * most > 1) {
        for (int j = i; j <= last; j++) {
          xr[j] /= most;
          xi[j] /= most;
        }
      }
    }
  }

  private static double sum(double[] row, double[] x, int from, int last) {
    double sum = 0;
    for (int j = from; j <= last; j++) {
      sum += row[j] * x[j];
    }
    return sum;
  }

  /** Writes the vector to column {@code to}, of length 1, or its conjugate. */
  private void write(int to, int last, int sign) {
    double length = 0;
    for (int i = 0; i < n; i++) {
      vr[i * n + to] = sum(u[i], xr, 0, last);
      vi[i * n + to] = sign * sum(u[i], xi, 0, last);
      length = Math.hypot(length, Math.hypot(vr[i * n + to], vi[i * n + to]));
    }
    for (int i = 0; i < n; i++) {
      vr[i * n + to] /= length;
      // A real vector has 0 there, not −0.
      vi[i * n + to] = vi[i * n + to] / length + 0.0;
    }
  }

  double[] valuesReal() {
    return wr;
  }

  double[] valuesImaginary() {
    return wi;
  }

  double[] vectorsReal() {
    return vr;
  }

  double[] vectorsImaginary() {
    return vi;
  }
}
