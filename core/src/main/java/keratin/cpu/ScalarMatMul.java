package keratin.cpu;

import keratin.tensor.DType;
import keratin.tensor.Elements;
import keratin.tensor.MatMul;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;

/** Matrix products of every numeric dtype, three plain loops. */
final class ScalarMatMul {
  private ScalarMatMul() {}

  static void run(MatMul op, Tensor a, Tensor b, Tensor y) {
    int rank = y.rank();
    int m = y.shape().dim(-2);
    int n = y.shape().dim(-1);
    int k = a.shape().dim(op.transposeA() ? -2 : -1);
    Shape batches = y.shape().slice(0, rank - 2);
    Broadcast batch =
        new Broadcast(batches, a.shape().slice(0, a.rank() - 2), b.shape().slice(0, b.rank() - 2));
    DType type = y.dtype();
    for (long p = 0; p < batches.size(); p++, batch.next()) {
      long aStart = batch.at(0) * m * k;
      long bStart = batch.at(1) * k * n;
      for (long i = 0; i < m; i++) {
        for (long j = 0; j < n; j++) {
          double real = 0;
          long integer = 0;
          for (long l = 0; l < k; l++) {
            long left = aStart + (op.transposeA() ? l * m + i : i * k + l);
            long right = bStart + (op.transposeB() ? j * k + l : l * n + j);
            if (type.isFloating()) {
              real +=
                  Elements.getDouble(type, a.address(), left)
                      * Elements.getDouble(type, b.address(), right);
            } else {
              integer +=
                  Elements.getLong(type, a.address(), left)
                      * Elements.getLong(type, b.address(), right);
            }
          }
          long at = (p * m + i) * n + j;
          if (type.isFloating()) {
            Elements.setDouble(type, y.address(), at, real);
          } else {
            Elements.setLong(type, y.address(), at, integer);
          }
        }
      }
    }
  }
}
