package keratin.callbacks;

import java.util.Map;
import keratin.config.Kind;
import keratin.config.Option;

/**
 * Evaluates and predicts with the moving averages of the weights, which the optimizer keeps with
 * {@code useEma(true)}; in training steps the weights themselves are in the model.
 *
 * {@snippet :
 * var optimizer = new SGD(0.1).useEma(true);
 * var swap = new SwapEMAWeights();   // Fit.callbacks(swap): val_loss is that of the averages
 * }
 *
 * @see <a
 *     href="https://keras.io/api/callbacks/swap_ema_weights/">keras.callbacks.SwapEMAWeights</a>
 */
public final class SwapEMAWeights extends Callback {
  private final Option<Boolean> swapOnEpoch = option("swap_on_epoch", Kind.BOOL, false);
  private boolean averagesInModel;

  /** Swaps around evaluations and predictions. */
  public SwapEMAWeights() {}

  /**
   * Whether the averages are in the model at the end of epochs too: for callbacks behind this one,
   * which save the model for example.
   */
  public SwapEMAWeights swapOnEpoch(boolean on) {
    swapOnEpoch.set(on);
    return this;
  }

  private void swap(boolean wanted) {
    if (averagesInModel != wanted) {
      model().optimizer().swapAverages();
      averagesInModel = wanted;
    }
  }

  @Override
  public void onEpochBegin(int epoch) {
    if (swapOnEpoch.get()) {
      swap(false);
    }
  }

  @Override
  public void onEpochEnd(int epoch, Map<String, Double> logs) {
    if (swapOnEpoch.get()) {
      swap(true);
      if (epoch == params().epochs() - 1) {
        // The end of fit sets the weights to the averages once more; they are there already.
        model().optimizer().averagesFromWeights();
      }
    }
  }

  @Override
  public void onTestBegin() {
    swap(true);
  }

  @Override
  public void onTestEnd(Map<String, Double> logs) {
    swap(false);
  }

  @Override
  public void onPredictBegin() {
    swap(true);
  }

  @Override
  public void onPredictEnd() {
    swap(false);
  }
}
