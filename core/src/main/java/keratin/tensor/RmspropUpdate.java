package keratin.tensor;

/**
 * One step of RMSprop (Hinton, <i>Neural Networks for Machine Learning</i>, lecture 6) on one
 * variable, with ε inside the root as in Keras:
 *
 * <pre>
 * v ← ρ·v + (1 − ρ)·g²
 * a ← ρ·a + (1 − ρ)·g                                  if centered
 * d = learningRate·g / √(v + ε)                        centered: √(v − a² + ε)
 * w ← w − d                                            with momentum μ: m ← μ·m + d;  w ← w − m
 * </pre>
 *
 * <p>Inputs w, g, v, with momentum m, if centered a, of one shape and floating dtype; outputs the
 * new ones of all but g, in this order.
 *
 * @param momentum μ; 0 for none, and then there is no m
 */
public record RmspropUpdate(
    double learningRate, double rho, double momentum, double epsilon, boolean centered)
    implements Fused {
  @Override
  public Spec[] infer(Spec[] in) {
    String names = "w, g, v" + (momentum != 0 ? ", m" : "") + (centered ? ", a" : "");
    return Update.infer(label(), in, names);
  }

  @Override
  public Tensor[] decompose(Tensor[] in) {
    Tensor[] out = new Tensor[in.length - 1];
    Tensor g = in[1];
    Tensor v = in[2].mul(rho).add(g.square().mul(1 - rho));
    Tensor variance = v;
    if (centered) {
      Tensor a = in[in.length - 1].mul(rho).add(g.mul(1 - rho));
      variance = v.sub(a.square());
      out[out.length - 1] = a;
    }
    Tensor d = g.mul(learningRate).div(variance.add(epsilon).sqrt());
    out[1] = v;
    if (momentum != 0) {
      d = in[3].mul(momentum).add(d);
      out[2] = d;
    }
    out[0] = in[0].sub(d);
    return out;
  }
}
