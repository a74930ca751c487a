package keratin.training;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model is trained with: the keyword arguments of Keras' {@code compile}, as one immutable
 * value. Names and objects are both accepted.
 *
 * @param optimizer {@code "adam"} or an {@code Optimizer}
 * @param loss {@code "mse"}, a {@code Loss}, or null where only layers add losses
 * @param metrics reported, never weighted
 * @param weightedMetrics reported, weighted by sample and class weights
 * @param lossWeight what the loss counts beside the penalties
 */
public record Compile(
    Object optimizer,
    @Nullable Object loss,
    List<Object> metrics,
    List<Object> weightedMetrics,
    double lossWeight) {
  /** An optimizer and a loss. */
  public Compile(Object optimizer, @Nullable Object loss) {
    this(optimizer, loss, List.of(), List.of(), 1);
  }

  /** With these metrics. */
  public Compile metrics(Object... all) {
    return new Compile(optimizer, loss, List.of(all), weightedMetrics, lossWeight);
  }

  /** With these weighted metrics. */
  public Compile weightedMetrics(Object... all) {
    return new Compile(optimizer, loss, metrics, List.of(all), lossWeight);
  }

  /** With the loss counted this much. */
  public Compile lossWeight(double weight) {
    return new Compile(optimizer, loss, metrics, weightedMetrics, weight);
  }
}
