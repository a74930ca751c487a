package keratin.tensor;

/**
 * One step of gradient descent on one variable, with Keras' momentum, which contains the learning
 * rate:
 *
 * <pre>
 * without momentum   w ← w − learningRate·g
 * with momentum μ    m ← μ·m − learningRate·g;   w ← w + m
 * Nesterov's         m as above;                 w ← w + μ·m − learningRate·g
 * </pre>
 *
 * <p>Inputs w, g and with momentum m, of one shape and floating dtype; outputs the new w and m.
 *
 * @param momentum μ; 0 for none, and then there is no m
 */
public record SgdUpdate(double learningRate, double momentum, boolean nesterov) implements Fused {
  @Override
  public Spec[] infer(Spec[] in) {
    return Update.infer(label(), in, momentum == 0 ? "w, g" : "w, g, m");
  }

  @Override
  public Tensor[] decompose(Tensor[] in) {
    Tensor step = in[1].mul(learningRate);
    if (momentum == 0) {
      return new Tensor[] {in[0].sub(step)};
    }
    Tensor m = in[2].mul(momentum).sub(step);
    return new Tensor[] {in[0].add(nesterov ? m.mul(momentum).sub(step) : m), m};
  }
}
