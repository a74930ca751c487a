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
 * A step of {@link LSTM}. With {@code i, f, g, o} the four parts of {@code x · kernel + h₋₁ ·
 * recurrentKernel + bias}: {@code c = σ(f) · c₋₁ + σ(i) · tanh(g)} and {@code h = σ(o) · tanh(c)};
 * the output is {@code h}.
 *
 * <p>Input {@code (batch, features)}, states {@code [h, c]} and output {@code (batch, units)};
 * kernel {@code (features, 4 · units)}, recurrent kernel {@code (units, 4 · units)}, bias {@code (4
 * · units,)}.
 *
 * {@snippet :
 * var cell = new LSTMCell(64);
 * var state = List.of(Ops.zeros(4, 64), Ops.zeros(4, 64));
 * Cell.Step step = cell.call(x, state);
 * Tensor out = step.output();   // (4, 100) -> (4, 64)
 * }
 *
 * @see <a href="https://keras.io/api/layers/recurrent_layers/lstm_cell/">keras.layers.LSTMCell</a>
 */
public final class LSTMCell extends BaseCell<LSTMCell> implements MemoryOptions<LSTMCell> {
  private static final int GATES = 4;

  private final Option<ActivationFunction> recurrentActivation =
      option("recurrent_activation", Activations.KIND, "sigmoid");
  private final Option<Boolean> unitForgetBias = option("unit_forget_bias", Kind.BOOL, true);

  LSTMCell() {
    super("units", GATES, false);
  }

  /** A cell with states of {@code units} numbers. */
  public LSTMCell(int units) {
    this();
    units(units);
  }

  @Override
  public List<Shape> stateShapes() {
    return List.of(Shape.of(units()), Shape.of(units()));
  }

  @Override
  protected void build(Shape input) {
    addWeights(Shape.of(features(input), units()), Shape.of(units(), units()));
  }

  @Override
  Variable addBias(WeightOptions options) {
    return unitForgetBias.get() ? addForgetBias(options) : super.addBias(options);
  }

  @Override
  Recurrence.@Nullable Cell op() {
    boolean usual = activation() == TANH && recurrentActivation.get() == SIGMOID;
    return usual ? Recurrence.Cell.LSTM : null;
  }

  @Override
  protected Step step(Tensor x, List<Tensor> states, boolean training) {
    Tensor sum = ofInput(x, training).add(ofState(states.getFirst(), training));
    Tensor z = useBias() ? sum.add(bias()) : sum;
    return step(Ops.split(z, GATES, 1), states.get(1), activation(), recurrentActivation.get());
  }

  /** The new states, of the four parts before their activations. */
  static Step step(
      List<Tensor> parts,
      Tensor carry,
      ActivationFunction activation,
      ActivationFunction recurrentActivation) {
    Tensor in = recurrentActivation.call(parts.get(0));
    Tensor forget = recurrentActivation.call(parts.get(1));
    Tensor c = forget.mul(carry).add(in.mul(activation.call(parts.get(2))));
    Tensor h = recurrentActivation.call(parts.get(3)).mul(activation.call(c));
    return new Step(h, List.of(h, c));
  }
}
