package keratin.optimizers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.optimizers.schedules.LearningRateSchedule;
import keratin.tensor.AdamUpdate;
import keratin.tensor.Engine;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Muon: momentum whose direction is made orthogonal for every matrix, by five steps of Newton and
 * Schulz; all that is no matrix, and embeddings, goes by {@link AdamW}.
 *
 * <pre>
 * m ← μ·m + g,   u = g + μ·m            without Nesterov u = m
 * x = u / ‖u‖;   five times   A = x·xᵀ,   x ← a·x + (b·A + c·A²)·x
 * w ← w − learningRate · rmsRate · √max(rows, columns) · x
 * </pre>
 *
 * @see <a href="https://kellerjordan.github.io/posts/muon/">Jordan, Muon: an optimizer for hidden
 *     layers in neural networks</a>
 */
public final class Muon extends StandardOptimizer<Muon> {
  private static final Kind<List<String>> PATTERNS =
      new Kind<>("a list of regular expressions", Muon::patterns, v -> v);

  private final Option<Double> adamBeta1 = option("adam_beta_1", Kind.FLOAT, 0.9);
  private final Option<Double> adamBeta2 = option("adam_beta_2", Kind.FLOAT, 0.999);
  private final Option<@Nullable Double> adamWeightDecay =
      option("adam_weight_decay", Kind.FLOAT.orNull(), 0.004);
  private final Option<Double> epsilon = option("epsilon", Kind.FLOAT, 1e-7);
  private final Option<List<String>> excludeLayers = option("exclude_layers", PATTERNS, List.of());
  private final Option<Boolean> excludeEmbeddings = option("exclude_embeddings", Kind.BOOL, true);
  private final Option<Double> muonA = option("muon_a", Kind.FLOAT, 3.4445);
  private final Option<Double> muonB = option("muon_b", Kind.FLOAT, -4.775);
  private final Option<Double> muonC = option("muon_c", Kind.FLOAT, 2.0315);
  private final Option<Double> adamLrRatio = option("adam_lr_ratio", Kind.FLOAT, 1.0);
  private final Option<Double> momentum = option("momentum", Kind.FLOAT, 0.95);
  private final Option<Integer> nsSteps = option("ns_steps", Kind.INT, 5);
  private final Option<Boolean> nesterov = option("nesterov", Kind.BOOL, true);
  private final Option<@Nullable Double> rmsRate = option("rms_rate", Kind.FLOAT.orNull(), 0.2);
  private final List<Variable> momentums = new ArrayList<>();
  private final List<@Nullable Variable> velocities = new ArrayList<>();

  /** The optimizer with the learning rate 0.001. */
  public Muon() {
    super(0.001, 0.004);
  }

  /** The optimizer with a learning rate. */
  public Muon(double learningRate) {
    this();
    this.learningRate.set(learningRate);
  }

  /** The optimizer with a learning rate that follows the steps. */
  public Muon(LearningRateSchedule schedule) {
    this();
    learningRate.set(schedule);
  }

  private static List<String> patterns(@Nullable Object value) {
    List<String> list = new ArrayList<>();
    for (Object pattern : value == null ? List.of() : (List<?>) value) {
      list.add((String) pattern);
    }
    return List.copyOf(list);
  }

  /** The momentum μ. */
  public Muon momentum(double mu) {
    momentum.set(mu);
    return this;
  }

  /** Whether the momentum is Nesterov's. */
  public Muon nesterov(boolean on) {
    nesterov.set(on);
    return this;
  }

  /** How many steps of Newton and Schulz are made. */
  public Muon nsSteps(int steps) {
    nsSteps.set(steps);
    return this;
  }

  /** The size of steps for a matrix; null leaves the orthogonal matrix as it is. */
  public Muon rmsRate(@Nullable Double rate) {
    rmsRate.set(rate);
    return this;
  }

  /** Variables whose names contain one of these expressions go by Adam. */
  public Muon excludeLayers(String... expressions) {
    excludeLayers.set(List.of(expressions));
    return this;
  }

  /** Whether variables with "embedding" in their names go by Adam. */
  public Muon excludeEmbeddings(boolean on) {
    excludeEmbeddings.set(on);
    return this;
  }

  /** The learning rate of Adam, relative to that of Muon. */
  public Muon adamLrRatio(double ratio) {
    adamLrRatio.set(ratio);
    return this;
  }

  /** The weight decay of variables that go by Adam. */
  public Muon adamWeightDecay(@Nullable Double rate) {
    adamWeightDecay.set(rate);
    return this;
  }

  private boolean goesByAdam(Variable variable) {
    String text = variable.name();
    return variable.rank() != 2
        || excludeEmbeddings.get() && text.toLowerCase(Locale.ROOT).contains("embedding")
        || excludeLayers.get().stream().anyMatch(e -> Pattern.compile(e).matcher(text).find());
  }

  @Override
  protected void createSlots(List<Variable> variables) {
    for (Variable variable : variables) {
      momentums.add(addSlot(variable, "momentum", 0));
      velocities.add(goesByAdam(variable) ? addSlot(variable, "velocity", 0) : null);
    }
  }

  @Override
  protected @Nullable Double weightDecayOf(Variable variable) {
    return goesByAdam(variable) ? adamWeightDecay.get() : weightDecay.get();
  }

  @Override
  protected void updateStep(Tensor gradient, Variable variable, double learningRate) {
    Variable m = momentums.get(indexOf(variable));
    Variable v = velocities.get(indexOf(variable));
    if (v == null) {
      m.assign(m.mul(momentum.get()).add(gradient));
      Tensor along = nesterov.get() ? gradient.add(m.mul(momentum.get())) : m;
      variable.assignSub(orthogonal(along).mul(learningRate * size(variable)));
      return;
    }
    double rate = learningRate * adamLrRatio.get();
    AdamUpdate update =
        new AdamUpdate(rate, adamBeta1.get(), adamBeta2.get(), epsilon.get(), step(), false);
    Tensor[] next = Engine.runAll(update, variable, gradient, m, v);
    variable.assign(next[0]);
    m.assign(next[1]);
    v.assign(next[2]);
  }

  private double size(Variable variable) {
    Double rate = rmsRate.get();
    return rate == null
        ? 1
        : rate * Math.sqrt(Math.max(variable.shape().dim(0), variable.shape().dim(1)));
  }

  /** The nearest matrix with orthogonal rows or columns, about. */
  private Tensor orthogonal(Tensor matrix) {
    boolean tall = matrix.shape().dim(0) > matrix.shape().dim(1);
    Tensor x = tall ? matrix.transpose() : matrix;
    x = x.div(x.square().sum().sqrt().add(1e-7));
    for (int i = 0; i < nsSteps.get(); i++) {
      Tensor square = x.matmul(x, false, true);
      Tensor mix = square.mul(muonB.get()).add(square.mul(muonC.get()).matmul(square));
      x = x.mul(muonA.get()).add(mix.matmul(x));
    }
    return tall ? x.transpose() : x;
  }
}
