package keratin.cpu;

import keratin.tensor.DType;
import keratin.tensor.MatMul;
import keratin.tensor.Op;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;

/** Matrix products of float32 and float64, by {@link Gemm}. */
final class GemmKernels implements Kernels {
  @Override
  public boolean run(Op op, Tensor[] in, Tensor[] out) {
    DType type = out[0].dtype();
    if (!(op instanceof MatMul product) || type != DType.FLOAT32 && type != DType.FLOAT64) {
      return false;
    }
    run(product, in[0], in[1], out[0]);
    return true;
  }

  private static void run(MatMul op, Tensor a, Tensor b, Tensor y) {
    long m = y.shape().dim(-2);
    long n = y.shape().dim(-1);
    long k = a.shape().dim(op.transposeA() ? -2 : -1);
    Shape batches = y.shape().slice(0, y.rank() - 2);
    long width = y.dtype().bytes();
    if (b.rank() == 2 && !op.transposeA()) {
      // One matrix on the right: all rows of a are one tall matrix.
      product(op, batches.size() * m, n, k, a.address(), b.address(), y.address(), width);
      return;
    }
    long count = batches.size();
    long matricesA = a.shape().slice(0, a.rank() - 2).size();
    long matricesB = b.shape().slice(0, b.rank() - 2).size();
    if ((matricesA == count || matricesA == 1) && (matricesB == count || matricesB == 1)) {
      // As many matrices as results are the same batches: even strides, so the pool takes them all.
      long strideA = matricesA == 1 ? 0 : m * k;
      long strideB = matricesB == 1 ? 0 : k * n;
      batch(op, count, m, n, k, a.address(), strideA, b.address(), strideB, y.address(), width);
      return;
    }
    Broadcast batch =
        new Broadcast(batches, a.shape().slice(0, a.rank() - 2), b.shape().slice(0, b.rank() - 2));
    for (long i = 0; i < batches.size(); i++, batch.next()) {
      product(
          op,
          m,
          n,
          k,
          a.address() + batch.at(0) * m * k * width,
          b.address() + batch.at(1) * k * n * width,
          y.address() + i * m * n * width,
          width);
    }
  }

  private static void batch(
      MatMul op,
      long count,
      long m,
      long n,
      long k,
      long a,
      long strideA,
      long b,
      long strideB,
      long c,
      long width) {
    boolean ta = op.transposeA();
    boolean tb = op.transposeB();
    if (width == 4) {
      Gemm.sgemmBatched(ta, tb, count, m, n, k, a, strideA, b, strideB, c, m * n, 0f);
    } else {
      Gemm.dgemmBatched(ta, tb, count, m, n, k, a, strideA, b, strideB, c, m * n, 0.0);
    }
  }

  private static void product(
      MatMul op, long m, long n, long k, long a, long b, long c, long width) {
    if (width == 4) {
      Gemm.sgemm(op.transposeA(), op.transposeB(), m, n, k, a, b, c, 0f);
    } else {
      Gemm.dgemm(op.transposeA(), op.transposeB(), m, n, k, a, b, c, 0.0);
    }
  }
}
