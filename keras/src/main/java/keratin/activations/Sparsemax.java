package keratin.activations;

import java.util.Arrays;
import keratin.tensor.CustomOp;
import keratin.tensor.Engine;
import keratin.tensor.Reduce;
import keratin.tensor.Spec;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The Euclidean projection of every row onto the probability simplex, {@code max(x − τ, 0)} with τ
 * such that the row sums to 1.
 *
 * @see <a href="https://arxiv.org/abs/1602.02068">From Softmax to Sparsemax, 2016</a>
 */
record Sparsemax() implements CustomOp {
  @Override
  public Spec[] infer(Spec[] in) {
    return in.clone();
  }

  @Override
  public Tensor[] forward(Tensor[] in) {
    int n = in[0].shape().dim(-1);
    double[] x = in[0].toDoubleArray();
    for (int row = 0; row + n <= x.length && n > 0; row += n) {
      double tau = threshold(Arrays.copyOfRange(x, row, row + n));
      for (int i = row; i < row + n; i++) {
        x[i] = Math.max(x[i] - tau, 0);
      }
    }
    return new Tensor[] {Tensor.of(x, in[0].shape()).cast(in[0].dtype())};
  }

  /** The mean excess over 1 of the largest elements, as many as exceed it. */
  private static double threshold(double[] row) {
    Arrays.sort(row);
    double sum = 0;
    double tau = 0;
    for (int k = 1; k <= row.length; k++) {
      double next = row[row.length - k];
      if (k > 1 && next <= tau) {
        break;
      }
      sum += next;
      tau = (sum - 1) / k;
    }
    return tau;
  }

  /** Within the support, the gradient without its mean; elsewhere nothing. */
  @Override
  public @Nullable Tensor[] vjp(Tensor[] in, Tensor[] out, Tensor[] dy) {
    Tensor support = out[0].greater(0).cast(dy[0].dtype());
    Tensor inside = dy[0].mul(support);
    Tensor mean = sum(inside).div(sum(support));
    return new @Nullable Tensor[] {support.mul(dy[0].sub(mean))};
  }

  private static Tensor sum(Tensor x) {
    return Engine.run(new Reduce(Reduce.Kind.SUM, 1 << x.rank() - 1, true), x);
  }
}
