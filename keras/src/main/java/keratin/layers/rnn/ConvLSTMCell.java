package keratin.layers.rnn;

import java.util.Arrays;
import java.util.List;
import keratin.activations.ActivationFunction;
import keratin.activations.Activations;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.layers.DataFormat;
import keratin.layers.Padding;
import keratin.layers.Sizes;
import keratin.layers.SpatialAxes;
import keratin.layers.WeightOptions;
import keratin.ops.Nn;
import keratin.ops.Ops;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Spec;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import keratin.tensor.Variable;

/** A step of a {@link ConvLSTM}: that of an {@link LSTMCell}, with convolutions for products. */
final class ConvLSTMCell extends BaseCell<ConvLSTMCell> implements WindowOptions<ConvLSTMCell> {
  private static final int GATES = 4;

  private final int rank;
  private final Option<List<Integer>> kernelSize;
  private final Option<List<Integer>> strides;
  private final Option<String> padding;
  private final Option<String> dataFormat;
  private final Option<List<Integer>> dilationRate;
  private final Option<ActivationFunction> recurrentActivation =
      option("recurrent_activation", Activations.KIND, "sigmoid");
  private final Option<Boolean> unitForgetBias = option("unit_forget_bias", Kind.BOOL, true);
  private Shape state = Shape.SCALAR;

  ConvLSTMCell(int rank) {
    super("filters", GATES, true);
    this.rank = rank;
    kernelSize = required("kernel_size", Sizes.positive(rank));
    strides = option("strides", Sizes.positive(rank), 1);
    padding = option("padding", Padding.KIND, Padding.VALID);
    dataFormat = option("data_format", DataFormat.KIND, null);
    dilationRate = option("dilation_rate", Sizes.positive(rank), 1);
  }

  static Object oneOrEach(int[] numbers) {
    return numbers.length == 1 ? (Object) numbers[0] : numbers;
  }

  private SpatialAxes axes() {
    return new SpatialAxes(rank, dataFormat.get());
  }

  /** Known once the cell is built: it depends on the size of the input. */
  @Override
  public List<Shape> stateShapes() {
    return List.of(state, state);
  }

  @Override
  protected void build(Shape input) {
    axes().require(this, input);
    for (int axis = 1; axis < input.rank(); axis++) {
      if (input.dim(axis) == Shape.UNKNOWN) {
        throw new ShapeException(
            "%s needs to know the size of its inputs, but a step is %s. Give axis %d a length."
                .formatted(className(), input, axis));
      }
    }
    boolean moves = strides.get().stream().anyMatch(n -> n > 1);
    if (moves && dilationRate.get().stream().anyMatch(n -> n > 1)) {
      throw new TensorException(
          "%s: strides %s and dilation_rate %s are both above 1. Leave one of them at 1."
              .formatted(className(), strides.get(), dilationRate.get()));
    }
    Shape window = Shape.of(Sizes.array(kernelSize.get()));
    Shape gate = window.append(input.dim(axes().channels()), units());
    addWeights(gate, window.append(units(), units()));
    Shape step = ofInput(symbol(input.with(0, 1)), symbol(gate)).shape();
    state = step.slice(1, step.rank());
  }

  private Tensor symbol(Shape shape) {
    return Tensor.symbol(new Spec(computeDtype(), shape));
  }

  @Override
  Variable addBias(WeightOptions options) {
    return unitForgetBias.get() ? addForgetBias(options) : super.addBias(options);
  }

  /** Every gate drops its own inputs, with a recurrent dropout or without. */
  @Override
  boolean maskPerGate() {
    return true;
  }

  private Tensor ofInput(Tensor x, Tensor kernel) {
    int[] steps = Sizes.array(strides.get());
    int[] dilation = Sizes.array(dilationRate.get());
    return Nn.conv(x, kernel, steps, padding.get(), dataFormat.get(), dilation);
  }

  private Tensor ofState(Tensor h, Tensor kernel) {
    int[] ones = new int[rank];
    Arrays.fill(ones, 1);
    return Nn.conv(h, kernel, ones, Padding.SAME, dataFormat.get(), ones);
  }

  /** One gate's part of a weight: a quarter of its last axis. */
  private Tensor part(Tensor weight, int gate) {
    return weight.slice(weight.rank() - 1, gate * units(), units());
  }

  @Override
  protected Step step(Tensor x, List<Tensor> states, boolean training) {
    Tensor h = states.getFirst();
    List<Tensor> inputs = inputMasks(x, training);
    List<Tensor> recurrent = recurrentMasks(h, training);
    Tensor in =
        inputs.isEmpty()
            ? ofInput(x, kernel())
            : joined(gate -> ofInput(x.mul(inputs.get(gate)), part(kernel(), gate)));
    Tensor back =
        recurrent.isEmpty()
            ? ofState(h, recurrentKernel())
            : joined(gate -> ofState(h.mul(recurrent.get(gate)), part(recurrentKernel(), gate)));
    Tensor sum = (useBias() ? in.add(axes().alongChannels(bias())) : in).add(back);
    List<Tensor> parts = Ops.split(sum, GATES, axes().channels());
    return LSTMCell.step(parts, states.get(1), activation(), recurrentActivation.get());
  }

  private interface OfGate {
    Tensor of(int gate);
  }

  private Tensor joined(OfGate each) {
    return Ops.concat(axes().channels(), each.of(0), each.of(1), each.of(2), each.of(3));
  }
}
