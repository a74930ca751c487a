package keratin.cpu;

/** Q and R of one matrix, by Householder reflections with LAPACK's signs. */
final class QrKernel {
  private final int m;
  private final int n;
  private final double[] a;
  private final double[] q;
  private final double[] r;

  /**
   * @param a {@code (m, n)}, overwritten
   * @param k columns of Q
   */
  QrKernel(double[] a, int m, int n, int k) {
    this.m = m;
    this.n = n;
    this.a = a;
    int steps = Math.min(m, n);
    double[] scales = new double[steps];
    double[] diagonal = new double[steps];
    for (int c = 0; c < steps; c++) {
      scales[c] = reflector(c);
      diagonal[c] = a[c * n + c];
      a[c * n + c] = 1;
      for (int j = c + 1; j < n; j++) {
        reflect(c, scales[c], a, n, j);
      }
    }
    q = new double[m * k];
    for (int i = 0; i < Math.min(m, k); i++) {
      q[i * k + i] = 1;
    }
    for (int c = steps - 1; c >= 0; c--) {
      for (int j = c; j < k; j++) {
        reflect(c, scales[c], q, k, j);
      }
    }
    r = new double[k * n];
    for (int i = 0; i < Math.min(k, steps); i++) {
      r[i * n + i] = diagonal[i];
      System.arraycopy(a, i * n + i + 1, r, i * n + i + 1, n - i - 1);
    }
  }

  /** Makes {@code v} below the diagonal, v₀ = 1, and the new diagonal element; returns τ. */
  private double reflector(int c) {
    double below = 0;
    for (int i = c + 1; i < m; i++) {
      below = Math.hypot(below, a[i * n + c]);
    }
    if (below == 0) {
      return 0;
    }
    double head = a[c * n + c];
    double beta = -Math.copySign(Math.hypot(head, below), head);
    for (int i = c + 1; i < m; i++) {
      a[i * n + c] /= head - beta;
    }
    a[c * n + c] = beta;
    return (beta - head) / beta;
  }

  /** {@code (I − τ · v · vᵀ)} on column j of x. */
  private void reflect(int c, double tau, double[] x, int width, int j) {
    if (tau == 0) {
      return;
    }
    double sum = 0;
    for (int i = c; i < m; i++) {
      sum += a[i * n + c] * x[i * width + j];
    }
    for (int i = c; i < m; i++) {
      x[i * width + j] -= tau * sum * a[i * n + c];
    }
  }

  double[] q() {
    return q;
  }

  double[] r() {
    return r;
  }
}
