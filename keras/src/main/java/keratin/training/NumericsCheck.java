package keratin.training;

import java.util.Map;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;

/** Warns, once, when the loss stops being a number, and names the first weight that did. */
final class NumericsCheck {
  private static final System.Logger LOG = System.getLogger("keratin.training");

  private final Trainer model;
  private boolean wanted;

  NumericsCheck(Trainer model, boolean wanted) {
    this.model = model;
    this.wanted = wanted;
  }

  void check(int epoch, int step, Map<String, Double> logs) {
    double loss = logs.getOrDefault("loss", 0.0);
    if (!wanted || Double.isFinite(loss)) {
      return;
    }
    wanted = false;
    LOG.log(System.Logger.Level.WARNING, text(epoch, step, loss));
  }

  private String text(int epoch, int step, double loss) {
    String start = "The loss is %s in epoch %d, step %d. ".formatted(loss, epoch + 1, step + 1);
    for (Variable variable : model.weights()) {
      Tensor finite = keratin.memory.Memory.tidy(() -> variable.isFinite().all());
      if (!finite.booleanValue()) {
        return start
            + "The first weight that is not finite: %s %s. A smaller learning rate or clipnorm may help."
                .formatted(variable.name(), variable.shape());
      }
    }
    return start + "All weights are still finite: look at the data and the loss.";
  }
}
