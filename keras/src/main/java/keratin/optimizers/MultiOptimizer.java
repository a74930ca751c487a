package keratin.optimizers;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keratin.config.Option;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Different optimizers for different variables: an {@link OptimizerMap} says which.
 *
 * {@snippet :
 * var optimizers = new OptimizerMap(new Adam()).with("bias", new SGD(0.1));
 * model.compile(new MultiOptimizer(optimizers), "mse");
 * }
 *
 * @see <a href="https://keras.io/api/optimizers/">keras.optimizers.MultiOptimizer</a>
 */
public final class MultiOptimizer extends Optimizer {
  private static final List<String> OPTIONS = List.of("name", "optimizer_map", "loss_scale_factor");

  private final Option<OptimizerMap> optimizerMap = required("optimizer_map", OptimizerMap.KIND);

  private MultiOptimizer() {
    super(0);
  }

  /** These optimizers. */
  public MultiOptimizer(OptimizerMap optimizerMap) {
    this();
    this.optimizerMap.set(optimizerMap);
  }

  /** The optimizers that make the steps. */
  public List<Optimizer> optimizers() {
    return optimizerMap.get().all();
  }

  @Override
  List<Optimizer> inner() {
    return optimizerMap.isGiven() ? optimizers() : List.of();
  }

  @Override
  public Map<String, @Nullable Object> getConfig() {
    Map<String, @Nullable Object> config = new LinkedHashMap<>(super.getConfig());
    config.keySet().retainAll(OPTIONS);
    return config;
  }

  private Map<Optimizer, List<Variable>> shares(List<Variable> variables) {
    Map<Optimizer, List<Variable>> shares = new IdentityHashMap<>();
    for (Variable variable : variables) {
      Optimizer one = optimizerMap.get().of(variable);
      shares.computeIfAbsent(one, o -> new ArrayList<>()).add(variable);
    }
    return shares;
  }

  @Override
  protected void createSlots(List<Variable> variables) {
    shares(variables).forEach(Optimizer::build);
  }

  @Override
  @Nullable Void stepWith(List<? extends @Nullable Tensor> gradients, List<Variable> weights) {
    Map<Variable, @Nullable Tensor> gradientOf = new IdentityHashMap<>();
    for (int i = 0; i < weights.size(); i++) {
      Tensor gradient = gradients.get(i);
      gradientOf.put(weights.get(i), gradient == null ? null : unscaled(gradient));
    }
    shares(weights)
        .forEach((one, share) -> one.apply(share.stream().map(gradientOf::get).toList(), share));
    countStep();
    return null;
  }

  /** Made by the optimizers inside. */
  @Override
  protected void updateStep(Tensor gradient, Variable variable, double learningRate) {
    throw new IllegalStateException(title() + " makes no updates of its own.");
  }

  /**
   * There is none for all.
   *
   * @throws IllegalStateException always
   */
  @Override
  public double learningRate() {
    throw noRate();
  }

  @Override
  public MultiOptimizer learningRate(double value) {
    throw noRate();
  }

  private IllegalStateException noRate() {
    return new IllegalStateException(
        "%s has no learning rate: its optimizers have, optimizers().getFirst().learningRate()"
            .formatted(title()));
  }

  @Override
  double currentLearningRate() {
    return 0;
  }
}
