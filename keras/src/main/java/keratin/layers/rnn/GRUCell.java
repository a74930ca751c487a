package keratin.layers.rnn;

import java.util.List;
import keratin.activations.ActivationFunction;
import keratin.activations.Activations;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.layers.WeightOptions;
import keratin.ops.Ops;
import keratin.tensor.Recurrence;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;
import org.jspecify.annotations.Nullable;

/**
 * A step of {@link GRU}. With {@code z, r, g} the parts of {@code x · kernel + bias₀} and {@code
 * uz, ur, ug} those of {@code h₋₁ · recurrentKernel + bias₁}: {@code z = σ(z + uz)}, {@code r = σ(r
 * + ur)}, {@code h = z · h₋₁ + (1 − z) · tanh(g + r · ug)}; the output is {@code h}.
 *
 * <p>Without {@link #resetAfter} the reset gate comes before the product, {@code ug = (r · h₋₁) ·
 * recurrentKernel}, and there is one bias, as in the first paper.
 *
 * <p>Input {@code (batch, features)}, state and output {@code (batch, units)}; kernel {@code
 * (features, 3 · units)}, recurrent kernel {@code (units, 3 · units)}, bias {@code (2, 3 · units)},
 * or {@code (3 · units,)}.
 *
 * {@snippet :
 * var cell = new GRUCell(64);
 * Cell.Step step = cell.call(x, cell.initialStates(4));
 * Tensor out = step.output();   // (4, 100) -> (4, 64)
 * }
 *
 * @see <a href="https://keras.io/api/layers/recurrent_layers/gru_cell/">keras.layers.GRUCell</a>
 * @see <a href="https://arxiv.org/abs/1406.1078">Cho et al., 2014</a>
 */
public final class GRUCell extends BaseCell<GRUCell> implements GateOptions<GRUCell> {
  private static final int GATES = 3;

  private final Option<ActivationFunction> recurrentActivation =
      option("recurrent_activation", Activations.KIND, "sigmoid");
  private final Option<Boolean> resetAfter = option("reset_after", Kind.BOOL, true);

  GRUCell() {
    super("units", GATES, false);
  }

  /** A cell with a state of {@code units} numbers. */
  public GRUCell(int units) {
    this();
    units(units);
  }

  /** Whether the reset gate acts after the product with the recurrent kernel, or before it. */
  public GRUCell resetAfter(boolean on) {
    return set("reset_after", on);
  }

  @Override
  public List<Shape> stateShapes() {
    return List.of(Shape.of(units()));
  }

  @Override
  protected void build(Shape input) {
    addWeights(Shape.of(features(input), units()), Shape.of(units(), units()));
  }

  @Override
  Variable addBias(WeightOptions options) {
    return resetAfter.get()
        ? options.add("bias", Shape.of(2, GATES * units()))
        : super.addBias(options);
  }

  private static Tensor plus(Tensor x, @Nullable Tensor bias) {
    return bias == null ? x : x.add(bias);
  }

  /** Of the input (0), or of the state (1), which has none unless the reset comes after. */
  private @Nullable Tensor bias(int row) {
    if (!useBias() || row == 1 && !resetAfter.get()) {
      return null;
    }
    return resetAfter.get() ? bias().get(row) : bias();
  }

  @Override
  Recurrence.@Nullable Cell op() {
    if (activation() != TANH || recurrentActivation.get() != SIGMOID) {
      return null;
    }
    return resetAfter.get() ? Recurrence.Cell.GRU : Recurrence.Cell.GRU_RESET_BEFORE;
  }

  @Override
  protected Step step(Tensor x, List<Tensor> states, boolean training) {
    Tensor h = states.getFirst();
    List<Tensor> in = Ops.split(plus(ofInput(x, training), bias(0)), GATES, 1);
    List<Tensor> masks = recurrentMasks(h, training);
    ActivationFunction gate = recurrentActivation.get();
    int u = units();
    int before = resetAfter.get() ? GATES : GATES - 1;
    Tensor kernel = recurrentKernel();
    Tensor front = before == GATES ? kernel : kernel.slice(1, 0, before * u);
    List<Tensor> frontMasks = masks.isEmpty() ? masks : masks.subList(0, before);
    List<Tensor> state = Ops.split(plus(product(h, frontMasks, front), bias(1)), before, 1);
    Tensor update = gate.call(in.get(0).add(state.get(0)));
    Tensor reset = gate.call(in.get(1).add(state.get(1)));
    Tensor candidate;
    if (resetAfter.get()) {
      candidate = reset.mul(state.get(2));
    } else {
      List<Tensor> last = masks.isEmpty() ? masks : masks.subList(before, GATES);
      candidate = product(reset.mul(h), last, kernel.slice(1, before * u, u));
    }
    Tensor fresh = activation().call(in.get(2).add(candidate));
    Tensor next = update.mul(h).add(update.neg().add(1).mul(fresh));
    return new Step(next, List.of(next));
  }
}
