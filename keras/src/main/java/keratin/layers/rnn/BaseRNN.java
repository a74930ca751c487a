package keratin.layers.rnn;

import java.util.ArrayList;
import java.util.List;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.layers.CallArguments;
import keratin.layers.FluentLayer;
import keratin.layers.LayerErrors;
import keratin.layers.Mask;
import keratin.layers.Training;
import keratin.ops.Ops;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import keratin.tensor.Variable;
import org.jspecify.annotations.Nullable;

/**
 * What recurrent layers have in common: a {@link Cell} that is carried over a sequence.
 *
 * <p>Input {@code (batch, steps, …)}; output {@code (batch, …)}, that of the last step, or with
 * {@link #returnSequences} {@code (batch, steps, …)}. A step that the input's {@link Mask} leaves
 * out changes no state; its output is the one before it.
 *
 * <p>The call takes an {@code "initial_state"}: a list of tensors {@code (batch, …)}, zeros by
 * default.
 *
 * @param <SELF> the layer's own class
 */
public abstract class BaseRNN<SELF extends BaseRNN<SELF>> extends FluentLayer<SELF> {
  static final String INITIAL_STATE = "initial_state";

  private final Option<Boolean> returnSequences = option("return_sequences", Kind.BOOL, false);
  private final Option<Boolean> returnState = option("return_state", Kind.BOOL, false);
  private final Option<Boolean> goBackwards = option("go_backwards", Kind.BOOL, false);
  private final Option<Boolean> stateful = option("stateful", Kind.BOOL, false);
  private final Option<Boolean> unroll = option("unroll", Kind.BOOL, false);
  private final Option<Boolean> zeroOutputForMask =
      option("zero_output_for_mask", Kind.BOOL, false);
  private @Nullable List<Variable> states;

  BaseRNN() {}

  /** The cell. */
  public abstract Cell<?> cell();

  // ---- options ----

  /** Whether the outputs of all steps are given, or only the last one. */
  public final SELF returnSequences(boolean on) {
    returnSequences.set(on);
    return self();
  }

  /** Whether the last states are given, too, after the output: see {@link #ofAll}. */
  public final SELF returnState(boolean on) {
    returnState.set(on);
    return self();
  }

  /** Whether the sequence is taken from its end; the outputs stay in that order. */
  public final SELF goBackwards(boolean on) {
    goBackwards.set(on);
    return self();
  }

  /**
   * Whether a batch begins with the states in which the batch before it ended, sample by sample,
   * until {@link #resetState}; all batches must have one size then.
   */
  public final SELF stateful(boolean on) {
    stateful.set(on);
    return self();
  }

  /** In Keras, whether a graph repeats the step or loops; here both are the same. */
  public final SELF unroll(boolean on) {
    unroll.set(on);
    return self();
  }

  /** Whether the output of a masked step is zero, and not the output before it. */
  public final SELF zeroOutputForMask(boolean on) {
    zeroOutputForMask.set(on);
    return self();
  }

  final boolean returnsSequences() {
    return returnSequences.get();
  }

  final boolean returnsState() {
    return returnState.get();
  }

  final boolean goesBackwards() {
    return goBackwards.get();
  }

  final boolean isStateful() {
    return stateful.get();
  }

  // ---- calling ----

  /** Applies the layer, from these states on. */
  public final Tensor of(Tensor x, List<Tensor> initialState) {
    return of(x, new CallArguments().with(INITIAL_STATE, initialState));
  }

  /** The output, and with {@link #returnState} the last states, from these states on. */
  public final List<Tensor> ofAll(Tensor x, List<Tensor> initialState) {
    CallArguments arguments = new CallArguments().with(INITIAL_STATE, initialState);
    return ofAll(List.of(x), arguments, Training.isOn());
  }

  @Override
  protected final boolean supportsMasking() {
    return true;
  }

  @Override
  protected final boolean takesMask() {
    return true;
  }

  @Override
  protected final @Nullable Tensor computeMask(List<Tensor> xs) {
    return returnSequences.get() ? Mask.of(xs.getFirst()) : null;
  }

  @Override
  protected final Shape buildShape(Shape input) {
    return isStateful() ? input : super.buildShape(input);
  }

  @Override
  protected final void build(List<Shape> inputs) {
    Shape input = inputs.getFirst();
    requireSteps(input);
    if (!cell().isBuilt()) {
      cell().buildFor(input.slice(2, input.rank()).prepend(Shape.UNKNOWN));
    }
  }

  /** Refuses what is no sequence. */
  void requireSteps(Shape input) {
    if (input.rank() < 3) {
      throw new ShapeException(
          "%s needs inputs (batch, steps, features), but got %s.%s"
              .formatted(
                  className(),
                  input,
                  input.rank() == 2
                      ? " Add the axis that is missing: expandDims(-1) for one feature."
                      : ""));
    }
  }

