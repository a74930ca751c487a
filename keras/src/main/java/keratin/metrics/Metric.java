package keratin.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keratin.config.Configurable;
import keratin.config.Kind;
import keratin.config.Names;
import keratin.config.Option;
import keratin.tensor.DType;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;
import org.jspecify.annotations.Nullable;

/**
 * A number that tells how well a model does, gathered over many batches.
 *
 * <p>What is gathered is kept in plain Java numbers of double precision, so that a step costs
 * little and sums over millions of samples stay exact. One's own metric needs two methods:
 *
 * {@snippet :
 * final class WorstError extends Metric {
 *   private final State worst = addState("worst");
 *
 *   @Override public void updateState(Tensor yTrue, Tensor yPred, Tensor sampleWeight) {
 *     worst.set(Math.max(worst.get(), yTrue.sub(yPred).abs().max().doubleValue()));
 *   }
 *
 *   @Override public Tensor result() {
 *     return worst.tensor();
 *   }
 * }
 * }
 *
 * @see <a href="https://keras.io/api/metrics/base_metric/">keras.metrics.Metric</a>
 */
public abstract class Metric extends Configurable {
  private final Option<@Nullable String> name = option("name", Kind.STRING.orNull(), null);
  private final Option<@Nullable DType> dtype = option("dtype", Kind.DTYPE.orNull(), null);
  private final List<State> states = new ArrayList<>();
  private @Nullable String automaticName;

  // ---- what a subclass writes ----

  /**
   * Takes in a batch.
   *
   * @param sampleWeight a weight per sample or value; null weighs all alike
   * @throws UnsupportedOperationException by metrics of plain values, such as {@link Mean}
   */
  public void updateState(Tensor yTrue, Tensor yPred, @Nullable Tensor sampleWeight) {
    throw new UnsupportedOperationException(
        "%s does not compare yTrue with yPred; call updateState(values).".formatted(className()));
  }

  /** The metric over all batches since the last {@link #resetState}; 0 where there were none. */
  public abstract Tensor result();

  /** Which way it gets better; null if it does not say. */
  public @Nullable Direction direction() {
    return null;
  }

  /** The name of an object that was given none. */
  protected String defaultName() {
    return Names.automatic(className());
  }

  /** A number, or an array of numbers, that batches add to; begins as 0. */
  protected final State addState(String stateName, int... dims) {
    return addState(stateName, DType.FLOAT32, dims);
  }

  /** As {@link #addState(String, int...)}; {@code type} is how {@link #variables} show it. */
  protected final State addState(String stateName, DType type, int... dims) {
    State state = new State(stateName, type, dims);
    states.add(state);
    return state;
  }

  // ---- using it ----

  /** Takes in a batch; metrics of plain values take the second tensor as their weights. */
  public void updateState(Tensor yTrue, Tensor yPred) {
    updateState(yTrue, yPred, null);
  }

  /** Takes in a batch; gives the metric over all batches so far. */
  public final Tensor of(Tensor yTrue, Tensor yPred) {
    updateState(yTrue, yPred, null);
    return result();
  }

  /** The result as a number; only where it is one. */
  public double value() {
    return result().doubleValue();
  }

  /** Forgets all batches. */
  public void resetState() {
    states.forEach(State::clear);
  }

  /** What is kept, as it is now: variables that later batches do not change. */
  public final List<Variable> variables() {
    return states.stream().map(s -> new Variable(s.tensor(), s.name(), false)).toList();
  }

  /** The name, under which logs and histories show it. */
  public final String name() {
    String given = name.get();
    if (given != null) {
      return given;
    }
    if (automaticName == null) {
      automaticName = defaultName();
    }
    return automaticName;
  }

  /** Sets the name. */
  public Metric name(String text) {
    name.set(text);
    return this;
  }

  /** The dtype of the result. */
  public DType dtype() {
    DType given = dtype.get();
    return given == null ? DType.FLOAT32 : given;
  }

  /** Sets the dtype of the result. */
  public Metric dtype(DType type) {
    dtype.set(type);
    return this;
  }

  /** The dtype that was given, if one was. */
  final @Nullable DType givenDtype() {
    return dtype.get();
  }

  @Override
  public Map<String, @Nullable Object> getConfig() {
    Map<String, @Nullable Object> config = new LinkedHashMap<>(super.getConfig());
    config.put("name", name());
    config.put("dtype", dtype().toString());
    return config;
  }
}
