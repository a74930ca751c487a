package keratin.callbacks;

import java.util.Map;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.utils.PythonNumber;
import keratin.utils.Terminal;

/**
 * Ends the training when the loss is no longer a finite number.
 *
 * @see <a
 *     href="https://keras.io/api/callbacks/terminate_on_nan/">keras.callbacks.TerminateOnNaN</a>
 */
public final class TerminateOnNaN extends Callback {
  private final Option<Boolean> raiseError = option("raise_error", Kind.BOOL, false);

  /** Ends the training as if it were done. */
  public TerminateOnNaN() {}

  /**
   * Whether to throw, so that no callback hears of an end: what {@code BackupAndRestore} saved
   * stays, for example.
   */
  public TerminateOnNaN raiseError(boolean on) {
    raiseError.set(on);
    return this;
  }

  @Override
  public void onBatchEnd(int batch, Map<String, Double> logs) {
    double loss = logs.getOrDefault("loss", 0.0);
    if (Double.isFinite(loss)) {
      return;
    }
    if (raiseError.get()) {
      throw new ArithmeticException(
          ("The loss is %s after batch %d. Training ends at once.\n"
                  + "  A smaller learning rate or clipnorm may help; Fit.checkNumerics names the"
                  + " weight.")
              .formatted(PythonNumber.repr(loss), batch));
    }
    Terminal.message("Batch %d: Invalid loss, terminating training".formatted(batch));
    model().stopTraining();
  }
}
