package keratin.training;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model is trained with: the keyword arguments of Keras' {@code compile}, as one immutable
 * value. Names and objects are both accepted.
 *
 * <p>For a model of several outputs, loss and weights can be lists in the order of the outputs, or
 * maps by their names; metrics a map from names to a metric or a list, or one for every output.
 *
 * {@snippet :
 * new Compile("adam", Map.of("price", "mse", "kind", "crossentropy"))
 *     .metrics(Map.of("kind", List.of("accuracy")))
 *     .lossWeights(Map.of("price", 0.5, "kind", 1.0));
 * }
 *
 * @param optimizer {@code "adam"} or an {@code Optimizer}
 * @param loss {@code "mse"}, a {@code Loss}, one for every output, or null where only layers add
 *     losses
 * @param metrics reported, never weighted
 * @param weightedMetrics reported, weighted by sample and class weights
 * @param lossWeights what losses count beside each other and the penalties; null for 1
 * @param stepsPerExecution how many steps go by between two calls of callbacks
 * @param autoScaleLoss whether a model of the policy {@code mixed_float16} scales its loss
 */
public record Compile(
    Object optimizer,
    @Nullable Object loss,
    List<Object> metrics,
    List<Object> weightedMetrics,
    @Nullable Object lossWeights,
    int stepsPerExecution,
    boolean autoScaleLoss) {
  /** An optimizer and a loss. */
  public Compile(Object optimizer, @Nullable Object loss) {
    this(optimizer, loss, List.of(), List.of(), null, 1, true);
  }

  /** Checks the number of steps. */
  public Compile {
    Fit.positive("stepsPerExecution", stepsPerExecution);
  }

  /** With these metrics. */
  public Compile metrics(Object... all) {
    return with(List.of(all), weightedMetrics, lossWeights, stepsPerExecution, autoScaleLoss);
  }

  /** With these weighted metrics. */
  public Compile weightedMetrics(Object... all) {
    return with(metrics, List.of(all), lossWeights, stepsPerExecution, autoScaleLoss);
  }

  /** With the loss counted this much: a number, or a list or map of one for every output. */
  public Compile lossWeights(Object weights) {
    return with(metrics, weightedMetrics, weights, stepsPerExecution, autoScaleLoss);
  }

  /**
   * With so many steps between two calls of callbacks, in training, evaluation and prediction: the
   * steps in between are silent.
   */
  public Compile stepsPerExecution(int steps) {
    return with(metrics, weightedMetrics, lossWeights, steps, autoScaleLoss);
  }

  /**
   * Whether a model of the policy {@code mixed_float16} puts its optimizer into a {@code
   * LossScaleOptimizer}; true by default.
   */
  public Compile autoScaleLoss(boolean on) {
    return with(metrics, weightedMetrics, lossWeights, stepsPerExecution, on);
  }

  private Compile with(
      List<Object> some,
      List<Object> weighted,
      @Nullable Object weights,
      int steps,
      boolean scales) {
    return new Compile(optimizer, loss, some, weighted, weights, steps, scales);
  }
}
