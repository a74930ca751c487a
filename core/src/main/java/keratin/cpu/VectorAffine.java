package keratin.cpu;

import keratin.tensor.Affine;
import keratin.tensor.Tensor;
import keratin.tensor.Unary;
import org.jspecify.annotations.Nullable;

/** Dense layers on float32: a product whose blocks get bias and activation while in the cache. */
final class VectorAffine {
  // The last place is for no activation.
  private static final @Nullable BiasLoop[] LOOPS =
      new @Nullable BiasLoop[Unary.values().length + 1];

  private VectorAffine() {}

  static boolean has(@Nullable Unary activation) {
    return loop(activation) != null;
  }

  static void run(Affine op, Tensor x, Tensor w, Tensor b, Tensor y) {
    int k = w.shape().dim(0);
    int n = w.shape().dim(1);
    if (y.size() == 0) {
      return;
    }
    Gemm.sgemm(
        false,
        false,
        y.size() / n,
        n,
        k,
        x.address(),
        w.address(),
        y.address(),
        0,
        epilogue(op.activation(), b.address(), y.address(), n));
  }

  /** Adds the bias to blocks of a matrix of n columns, and applies the activation. */
  static Gemm.Epilogue epilogue(@Nullable Unary activation, long bias, long to, int n) {
    BiasLoop loop = loop(activation);
    if (loop == null) {
      throw new IllegalStateException("no kernel for " + activation);
    }
    return (row, rowEnd, column, columnEnd) ->
        loop.run(
            to + 4 * (row * n + column),
            bias + 4 * column,
            rowEnd - row,
            (int) (columnEnd - column),
            4L * n);
  }

  private static @Nullable BiasLoop loop(@Nullable Unary activation) {
    int place = activation == null ? LOOPS.length - 1 : activation.ordinal();
    BiasLoop loop = LOOPS[place];
    if (loop == null) {
      FloatUnary function = activation == null ? v -> v : VectorUnary.function(activation);
      if (function != null) {
        loop = LoopCopy.of(FloatBiasLoop.class, function);
        LOOPS[place] = loop;
      }
    }
    return loop;
  }
}
