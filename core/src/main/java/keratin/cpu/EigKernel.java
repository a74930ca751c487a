package keratin.cpu;

import java.util.Arrays;

/**
 * Complex eigenvalues and eigenvectors of one real matrix: unitary QR steps with Wilkinson's shifts
 * bring it to triangular form, and substitution gives the vectors.
 *
 * @see "Golub and Van Loan, Matrix Computations, chapter 7"
 */
final class EigKernel {
  private static final int STEPS_PER_VALUE = 100;
  private static final double EPSILON = 0x1p-52;

  private final int n;
  private final double[][] tr;
  private final double[][] ti;
  private final double[][] qr;
  private final double[][] qi;
  private final double[][] out;

  EigKernel(double[] a, int n) {
    this.n = n;
    tr = new double[n][n];
    ti = new double[n][n];
    qr = new double[n][n];
    qi = new double[n][n];
    for (int i = 0; i < n; i++) {
      System.arraycopy(a, i * n, tr[i], 0, n);
      qr[i][i] = 1;
    }
    hessenberg();
    triangular();
    out = new double[][] {new double[n], new double[n], new double[n * n], new double[n * n]};
    Integer[] order = new Integer[n];
    Arrays.setAll(order, i -> i);
    double scale = 0;
    for (int i = 0; i < n; i++) {
      scale = Math.max(scale, Math.hypot(tr[i][i], ti[i][i]));
    }
    // Real parts of conjugates differ by rounding.
    double grid = Math.max(scale * 1e-10, Double.MIN_NORMAL);
    Arrays.sort(
        order,
        (i, j) -> {
          int byReal = Long.compare(Math.round(tr[j][j] / grid), Math.round(tr[i][i] / grid));
          return byReal != 0 ? byReal : Double.compare(ti[j][j], ti[i][i]);
        });
    for (int j = 0; j < n; j++) {
      vector(order[j], j, scale);
    }
  }

  /** Rotations that make everything below the subdiagonal zero. */
  private void hessenberg() {
    for (int c = 0; c < n - 2; c++) {
      for (int i = n - 1; i > c + 1; i--) {
        if (tr[i][c] != 0 || ti[i][c] != 0) {
          rotate(i - 1, i, tr[i - 1][c], ti[i - 1][c], tr[i][c], ti[i][c]);
        }
      }
    }
  }

  /** Turns rows and columns p and q so that {@code (x, y)} becomes {@code (r, 0)}. */
  private void rotate(int p, int q, double xr, double xi, double yr, double yi) {
    double r = Math.hypot(Math.hypot(xr, xi), Math.hypot(yr, yi));
    if (r == 0) {
      return;
    }
    double[] g = {xr / r, xi / r, yr / r, yi / r};
    rows(tr, ti, p, q, g);
    columns(tr, ti, p, q, g);
    columns(qr, qi, p, q, g);
  }

  // Rows: (x, y) → (x̄₀x + ȳ₀y, −y₀x + x₀y), a unitary matrix G; columns by its conjugate
  // transpose.
  private void rows(double[][] re, double[][] im, int p, int q, double[] g) {
    for (int j = 0; j < n; j++) {
      double xr = re[p][j];
      double xi = im[p][j];
      double yr = re[q][j];
      double yi = im[q][j];
      re[p][j] = g[0] * xr + g[1] * xi + g[2] * yr + g[3] * yi;
      im[p][j] = g[0] * xi - g[1] * xr + g[2] * yi - g[3] * yr;
      re[q][j] = -g[2] * xr + g[3] * xi + g[0] * yr - g[1] * yi;
      im[q][j] = -g[2] * xi - g[3] * xr + g[0] * yi + g[1] * yr;
    }
  }

  private void columns(double[][] re, double[][] im, int p, int q, double[] g) {
    for (int i = 0; i < n; i++) {
      double xr = re[i][p];
      double xi = im[i][p];
      double yr = re[i][q];
      double yi = im[i][q];
      re[i][p] = g[0] * xr - g[1] * xi + g[2] * yr - g[3] * yi;
      im[i][p] = g[0] * xi + g[1] * xr + g[2] * yi + g[3] * yr;
      re[i][q] = -g[2] * xr - g[3] * xi + g[0] * yr + g[1] * yi;
      im[i][q] = -g[2] * xi + g[3] * xr + g[0] * yi - g[1] * yr;
    }
  }

  /** Chases the bulge of single-shift steps until the subdiagonal is gone. */
  private void triangular() {
    int high = n - 1;
    int steps = 0;
    while (high > 0) {
      int low = high;
      while (low > 0 && !isSmall(low)) {
        low--;
      }
      if (low > 0) {
        tr[low][low - 1] = 0;
        ti[low][low - 1] = 0;
      }
      if (low == high || steps > STEPS_PER_VALUE) {
        high--;
        steps = 0;
        continue;
      }
      steps++;
      double[] shift = shift(high, steps);
      double xr = tr[low][low] - shift[0];
      double xi = ti[low][low] - shift[1];
      double yr = tr[low + 1][low];
      double yi = ti[low + 1][low];
      for (int k = low; k < high; k++) {
        rotate(k, k + 1, xr, xi, yr, yi);
        if (k + 2 <= high) {
          xr = tr[k + 1][k];
          xi = ti[k + 1][k];
          yr = tr[k + 2][k];
          yi = ti[k + 2][k];
        }
      }
    }
  }

