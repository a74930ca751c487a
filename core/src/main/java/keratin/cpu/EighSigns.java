package keratin.cpu;

/**
 * Which way eigenvectors of symmetric matrices point. Both directions are right; here each points
 * as that of Householder's tridiagonal form and the implicit QR steps of Wilkinson, in the order of
 * operations that Eigen, and with it TensorFlow, has.
 *
 * <p>The directions depend on how many steps are taken, and these on the precision. So the steps
 * stop where those of the dtype would.
 */
final class EighSigns {
  private static final int STEPS = 30;

  private final int n;
  private final double[] a;

  /** The vectors as columns. */
  private final double[] q;

  private final double[] diagonal;
  private final double[] beside;

  /**
   * Finds vectors.
   *
   * @param lower a matrix, of which the lower triangle is read
   * @param epsilon the distance from 1 to the next number of the dtype
   */
  EighSigns(double[] lower, int n, double epsilon) {
    this.n = n;
    a = new double[n * n];
    q = new double[n * n];
    diagonal = new double[n];
    beside = new double[n];
    double scale = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        scale = Math.max(scale, Math.abs(lower[i * n + j]));
      }
    }
    scale = scale == 0 ? 1 : scale;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        a[i * n + j] = lower[Math.max(i, j) * n + Math.min(i, j)] / scale;
      }
    }
    tridiagonalize();
    iterate(1 / epsilon);
    sort();
  }

  /** True if column {@code j} of {@code vectors} points the other way. */
  boolean isOpposite(double[] vectors, int j) {
    double dot = 0;
    for (int i = 0; i < n; i++) {
      dot += vectors[i * n + j] * q[i * n + j];
    }
    return dot < 0;
  }

  /** Reflections make the matrix tridiagonal; q holds their product. */
  private void tridiagonalize() {
    double[][] reflectors = new double[n][];
    double[] factors = new double[n];
    for (int i = 0; i < n - 1; i++) {
      double[] v = new double[n];
      double tail = 0;
      for (int r = i + 2; r < n; r++) {
        tail += a[r * n + i] * a[r * n + i];
      }
      double first = a[(i + 1) * n + i];
      double beta = first;
      v[i + 1] = 1;
      if (tail > Double.MIN_NORMAL) {
        beta = Math.sqrt(first * first + tail);
        beta = first >= 0 ? -beta : beta;
        for (int r = i + 2; r < n; r++) {
          v[r] = a[r * n + i] / (first - beta);
        }
        factors[i] = (beta - first) / beta;
      }
      reflectors[i] = v;
      reflectBothSides(v, factors[i], i + 1);
      beside[i] = beta;
    }
    for (int i = 0; i < n; i++) {
      diagonal[i] = a[i * n + i];
      q[i * n + i] = 1;
    }
    for (int i = n - 2; i >= 0; i--) {
      reflect(reflectors[i], factors[i], i + 1);
    }
  }

  /**
   * {@code A ← H·A·H} with {@code H = I − factor·v·vᵀ} on the rows and columns from {@code from}.
   */
  private void reflectBothSides(double[] v, double factor, int from) {
    double[] w = new double[n];
    double dot = 0;
    for (int r = from; r < n; r++) {
      for (int c = from; c < n; c++) {
        w[r] += a[r * n + c] * factor * v[c];
      }
      dot += w[r] * v[r];
    }
    for (int r = from; r < n; r++) {
      w[r] -= factor / 2 * dot * v[r];
    }
    for (int r = from; r < n; r++) {
      for (int c = from; c < n; c++) {
        a[r * n + c] -= v[r] * w[c] + w[r] * v[c];
      }
    }
  }

  /** {@code q ← (I − factor·v·vᵀ)·q}. */
  private void reflect(double[] v, double factor, int from) {
    for (int c = 0; c < n; c++) {
      double dot = 0;
      for (int r = from; r < n; r++) {
        dot += v[r] * q[r * n + c];
      }
      for (int r = from; r < n; r++) {
        q[r * n + c] -= factor * dot * v[r];
      }
    }
  }

  private void iterate(double inverse) {
    int end = n - 1;
    int start = 0;
    for (int step = 0; step <= STEPS * n; step++) {
      for (int i = start; i < end; i++) {
        double scaled = inverse * beside[i];
        if (Math.abs(beside[i]) < Double.MIN_NORMAL
            || scaled * scaled <= Math.abs(diagonal[i]) + Math.abs(diagonal[i + 1])) {
          beside[i] = 0;
        }
      }
      while (end > 0 && beside[end - 1] == 0) {
        end--;
      }
      if (end <= 0) {
        return;
      }
      start = end - 1;
      while (start > 0 && beside[start - 1] != 0) {
        start--;
      }
      step(start, end);
    }
  }

  /** One implicit QR step on the rows {@code start} to {@code end}. */
  private void step(int start, int end) {
    double half = (diagonal[end - 1] - diagonal[end]) / 2;
    double e = beside[end - 1];
    double shift = diagonal[end];
    if (half == 0) {
      shift -= Math.abs(e);
    } else if (e != 0) {
      double h = Math.hypot(half, e);
      shift -= e / ((half + (half > 0 ? h : -h)) / e);
    }
    double x = diagonal[start] - shift;
    double z = beside[start];
    for (int k = start; k < end && z != 0; k++) {
      double t = Math.abs(x) > Math.abs(z) ? z / x : x / z;
      double u = Math.sqrt(1 + t * t);
      double c;
      double s;
      if (x == 0) {
        c = 0;
        s = z < 0 ? 1 : -1;
      } else if (Math.abs(x) > Math.abs(z)) {
        c = 1 / (x < 0 ? -u : u);
        s = -t * c;
      } else {
        s = -1 / (z < 0 ? -u : u);
        c = -t * s;
      }
      double mixed = s * diagonal[k] + c * beside[k];
      double next = s * beside[k] + c * diagonal[k + 1];
      diagonal[k] =
          c * (c * diagonal[k] - s * beside[k]) - s * (c * beside[k] - s * diagonal[k + 1]);
      diagonal[k + 1] = s * mixed + c * next;
      beside[k] = c * mixed - s * next;
      if (k > start) {
        beside[k - 1] = c * beside[k - 1] - s * z;
      }
      x = beside[k];
      if (k < end - 1) {
        z = -s * beside[k + 1];
        beside[k + 1] = c * beside[k + 1];
      }
      for (int r = 0; r < n; r++) {
        double left = q[r * n + k];
        double right = q[r * n + k + 1];
        q[r * n + k] = c * left - s * right;
        q[r * n + k + 1] = s * left + c * right;
      }
    }
  }

  private void sort() {
    for (int i = 0; i < n - 1; i++) {
      int smallest = i;
      for (int k = i + 1; k < n; k++) {
        smallest = diagonal[k] < diagonal[smallest] ? k : smallest;
      }
      swap(i, smallest);
    }
  }

  private void swap(int i, int k) {
    double value = diagonal[i];
    diagonal[i] = diagonal[k];
    diagonal[k] = value;
    for (int r = 0; r < n; r++) {
      double number = q[r * n + i];
      q[r * n + i] = q[r * n + k];
      q[r * n + k] = number;
    }
  }
}
