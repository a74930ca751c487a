package keratin.layers.rnn;

import java.util.ArrayList;
import java.util.List;
import keratin.activations.ActivationFunction;
import keratin.activations.Activations;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.initializers.Initializer;
import keratin.initializers.Ones;
import keratin.layers.WeightOptions;
import keratin.ops.Ops;
import keratin.random.RandomOps;
import keratin.random.SeedGenerator;
import keratin.tensor.DType;
import keratin.tensor.Recurrence;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;
import org.jspecify.annotations.Nullable;

/**
 * What Keras' cells have in common: a kernel for the input and one for the state, with the columns
 * of all gates beside each other, a bias, and dropout that stays the same for a whole sequence.
 *
 * @param <SELF> the cell's own class
 */
public abstract class BaseCell<SELF extends BaseCell<SELF>> extends Cell<SELF>
    implements RecurrentOptions<SELF> {
  static final ActivationFunction TANH = Activations.get("tanh");
  static final ActivationFunction SIGMOID = Activations.get("sigmoid");

  private final int gates;
  private final boolean seedsFirst;
  private final Option<Integer> units;
  private final Option<ActivationFunction> activation =
      option("activation", Activations.KIND, "tanh");
  private final Option<Boolean> useBias = option("use_bias", Kind.BOOL, true);
  private final WeightOptions kernelOptions = weightOptions("kernel", "glorot_uniform");
  private final WeightOptions recurrentOptions = weightOptions("recurrent", "orthogonal");
  private final WeightOptions biasOptions = weightOptions("bias", "zeros");
  private final Option<Double> dropout = option("dropout", Kind.RATE, 0.0);
  private final Option<Double> recurrentDropout = option("recurrent_dropout", Kind.RATE, 0.0);
  private final Option<@Nullable Long> seed = option("seed", Kind.LONG.orNull(), null);
  private @Nullable SeedGenerator seeds;
  private @Nullable Variable kernel;
  private @Nullable Variable recurrentKernel;
  private @Nullable Variable bias;
  private List<Tensor> inputMasks = List.of();
  private List<Tensor> recurrentMasks = List.of();

  /**
   * A cell.
   *
   * @param size the option that says how many numbers a state has, {@code "units"}
   * @param gates how many times the kernels have that many columns
   * @param seedsFirst whether the seed of the dropout is drawn before those of the weights, as
   *     Keras does in some cells
   */
  BaseCell(String size, int gates, boolean seedsFirst) {
    this.gates = gates;
    this.seedsFirst = seedsFirst;
    this.units = required(size, Kind.POSITIVE);
  }

  final void units(int count) {
    units.set(count);
  }

  @Override
  public final SELF set(String option, Object value) {
    setOption(option, value);
    return self();
  }

  @Override
  public final void drawSeeds() {
    if (seedsFirst && units.isGiven()) {
      seeds();
    }
    super.drawSeeds();
    if (units.isGiven()) {
      seeds();
    }
  }

  private synchronized SeedGenerator seeds() {
    if (seeds == null) {
      seeds = new SeedGenerator(seed.get());
    }
    return seeds;
  }

  // ---- for those who write a cell ----

  final int units() {
    return units.get();
  }

  final ActivationFunction activation() {
    return activation.get();
  }

  final boolean useBias() {
    return useBias.get();
  }

  final double dropout() {
    return dropout.get();
  }

  final double recurrentDropout() {
    return recurrentDropout.get();
  }

  /** Makes the weights; their shapes end in the columns of one gate. */
  final void addWeights(Shape kernelShape, Shape recurrentShape) {
    kernel = kernelOptions.add("kernel", allGates(kernelShape));
    recurrentKernel = recurrentOptions.add("recurrent_kernel", allGates(recurrentShape));
    bias = useBias.get() ? addBias(biasOptions) : null;
  }

  private Shape allGates(Shape oneGate) {
    return oneGate.with(-1, gates * oneGate.dim(-1));
  }

  /** Makes the bias. */
  Variable addBias(WeightOptions options) {
    return options.add("bias", Shape.of(gates * units()));
  }

  /** A bias of four gates of which the second, which forgets, begins as 1. */
  final Variable addForgetBias(WeightOptions options) {
    return options.add("bias", Shape.of(gates * units()), this::withForgetBias);
  }

  private Tensor withForgetBias(Initializer initializer, DType dtype) {
    Shape one = Shape.of(units());
    Tensor first = initializer.call(one, dtype);
    Tensor forget = new Ones().call(one, dtype);
    return Ops.concat(0, first, forget, initializer.call(Shape.of(2 * units()), dtype));
  }

  /** The weights of the input, {@code (features, gates · units)}. */
  public final Variable kernel() {
    return builtWeight(kernel, "kernel");
  }

  /** The weights of the state, {@code (units, gates · units)}. */
  public final Variable recurrentKernel() {
    return builtWeight(recurrentKernel, "recurrent_kernel");
  }

  /** The bias. */
  public final Variable bias() {
    return builtWeight(bias, "bias");
  }

  /** The op that is this cell, with its activations; null if there is none. */
  Recurrence.@Nullable Cell op() {
    return null;
  }

  @Override
  final @Nullable WholeSequence wholeSequence(boolean training) {
    Recurrence.Cell op = op();
    // The op has no place for masks of the state, and one for all gates.
    boolean drops = training && recurrentDropout.get() > 0;
    return op == null || drops ? null : new WholeSequence(this, op, training);
  }

  /** How many features the input of a dense cell has. */
  final int features(Shape input) {
    if (input.rank() != 2 || input.dim(-1) == Shape.UNKNOWN) {
      throw new ShapeException(
          "%s needs inputs (batch, features) with a known number of features at every step, but a"
                  .formatted(className())
              + " step is %s.".formatted(input));
    }
    return input.dim(-1);
  }

  // ---- dropout ----

  /** Whether every gate has masks of its own: with a recurrent dropout, as in Keras. */
  boolean maskPerGate() {
    return gates > 1 && recurrentDropout.get() > 0;
  }

  @Override
  final void begin(Tensor x, List<Tensor> states, boolean training) {
    end();
    if (x.isSymbolic()) {
      return;
    }
    if (training) {
      inputMasks(x, true);
      recurrentMasks(states.getFirst(), true);
    } else {
      // Keras draws in inference, too: later draws are the same as there.
      skip(dropout.get());
      skip(recurrentDropout.get());
    }
  }

  private void skip(double rate) {
    for (int i = 0; rate > 0 && i < count(); i++) {
      seeds().next().release("a draw that is not needed");
    }
  }

  @Override
  final void end() {
    resetDropoutMask();
    resetRecurrentDropoutMask();
  }

  /**
   * Lets the next step in training draw which inputs it drops; the steps after it drop them, too.
   */
  public final void resetDropoutMask() {
    inputMasks = List.of();
  }

  /** Lets the next step in training draw which states it drops. */
  public final void resetRecurrentDropoutMask() {
    recurrentMasks = List.of();
  }

  private int count() {
    return maskPerGate() ? gates : 1;
  }

  /** What the inputs are multiplied by: nothing, one mask, or one for every gate. */
  final List<Tensor> inputMasks(Tensor x, boolean training) {
    inputMasks = masks(inputMasks, x, dropout.get(), training);
    return training ? applied(inputMasks, dropout.get()) : List.of();
  }

  /** What the state is multiplied by. */
  final List<Tensor> recurrentMasks(Tensor h, boolean training) {
    recurrentMasks = masks(recurrentMasks, h, recurrentDropout.get(), training);
    return training ? applied(recurrentMasks, recurrentDropout.get()) : List.of();
  }

  /** Keras' cells with gates take a rate of 1 for none. */
  private List<Tensor> applied(List<Tensor> masks, double rate) {
    return rate == 1 && gates > 1 ? List.of() : masks;
  }

  private List<Tensor> masks(List<Tensor> drawn, Tensor x, double rate, boolean training) {
    if (!training || rate == 0 || x.isSymbolic()) {
      return drawn;
    }
    // Those of another batch, or of a step of training that is over, are of no use.
    boolean useful = !drawn.isEmpty() && drawn.getFirst().spec().equals(x.spec());
    if (useful && !drawn.getFirst().isReleased()) {
      return drawn;
    }
    Tensor ones = x.onesLike();
    List<Tensor> masks = new ArrayList<>();
    for (int i = 0; i < count(); i++) {
      masks.add(RandomOps.dropout(ones, rate, seeds()));
    }
    return masks;
  }

  /** {@code x · kernel} for all gates; every gate's inputs with its own mask, where there are. */
  static Tensor product(Tensor x, List<Tensor> masks, Tensor kernel) {
    if (masks.isEmpty()) {
      return x.matmul(kernel);
    }
    int width = kernel.shape().dim(1) / masks.size();
    List<Tensor> parts = new ArrayList<>();
    for (int gate = 0; gate < masks.size(); gate++) {
      parts.add(x.mul(masks.get(gate)).matmul(kernel.slice(1, gate * width, width)));
    }
    return Ops.concat(1, parts);
  }

  /** The step's input times its kernel, without bias. */
  final Tensor ofInput(Tensor x, boolean training) {
    return product(x, inputMasks(x, training), kernel());
  }

  /** The state times its kernel. */
  final Tensor ofState(Tensor h, boolean training) {
    return product(h, recurrentMasks(h, training), recurrentKernel());
  }
}
