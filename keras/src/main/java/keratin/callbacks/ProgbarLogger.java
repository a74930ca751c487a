package keratin.callbacks;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import keratin.utils.Progbar;
import keratin.utils.Terminal;
import org.jspecify.annotations.Nullable;

/**
 * Shows a progress bar while a model is trained, evaluated or asked for predictions. {@code fit}
 * adds one by itself unless {@code verbose} is 0.
 */
public final class ProgbarLogger extends Callback {
  private final int verbose;
  private final int epochs;
  private final Consumer<String> output;
  private final UnaryOperator<Progbar> settings;
  private long target;
  private long seen;
  private boolean inFit;
  private @Nullable Progbar bar;

  /**
   * A bar for each epoch.
   *
   * @param steps steps of an epoch; −1 if nobody knows
   */
  public ProgbarLogger(int verbose, int epochs, long steps) {
    this(verbose, epochs, steps, Terminal::print);
  }

  /** A bar that is written to {@code output}. */
  public ProgbarLogger(int verbose, int epochs, long steps, Consumer<String> output) {
    this(verbose, epochs, steps, output, UnaryOperator.identity());
  }

  /** A bar that is written to {@code output}, with further settings. */
  public ProgbarLogger(
      int verbose,
      int epochs,
      long steps,
      Consumer<String> output,
      UnaryOperator<Progbar> settings) {
    this.verbose = verbose;
    this.epochs = epochs;
    this.target = steps;
    this.output = output;
    this.settings = settings;
  }

  @Override
  public void onTrainBegin() {
    // Inside fit the evaluation is silent: its values appear at the end of the epoch's line.
    inFit = true;
  }

  @Override
  public void onTestBegin() {
    if (!inFit) {
      begin();
    }
  }

  @Override
  public void onPredictBegin() {
    begin();
  }

  @Override
  public void onEpochBegin(int epoch) {
    begin();
    if (verbose > 0 && epochs > 1) {
      output.accept("Epoch %d/%d\n".formatted(epoch + 1, epochs));
    }
  }

  @Override
  public void onTrainBatchEnd(int batch, Map<String, Double> logs) {
    step(batch, logs);
  }

  @Override
  public void onTestBatchEnd(int batch, Map<String, Double> logs) {
    if (!inFit) {
      step(batch, logs);
    }
  }

  @Override
  public void onPredictBatchEnd(int batch) {
    step(batch, Map.of());
  }

  @Override
  public void onEpochEnd(int epoch, Map<String, Double> logs) {
    end(logs);
  }

  @Override
  public void onTestEnd(Map<String, Double> logs) {
    if (!inFit) {
      end(logs);
    }
  }

  @Override
  public void onPredictEnd() {
    end(Map.of());
  }

  private void begin() {
    seen = 0;
    Progbar fresh = target < 0 ? new Progbar() : new Progbar(target);
    bar = settings.apply(fresh.verbose(verbose).statelessMetrics(List.of()).output(output));
  }

  private void step(int batch, Map<String, Double> logs) {
    seen = batch + 1L;
    if (verbose == 1) {
      // Never the last: that comes at the end, with the values of the validation.
      Objects.requireNonNull(bar).update(seen, logs, false);
    }
  }

  private void end(Map<String, Double> logs) {
    Progbar shown = Objects.requireNonNull(bar);
    if (target < 0) {
      target = seen;
      shown.target(target);
    }
    shown.update(target, logs, true);
  }
}
