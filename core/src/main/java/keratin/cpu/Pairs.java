package keratin.cpu;

import keratin.tensor.Tensor;

/** Runs a loop of two operands over tensors of which either may stretch. */
final class Pairs {
  // Elements worth a piece of their own: 2 to 4 us of arithmetic, what handing one over costs.
  private static final long GRAIN = 16384;

  private Pairs() {}

  static void run(BinaryLoop loop, Tensor a, Tensor b, Tensor y) {
    long n = y.size();
    boolean left = a.size() == n;
    boolean right = b.size() == n;
    if (n > GRAIN || !(left && right || left && b.size() == 1 || right && a.size() == 1)) {
      spread(loop, a, b, y);
    } else if (left && right) {
      loop.both(a.address(), b.address(), y.address(), (int) n);
    } else if (left) {
      loop.right(a.address(), b.address(), y.address(), (int) n);
    } else {
      loop.left(a.address(), b.address(), y.address(), (int) n);
    }
  }

  // Apart, so that small tensors do not pay for lambdas and strides.
  private static void spread(BinaryLoop loop, Tensor a, Tensor b, Tensor y) {
    long width = a.dtype().bytes();
    long outWidth = y.dtype().bytes();
    long p = a.address();
    long q = b.address();
    long r = y.address();
    Rows rows = Rows.of(y.shape(), a.shape(), b.shape());
    int inner = rows.inner();
    if (rows.count() == 1) {
      Pool.parallel(
          inner,
          GRAIN,
          (i, end) -> {
            long left = rows.runs(0) ? p + i * width : p;
            long right = rows.runs(1) ? q + i * width : q;
            row(loop, rows, left, right, r + i * outWidth, (int) (end - i));
          });
      return;
    }
    boolean both = rows.runs(0) && rows.runs(1);
    boolean evenly = rows.isEven() && rows.runs(0);
    Pool.parallel(
        rows.count(),
        rows.grain(GRAIN),
        (from, end) -> {
          if (evenly) {
            long stepA = rows.step(0) * width;
            long stepB = rows.step(1) * width;
            long stepY = inner * outWidth;
            long left = p + from * stepA;
            long right = q + from * stepB;
            long to = r + from * stepY;
            if (both) {
              loop.rows(left, stepA, right, stepB, to, stepY, end - from, inner);
            } else {
              loop.columns(left, stepA, right, stepB, to, stepY, end - from, inner);
            }
            return;
          }
          for (long i = from; i < end; i++) {
            long left = p + rows.offset(0, i) * width;
            long right = q + rows.offset(1, i) * width;
            row(loop, rows, left, right, r + i * inner * outWidth, inner);
          }
        });
  }

  private static void row(BinaryLoop loop, Rows rows, long a, long b, long y, int n) {
    if (!rows.runs(1)) {
      loop.right(a, b, y, n);
    } else if (!rows.runs(0)) {
      loop.left(a, b, y, n);
    } else {
      loop.both(a, b, y, n);
    }
  }
}
