package keratin.tensor;

/**
 * One step of Adam (Kingma and Ba, <i>Adam: A Method for Stochastic Optimization</i>, section 2's
 * last paragraph, "epsilon hat") on one variable:
 *
 * <pre>
 * α  = learningRate · √(1 − β₂ᵗ) / (1 − β₁ᵗ)
 * m ← m + (g − m)·(1 − β₁)
 * v ← v + (g² − v)·(1 − β₂)
 * w ← w − α·m / (√v + ε)          with amsgrad: v̂ ← max(v̂, v) takes the place of v
 * </pre>
 *
 * <p>Inputs w, g, m, v and with amsgrad v̂, of one shape and floating dtype; outputs the new w, m,
 * v and v̂.
 *
 * @param step t, counted from 1
 */
public record AdamUpdate(
    double learningRate, double beta1, double beta2, double epsilon, long step, boolean amsgrad)
    implements Fused {
  /** A step whose number counts from 1. */
  public AdamUpdate {
    if (step < 1) {
      throw new IllegalArgumentException("adam_update: steps count from 1, but got " + step + ".");
    }
  }

  /** The learning rate with the correction for the first steps' bias, computed in {@code dtype}. */
  public double alpha(DType dtype) {
    // Keras on TensorFlow reads the shares as float32 whatever the dtype, and computes in float32
    // unless it is float64: early steps show the difference in the sixth digit.
    double exact1 = Math.pow((float) beta1, step);
    double exact2 = Math.pow((float) beta2, step);
    if (dtype == DType.FLOAT64) {
      return learningRate * Math.sqrt(1 - exact2) / (1 - exact1);
    }
    float power1 = (float) exact1;
    float power2 = (float) exact2;
    return (float) learningRate * (float) Math.sqrt(1 - power2) / (1 - power1);
  }

  @Override
  public Spec[] infer(Spec[] in) {
    return Update.infer(label(), in, amsgrad ? "w, g, m, v, v̂" : "w, g, m, v");
  }

  @Override
  public Tensor[] decompose(Tensor[] in) {
    Tensor g = in[1];
    Tensor m = in[2].add(g.sub(in[2]).mul(1 - beta1));
    Tensor v = in[3].add(g.square().sub(in[3]).mul(1 - beta2));
    Tensor largest = amsgrad ? in[4].maximum(v) : v;
    Tensor w = in[0].sub(m.mul(alpha(g.dtype())).div(largest.sqrt().add(epsilon)));
    return amsgrad ? new Tensor[] {w, m, v, largest} : new Tensor[] {w, m, v};
  }
}
