package keratin.callbacks;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * A callback written on the spot.
 *
 * {@snippet :
 * var tell = new LambdaCallback().onEpochEnd((epoch, logs) -> IO.println(epoch + ": " + logs));
 * }
 *
 * @see <a href="https://keras.io/api/callbacks/lambda_callback/">keras.callbacks.LambdaCallback</a>
 */
public final class LambdaCallback extends Callback {
  private IntConsumer epochBegin = n -> {};
  private Logged epochEnd = (n, logs) -> {};
  private Runnable trainBegin = () -> {};
  private Consumer<Map<String, Double>> trainEnd = logs -> {};
  private IntConsumer trainBatchBegin = n -> {};
  private Logged trainBatchEnd = (n, logs) -> {};
  private Runnable testBegin = () -> {};
  private Consumer<Map<String, Double>> testEnd = logs -> {};
  private IntConsumer testBatchBegin = n -> {};
  private Logged testBatchEnd = (n, logs) -> {};
  private Runnable predictBegin = () -> {};
  private Runnable predictEnd = () -> {};
  private IntConsumer predictBatchBegin = n -> {};
  private IntConsumer predictBatchEnd = n -> {};

  /** What is done with an epoch or a step and its logs. */
  @FunctionalInterface
  public interface Logged {
    /**
     * Hears of the end of an epoch or a step.
     *
     * @param number of the epoch, or of the step in its epoch, from 0
     */
    void accept(int number, Map<String, Double> logs);
  }

  /** Does nothing yet. */
  public LambdaCallback() {}

  /** Before an epoch, do this. */
  public LambdaCallback onEpochBegin(IntConsumer action) {
    epochBegin = action;
    return this;
  }

  @Override
  public void onEpochBegin(int epoch) {
    epochBegin.accept(epoch);
  }

  /** After an epoch, do this. */
  public LambdaCallback onEpochEnd(Logged action) {
    epochEnd = action;
    return this;
  }

  @Override
  public void onEpochEnd(int epoch, Map<String, Double> logs) {
    epochEnd.accept(epoch, logs);
  }

  /** Before the first epoch, do this. */
  public LambdaCallback onTrainBegin(Runnable action) {
    trainBegin = action;
    return this;
  }

  @Override
  public void onTrainBegin() {
    trainBegin.run();
  }

  /** After the last epoch, do this. */
  public LambdaCallback onTrainEnd(Consumer<Map<String, Double>> action) {
    trainEnd = action;
    return this;
  }

  @Override
  public void onTrainEnd(Map<String, Double> logs) {
    trainEnd.accept(logs);
  }

  /** Before a training step, do this. */
  public LambdaCallback onTrainBatchBegin(IntConsumer action) {
    trainBatchBegin = action;
    return this;
  }

  @Override
  public void onTrainBatchBegin(int batch) {
    trainBatchBegin.accept(batch);
  }

  /** After a training step, do this. */
  public LambdaCallback onTrainBatchEnd(Logged action) {
    trainBatchEnd = action;
    return this;
  }

  @Override
  public void onTrainBatchEnd(int batch, Map<String, Double> logs) {
    trainBatchEnd.accept(batch, logs);
  }

  /** Before an evaluation, do this. */
  public LambdaCallback onTestBegin(Runnable action) {
    testBegin = action;
    return this;
  }

  @Override
  public void onTestBegin() {
    testBegin.run();
  }

  /** After an evaluation, do this. */
  public LambdaCallback onTestEnd(Consumer<Map<String, Double>> action) {
    testEnd = action;
    return this;
  }

  @Override
  public void onTestEnd(Map<String, Double> logs) {
    testEnd.accept(logs);
  }

  /** Before a step of an evaluation, do this. */
  public LambdaCallback onTestBatchBegin(IntConsumer action) {
    testBatchBegin = action;
    return this;
  }

  @Override
  public void onTestBatchBegin(int batch) {
    testBatchBegin.accept(batch);
  }

  /** After a step of an evaluation, do this. */
  public LambdaCallback onTestBatchEnd(Logged action) {
    testBatchEnd = action;
    return this;
  }

  @Override
  public void onTestBatchEnd(int batch, Map<String, Double> logs) {
    testBatchEnd.accept(batch, logs);
  }

  /** Before a prediction, do this. */
  public LambdaCallback onPredictBegin(Runnable action) {
    predictBegin = action;
    return this;
  }

  @Override
  public void onPredictBegin() {
    predictBegin.run();
  }

  /** After a prediction, do this. */
  public LambdaCallback onPredictEnd(Runnable action) {
    predictEnd = action;
    return this;
  }

  @Override
  public void onPredictEnd() {
    predictEnd.run();
  }

  /** Before a step of a prediction, do this. */
  public LambdaCallback onPredictBatchBegin(IntConsumer action) {
    predictBatchBegin = action;
    return this;
  }

  @Override
  public void onPredictBatchBegin(int batch) {
    predictBatchBegin.accept(batch);
  }

  /** After a step of a prediction, do this. */
  public LambdaCallback onPredictBatchEnd(IntConsumer action) {
    predictBatchEnd = action;
    return this;
  }

  @Override
  public void onPredictBatchEnd(int batch) {
    predictBatchEnd.accept(batch);
  }
}
