package keratin.cpu;

/**
 * The real Schur form of one matrix, {@code a = U·T·Uᵀ} with orthogonal U and a T that is upper
 * triangular but for 2 × 2 blocks, one for every pair of complex eigenvalues.
 *
 * <p>Which block holds which eigenvalue is a matter of the algorithm: reflections to Hessenberg
 * form, then Francis' double steps from the bottom, with the shifts and the tests for small
 * elements of EISPACK's {@code hqr2} as TensorFlow's library Eigen has them. So eigenvalues come in
 * the order that TensorFlow's users know.
 *
 * @see "Golub and Van Loan, Matrix Computations, 7.4 and 7.5"
 */
final class RealSchur {
  private static final double EPSILON = 0x1p-52;
  private static final int STEPS_PER_ROW = 40;

  private final int n;
  private final double[][] t;
  private final double[][] u;
  private final boolean converged;
  // What ad hoc shifts took from the diagonal.
  private double taken;

  RealSchur(double[] a, int n) {
    this.n = n;
    t = new double[n][n];
    u = new double[n][n];
    double scale = 0;
    boolean finite = true;
    for (double value : a) {
      scale = Math.max(scale, Math.abs(value));
      finite &= Double.isFinite(value);
    }
    for (int i = 0; i < n; i++) {
      u[i][i] = 1;
    }
    if (!finite || scale < Double.MIN_NORMAL) {
      converged = finite;
      return;
    }
    for (int i = 0; i < n * n; i++) {
      t[i / n][i % n] = a[i] / scale;
    }
    hessenberg();
    converged = triangular();
    for (double[] row : t) {
      for (int j = 0; j < n; j++) {
        row[j] *= scale;
      }
    }
  }

  /** False if an element was not finite, or if the steps did not come to an end. */
  boolean converged() {
    return converged;
  }

  double[][] t() {
    return t;
  }

  double[][] u() {
    return u;
  }

  /** {@code I − tau·v·vᵀ}, which turns a vector into {@code (beta, 0, …, 0)}. */
  private record Reflection(double[] v, double tau, double beta) {
    static Reflection of(double... x) {
      double rest = 0;
      for (int i = 1; i < x.length; i++) {
        rest += x[i] * x[i];
      }
      double[] v = new double[x.length];
      v[0] = 1;
      if (rest <= Double.MIN_NORMAL) {
        return new Reflection(v, 0, x[0]);
      }
      double length = Math.sqrt(x[0] * x[0] + rest);
      double beta = x[0] >= 0 ? -length : length;
      for (int i = 1; i < x.length; i++) {
        v[i] = x[i] / (x[0] - beta);
      }
      return new Reflection(v, (beta - x[0]) / beta, beta);
    }

    /** Turns rows, the first of which is {@code at}, in columns from {@code left} on. */
    void rows(double[][] m, int at, int left) {
      for (int j = left; j < m.length; j++) {
        double sum = 0;
        for (int i = 0; i < v.length; i++) {
          sum += v[i] * m[at + i][j];
        }
        for (int i = 0; i < v.length; i++) {
          m[at + i][j] -= tau * v[i] * sum;
        }
      }
    }

    /** Turns columns, the first of which is {@code at}, in the first {@code count} rows. */
    void columns(double[][] m, int at, int count) {
      for (int i = 0; i < count; i++) {
        double sum = 0;
        for (int j = 0; j < v.length; j++) {
          sum += v[j] * m[i][at + j];
        }
        for (int j = 0; j < v.length; j++) {
          m[i][at + j] -= tau * v[j] * sum;
        }
      }
    }
  }

  /** Makes everything below the subdiagonal zero. */
  private void hessenberg() {
    for (int c = 0; c < n - 1; c++) {
      double[] below = new double[n - c - 1];
      for (int i = 0; i < below.length; i++) {
        below[i] = t[c + 1 + i][c];
        t[c + 1 + i][c] = 0;
      }
      Reflection turn = Reflection.of(below);
      t[c + 1][c] = turn.beta;
      turn.rows(t, c + 1, c + 1);
      turn.columns(t, c + 1, n);
      turn.columns(u, c + 1, n);
    }
  }

  /** Splits blocks off the lower end until nothing is left; false if that takes too long. */
  private boolean triangular() {
    double norm = 0;
    for (int i = 0; i < n; i++) {
      for (int j = Math.max(0, i - 1); j < n; j++) {
        norm += Math.abs(t[i][j]);
      }
    }
    double nothing = Math.max(norm * EPSILON * EPSILON, Double.MIN_NORMAL);
    int high = n - 1;
    int steps = 0;
    for (int left = STEPS_PER_ROW * n; high >= 0; ) {
      int low = high;
      while (low > 0 && !isSmall(low, nothing)) {
        low--;
      }
      if (low >= high - 1) {
        if (low == high) {
          t[high][high] += taken;
        } else {
          splitPair(high);
        }
        if (low > 0) {
          t[low][low - 1] = 0;
        }
        high = low - 1;
        steps = 0;
      } else if (left-- > 0) {
        step(low, high, shifts(high, steps++));
      } else {
        return false;
      }
    }
    return true;
  }

