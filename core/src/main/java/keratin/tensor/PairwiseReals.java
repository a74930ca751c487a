package keratin.tensor;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;

/** Functions of two reals that no kernel has, on tensors that broadcast. */
final class PairwiseReals {
  private PairwiseReals() {}

  static Tensor of(Op op, Tensor[] in, DoubleBinaryOperator function) {
    Expect.floating(op.label(), "x", in[0].spec());
    Shape shape = Shape.broadcast(op.label(), in[0].shape(), in[1].shape());
    double[] a = in[0].broadcastTo(shape).toDoubleArray();
    double[] b = in[1].broadcastTo(shape).toDoubleArray();
    double[] result = new double[a.length];
    Arrays.setAll(result, i -> function.applyAsDouble(a[i], b[i]));
    return Tensor.of(result, shape).cast(in[0].dtype());
  }
}