  @Override
  protected final List<Tensor> call(List<Tensor> xs, CallArguments arguments, boolean training) {
    Tensor x = xs.getFirst();
    requireSteps(x.shape());
    List<Tensor> first = initialStates(arguments.get(INITIAL_STATE), x);
    TimeLoop loop = new TimeLoop(cell(), returnSequences.get(), zeroOutputForMask.get(), training);
    Cell.Step result =
        x.isSymbolic() || first.stream().anyMatch(Tensor::isSymbolic)
            ? loop.symbols(x, first)
            : run(loop, x, first, stepMask(x));
    List<Tensor> ys = new ArrayList<>(List.of(result.output()));
    if (returnState.get()) {
      ys.addAll(result.states());
    }
    return ys;
  }

  private Cell.Step run(TimeLoop loop, Tensor x, List<Tensor> first, @Nullable Tensor mask) {
    if (x.shape().dim(1) == 0) {
      throw new ShapeException(
          "%s needs at least one step, but the input %s has none."
              .formatted(className(), x.shape()));
    }
    boolean back = goBackwards.get();
    Tensor ordered = back ? Ops.flip(x, 1) : x;
    Tensor masks = back && mask != null ? Ops.flip(mask, 1) : mask;
    try {
      cell().begin(ordered.slice(1, 0, 1).squeeze(1), first, loop.training());
      Cell.Step result = loop.run(ordered, first, masks);
      if (isStateful()) {
        keep(result.states());
      }
      return result;
    } finally {
      cell().end();
    }
  }

  private @Nullable Tensor stepMask(Tensor x) {
    Tensor mask = Mask.of(x);
    if (mask == null) {
      return null;
    }
    Tensor flat = mask.rank() == 3 && mask.shape().dim(2) == 1 ? mask.squeeze(2) : mask;
    if (!flat.shape().equals(x.shape().slice(0, 2))) {
      throw new ShapeException(
          "%s: the mask is %s, but it must be %s, a value for every step of the input %s."
              .formatted(className(), mask.shape(), x.shape().slice(0, 2), x.shape()));
    }
    return flat;
  }

  // ---- states ----

  private List<Tensor> initialStates(@Nullable Object given, Tensor x) {
    int batch = x.shape().dim(0);
    List<Tensor> found = new ArrayList<>();
    if (given != null) {
      collect(given, found);
    } else if (isStateful() && states != null) {
      requireBatch(batch);
      found.addAll(states);
    } else if (x.isSymbolic()) {
      cell().stateShapes().stream()
          .map(shape -> Tensor.symbol(x.spec().as(shape.prepend(batch)).as(computeDtype())))
          .forEach(found::add);
    } else {
      found.addAll(cell().initialStates(batch));
    }
    cell().requireStates(this, found, batch);
    found.replaceAll(state -> state.cast(computeDtype()));
    return found;
  }

  /** Keras nests the states of stacked cells; their order is the same. */
  private void collect(Object given, List<Tensor> into) {
    switch (given) {
      case Tensor state -> into.add(state);
      case List<?> list -> list.forEach(item -> collect(item, into));
      default ->
          throw new TensorException(
              "%s: the initial_state must be a tensor or a list of tensors, but %s came."
                  .formatted(className(), given));
    }
  }

  private void requireBatch(int batch) {
    int expected = states == null ? batch : states.getFirst().shape().dim(0);
    if (batch != expected && batch != Shape.UNKNOWN) {
      throw new ShapeException(
          ("%s is stateful and has states for %d samples, but a batch of %d came. Give batches of"
                  + " one size, or forget the states: resetState()")
              .formatted(className(), expected, batch));
    }
  }

  private void keep(List<Tensor> last) {
    List<Variable> known = states;
    if (known == null || !known.getFirst().shape().equals(last.getFirst().shape())) {
      states = last.stream().map(state -> new Variable(state, "rnn_state", false)).toList();
      return;
    }
    for (int i = 0; i < last.size(); i++) {
      known.get(i).assign(last.get(i));
    }
  }

  /** The states that a stateful layer goes on with; empty before its first batch. */
  public final List<Variable> states() {
    return states == null ? List.of() : states;
  }

  /** Lets a stateful layer begin again, from zeros, and with a batch of any size. */
  public final void resetState() {
    if (!isStateful()) {
      throw new IllegalStateException(
          "%s is not stateful: every batch begins with zeros. Make it so: stateful(true)"
              .formatted(LayerErrors.title(this)));
    }
    states = null;
  }
}
