package keratin.layers.rnn;

import java.util.ArrayList;
import java.util.List;
import keratin.layers.FluentLayer;
import keratin.layers.Training;
import keratin.ops.Ops;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import org.jspecify.annotations.Nullable;

/**
 * What a recurrent layer does at one step: an output and new states, from the step's input and the
 * states before.
 *
 * <p>{@link RNN} carries a cell over a sequence; a loop of one's own can, too:
 *
 * {@snippet :
 * var cell = new SimpleRNNCell(64);
 * List<Tensor> state = cell.initialStates(8);
 * for (Tensor xt : Ops.unstack(x, 1)) {   // (8, 80, 100) -> 80 times (8, 100)
 *   Cell.Step step = cell.call(xt, state);
 *   state = step.states();
 * }
 * }
 *
 * <p>One's own cell says which states it has, and what a step is:
 *
 * {@snippet :
 * final class Minimal extends Cell<Minimal> {
 *   private final Dense in = track(new Dense(32));
 *   private final Dense back = track(new Dense(32).useBias(false));
 *
 *   @Override public List<Shape> stateShapes() {
 *     return List.of(Shape.of(32));
 *   }
 *
 *   @Override protected Step step(Tensor x, List<Tensor> states, boolean training) {
 *     Tensor y = in.of(x).add(back.of(states.getFirst()));
 *     return new Step(y, List.of(y));
 *   }
 * }
 * }
 *
 * @param <SELF> the cell's own class
 */
public abstract class Cell<SELF extends Cell<SELF>> extends FluentLayer<SELF> {
  /**
   * What a step gives.
   *
   * @param output {@code (batch, …)}
   * @param states for the next step, of the shapes of those before
   */
  public record Step(Tensor output, List<Tensor> states) {}

  /** A cell. */
  protected Cell() {}

  /** The shape of every state, for one sample; the first is that of the output, as a rule. */
  public abstract List<Shape> stateShapes();

  /** The shape of the output, for one sample: that of the first state, or what the cell says. */
  public Shape outputShape() {
    return stateShapes().getFirst();
  }

  /**
   * One step.
   *
   * @param x {@code (batch, …)}
   * @param states one for each of {@link #stateShapes}, {@code (batch, …)}
   * @param training true while {@code fit} trains, or when asked for
   */
  protected abstract Step step(Tensor x, List<Tensor> states, boolean training);

  /** Zeros for every state; known once the cell is built, if the shapes follow from the input. */
  public List<Tensor> initialStates(int batch) {
    return stateShapes().stream()
        .map(shape -> Ops.zeros(shape.prepend(batch), computeDtype()))
        .toList();
  }

  /** One step, as in inference; builds the cell first where that is still to be done. */
  public final Step call(Tensor x, List<Tensor> states) {
    return call(x, states, Training.isOn());
  }

  /**
   * One step, in training or in inference mode.
   *
   * @throws ShapeException if the states are not of the cell's shapes
   */
  public final Step call(Tensor x, List<Tensor> states, boolean training) {
    List<Tensor> all = new ArrayList<>(List.of(x));
    all.addAll(states);
    List<Tensor> ys = ofAll(all, training);
    return new Step(ys.getFirst(), ys.subList(1, ys.size()));
  }

  @Override
  protected final void build(List<Shape> inputs) {
    build(inputs.getFirst());
  }

  @Override
  protected final List<Tensor> call(List<Tensor> xs, boolean training) {
    Tensor x = xs.getFirst();
    List<Tensor> states = xs.subList(1, xs.size());
    requireStates(this, states, x.shape().dim(0));
    Step step = step(x, states, training);
    List<Tensor> ys = new ArrayList<>(List.of(step.output()));
    ys.addAll(step.states());
    return ys;
  }

  /** Refuses other states than those of the cell, for a batch. */
  final void requireStates(FluentLayer<?> layer, List<Tensor> states, int batch) {
    List<Shape> shapes = stateShapes();
    if (states.size() != shapes.size()) {
      throw new TensorException(
          "%s has %d %s, but %d came: %s. cell.initialStates(batch) gives zeros."
              .formatted(
                  layer.className(),
                  shapes.size(),
                  shapes.size() == 1 ? "state" : "states",
                  states.size(),
                  states.stream().map(Tensor::shape).toList()));
    }
    for (int i = 0; i < states.size(); i++) {
      Shape needed = shapes.get(i).prepend(batch);
      Shape came = states.get(i).shape();
      if (!fits(needed, came)) {
        throw new ShapeException(
            "%s: state %d is %s, but it must be %s, a row for every sample."
                .formatted(layer.className(), i, came, needed));
      }
    }
  }

  private static boolean fits(Shape needed, Shape came) {
    boolean fits = needed.rank() == came.rank();
    for (int i = 0; fits && i < needed.rank(); i++) {
      boolean open = needed.dim(i) == Shape.UNKNOWN || came.dim(i) == Shape.UNKNOWN;
      fits = open || needed.dim(i) == came.dim(i);
    }
    return fits;
  }

  // ---- what a layer says before and after a sequence ----

  /** A sequence begins, with this first step: what is drawn once for all steps is drawn now. */
  void begin(Tensor x, List<Tensor> states, boolean training) {}

  /** The sequence is at its end. */
  void end() {}

  /** The cell over whole sequences in one op; null if its steps must be taken one by one. */
  @Nullable WholeSequence wholeSequence(boolean training) {
    return null;
  }
}