  private boolean isSmall(int k) {
    double around = Math.hypot(tr[k][k], ti[k][k]) + Math.hypot(tr[k - 1][k - 1], ti[k - 1][k - 1]);
    return Math.hypot(tr[k][k - 1], ti[k][k - 1]) <= EPSILON * around;
  }

  /** The eigenvalue of the last 2 × 2 block that is nearer to its last element. */
  private double[] shift(int high, int step) {
    double dr = tr[high][high];
    double di = ti[high][high];
    double subR = tr[high][high - 1];
    double subI = ti[high][high - 1];
    if (step % 11 == 10) {
      return new double[] {dr + Math.hypot(subR, subI), di};
    }
    double hr = (tr[high - 1][high - 1] - dr) / 2;
    double hi = (ti[high - 1][high - 1] - di) / 2;
    double bcR = tr[high - 1][high] * subR - ti[high - 1][high] * subI;
    double bcI = tr[high - 1][high] * subI + ti[high - 1][high] * subR;
    double discR = hr * hr - hi * hi + bcR;
    double discI = 2 * hr * hi + bcI;
    double size = Math.hypot(discR, discI);
    double rootR = Math.sqrt((size + discR) / 2);
    double rootI = Math.copySign(Math.sqrt(Math.max(0, (size - discR) / 2)), discI);
    boolean minus = hr * rootR + hi * rootI < 0;
    double[] sum =
        minus ? new double[] {hr - rootR, hi - rootI} : new double[] {hr + rootR, hi + rootI};
    double norm = sum[0] * sum[0] + sum[1] * sum[1];
    if (norm == 0) {
      return new double[] {dr, di};
    }
    // d − bc / (h ± √(h² + bc))
    return new double[] {
      dr - (bcR * sum[0] + bcI * sum[1]) / norm, di - (bcI * sum[0] - bcR * sum[1]) / norm
    };
  }

  /** Writes eigenvalue {@code k} and its vector to place {@code to}. */
  private void vector(int k, int to, double scale) {
    double[] xr = new double[n];
    double[] xi = new double[n];
    xr[k] = 1;
    for (int i = k - 1; i >= 0; i--) {
      double sumR = 0;
      double sumI = 0;
      for (int j = i + 1; j <= k; j++) {
        sumR -= tr[i][j] * xr[j] - ti[i][j] * xi[j];
        sumI -= tr[i][j] * xi[j] + ti[i][j] * xr[j];
      }
      double gapR = tr[i][i] - tr[k][k];
      double gapI = ti[i][i] - ti[k][k];
      double norm = gapR * gapR + gapI * gapI;
      double least = Math.max(EPSILON * scale, Double.MIN_NORMAL);
      if (norm < least * least) {
        gapR = least;
        gapI = 0;
        norm = least * least;
      }
      xr[i] = (sumR * gapR + sumI * gapI) / norm;
      xi[i] = (sumI * gapR - sumR * gapI) / norm;
    }
    double[] yr = new double[n];
    double[] yi = new double[n];
    int largest = 0;
    double length = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= k; j++) {
        yr[i] += qr[i][j] * xr[j] - qi[i][j] * xi[j];
        yi[i] += qr[i][j] * xi[j] + qi[i][j] * xr[j];
      }
      length = Math.hypot(length, Math.hypot(yr[i], yi[i]));
      // The first of equals, whatever the rounding.
      boolean larger = Math.hypot(yr[i], yi[i]) > Math.hypot(yr[largest], yi[largest]) * (1 + 1e-9);
      largest = larger ? i : largest;
    }
    double phaseR = yr[largest] / Math.hypot(yr[largest], yi[largest]);
    double phaseI = -yi[largest] / Math.hypot(yr[largest], yi[largest]);
    boolean real = Math.abs(ti[k][k]) <= scale * 1e-13 * n;
    out[0][to] = tr[k][k];
    out[1][to] = real ? 0 : ti[k][k];
    for (int i = 0; i < n; i++) {
      out[2][i * n + to] = (yr[i] * phaseR - yi[i] * phaseI) / length;
      out[3][i * n + to] = real ? 0 : (yr[i] * phaseI + yi[i] * phaseR) / length;
    }
  }

  double[] valuesReal() {
    return out[0];
  }

  double[] valuesImaginary() {
    return out[1];
  }

  double[] vectorsReal() {
    return out[2];
  }

  double[] vectorsImaginary() {
    return out[3];
  }
}
