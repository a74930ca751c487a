package keratin.applications;

import keratin.layers.Layer;
import keratin.ops.Ops;
import keratin.tensor.Tensor;

/**
 * AlexNet's normalization across channels: {@code x / (2 + 10⁻⁴ Σ x²)^0.75} over a channel and its
 * two neighbours on either side.
 */
final class LocalResponseNormalization extends Layer {
  private static final int NEIGHBOURS = 2;

  @Override
  protected Tensor call(Tensor x, boolean training) {
    int channels = x.shape().dim(-1);
    Tensor squares = x.square();
    Tensor sum = squares;
    for (int shift = 1; shift <= Math.min(NEIGHBOURS, channels - 1); shift++) {
      int left = channels - shift;
      sum = sum.add(shifted(squares, shift, left, true)).add(shifted(squares, shift, left, false));
    }
    return x.div(sum.mul(1e-4).add(2).pow(0.75));
  }

  /** The squares {@code shift} channels to one side, zero where there is none. */
  private static Tensor shifted(Tensor squares, int shift, int left, boolean up) {
    int[][] widths = new int[squares.rank()][2];
    widths[squares.rank() - 1] = up ? new int[] {0, shift} : new int[] {shift, 0};
    return Ops.pad(squares.slice(-1, up ? shift : 0, left), widths);
  }
}
