package keratin.layers.regularization;

import keratin.config.Option;
import keratin.layers.Layer;
import keratin.regularizers.L1L2;
import keratin.regularizers.Penalty;
import keratin.tensor.Tensor;

/**
 * Passes its input on and adds {@code l1 · Σ|x| + l2 · Σx²}, divided by the batch size, to the
 * loss.
 *
 * @see <a
 *     href="https://keras.io/api/layers/regularization_layers/activity_regularization/">keras.layers.ActivityRegularization</a>
 */
public final class ActivityRegularization extends Layer {
  private final Option<Double> l1 = option("l1", Penalty.FACTOR, 0.0);
  private final Option<Double> l2 = option("l2", Penalty.FACTOR, 0.0);

  /** Without any penalty, until factors are given. */
  public ActivityRegularization() {}

  /** With these factors. */
  public ActivityRegularization(double l1, double l2) {
    this.l1.set(l1);
    this.l2.set(l2);
  }

  @Override
  public ActivityRegularization name(String text) {
    super.name(text);
    return this;
  }

  @Override
  protected boolean needsNoBuild() {
    return true;
  }

  @Override
  protected boolean supportsMasking() {
    return true;
  }

  @Override
  protected Tensor call(Tensor x, boolean training) {
    addActivityLoss(new L1L2(l1.get(), l2.get()), x);
    return x;
  }
}