  private boolean isSmall(int i, double nothing) {
    double around = Math.abs(t[i - 1][i - 1]) + Math.abs(t[i][i]);
    return Math.abs(t[i][i - 1]) <= Math.max(around * EPSILON, nothing);
  }

  /** Makes the block of rows {@code i − 1} and {@code i} triangular if its eigenvalues are real. */
  private void splitPair(int i) {
    double p = (t[i - 1][i - 1] - t[i][i]) / 2;
    double discriminant = p * p + t[i][i - 1] * t[i - 1][i];
    t[i][i] += taken;
    t[i - 1][i - 1] += taken;
    if (discriminant < 0) {
      return;
    }
    double root = Math.sqrt(discriminant);
    double x = p >= 0 ? p + root : p - root;
    double y = t[i][i - 1];
    double r = Math.hypot(x, y);
    if (r > 0) {
      turn(i, x / r, y / r);
    }
    t[i][i - 1] = 0;
  }

  /** Turns rows and columns {@code i − 1} and {@code i} by an angle. */
  private void turn(int i, double cos, double sin) {
    for (int j = i - 1; j < n; j++) {
      double above = t[i - 1][j];
      t[i - 1][j] = cos * above + sin * t[i][j];
      t[i][j] = cos * t[i][j] - sin * above;
    }
    for (int row = 0; row < n; row++) {
      turn(u[row], i, cos, sin);
      if (row <= i) {
        turn(t[row], i, cos, sin);
      }
    }
  }

  private static void turn(double[] row, int i, double cos, double sin) {
    double before = row[i - 1];
    row[i - 1] = cos * before + sin * row[i];
    row[i] = cos * row[i] - sin * before;
  }

  /** The diagonal and the product of the other two elements of the last 2 × 2 block. */
  private double[] shifts(int high, int step) {
    double last = t[high][high];
    double above = t[high - 1][high - 1];
    double product = t[high][high - 1] * t[high - 1][high];
    if (step == 0 || step % 16 != 0) {
      return new double[] {last, above, product};
    }
    if (step % 32 != 0) {
      // Wilkinson's way out of a circle.
      take(high, last);
      double s = Math.abs(t[high][high - 1]) + Math.abs(t[high - 1][high - 2]);
      return new double[] {0.75 * s, 0.75 * s, -0.4375 * s * s};
    }
    double half = (above - last) / 2;
    double discriminant = half * half + product;
    if (discriminant <= 0) {
      return new double[] {last, above, product};
    }
    double root = above < last ? -Math.sqrt(discriminant) : Math.sqrt(discriminant);
    take(high, last - product / (root + half));
    return new double[] {0.964, 0.964, 0.964};
  }

  private void take(int high, double shift) {
    taken += shift;
    for (int i = 0; i <= high; i++) {
      t[i][i] -= shift;
    }
  }

  /** A double step, from the lowest row from which on it may begin. */
  private void step(int low, int high, double[] shifts) {
    int start = high - 2;
    double[] first = firstColumn(start, shifts);
    while (start > low && !mayBegin(start, first)) {
      first = firstColumn(--start, shifts);
    }
    for (int k = start; k < high; k++) {
      double[] column = k == start ? first : below(k, Math.min(3, high - k + 1));
      Reflection turn = Reflection.of(column);
      if (turn.beta == 0) {
        continue;
      }
      if (k > start) {
        t[k][k - 1] = turn.beta;
      } else if (k > low) {
        t[k][k - 1] = -t[k][k - 1];
      }
      turn.rows(t, k, k);
      turn.columns(t, k, Math.min(high, k + 3) + 1);
      turn.columns(u, k, n);
    }
    for (int i = start + 2; i <= high; i++) {
      t[i][i - 2] = 0;
      if (i > start + 2) {
        t[i][i - 3] = 0;
      }
    }
  }

  /** What of column {@code k − 1} is to become {@code (beta, 0, 0)}. */
  private double[] below(int k, int count) {
    double[] column = new double[count];
    for (int i = 0; i < count; i++) {
      column[i] = t[k + i][k - 1];
    }
    return column;
  }

  /** The first column of {@code (T − s₁)(T − s₂)} from row {@code m} on, but for a factor. */
  private double[] firstColumn(int m, double[] shifts) {
    double r = shifts[0] - t[m][m];
    double s = shifts[1] - t[m][m];
    return new double[] {
      (r * s - shifts[2]) / t[m + 1][m] + t[m][m + 1],
      t[m + 1][m + 1] - t[m][m] - r - s,
      t[m + 2][m + 1]
    };
  }

  private boolean mayBegin(int m, double[] v) {
    double lost = t[m][m - 1] * (Math.abs(v[1]) + Math.abs(v[2]));
    double around = Math.abs(t[m - 1][m - 1]) + Math.abs(t[m][m]) + Math.abs(t[m + 1][m + 1]);
    return Math.abs(lost) < EPSILON * v[0] * around;
  }
}
