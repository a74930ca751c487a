package keratin.layers.rnn;

import java.util.ArrayList;
import java.util.List;
import keratin.layers.Layer;
import keratin.layers.Mask;
import keratin.layers.core.Wrapper;
import keratin.ops.Ops;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Applies a layer to every step of a sequence, with the same weights.
 *
 * <p>Input {@code (batch, steps, …)}; the layer sees {@code (batch, …)}, and its outputs make
 * {@code (batch, steps, …)}. A mask {@code (batch, steps)} stays; the layer sees that of its step.
 *
 * {@snippet :
 * Tensor y = new TimeDistributed(new Conv2D(4, 3)).of(x);   // (2, 5, 8, 8, 3) -> (2, 5, 6, 6, 4)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/recurrent_layers/time_distributed/">keras.layers.TimeDistributed</a>
 */
public final class TimeDistributed extends Wrapper {
  private TimeDistributed() {}

  /** A layer for every step. */
  public TimeDistributed(Layer layer) {
    super(layer);
  }

  @Override
  public TimeDistributed name(String text) {
    super.name(text);
    return this;
  }

  @Override
  protected boolean supportsMasking() {
    return true;
  }

  @Override
  protected boolean takesMask() {
    return true;
  }

  @Override
  protected void build(List<Shape> inputs) {
    super.build(inputs.stream().map(TimeDistributed::step).toList());
  }

  /** The shape of one step. */
  private static Shape step(Shape input) {
    if (input.rank() < 3) {
      throw new ShapeException(
          "TimeDistributed needs inputs (batch, steps, …) of at least 3 axes, but got %s."
              .formatted(input));
    }
    return input.slice(2, input.rank()).prepend(input.dim(0));
  }

  @Override
  protected Tensor call(Tensor x, boolean training) {
    Shape one = step(x.shape());
    Tensor mask = stepMask(x);
    if (x.isSymbolic()) {
      Tensor y = layer().of(Tensor.symbol(x.spec().as(one)), training);
      Shape rest = y.shape().slice(1, y.rank());
      Shape whole = rest.prepend(x.shape().dim(1)).prepend(y.shape().dim(0));
      return Tensor.symbol(y.spec().as(whole));
    }
    // Step by step, as Keras: what a layer draws or averages, it does for every step.
    List<Tensor> masks = mask == null ? List.of() : Ops.unstack(mask, 1);
    List<Tensor> outputs = new ArrayList<>();
    for (Tensor xt : Ops.unstack(x, 1)) {
      Tensor input = mask == null ? xt : Mask.attach(xt, masks.get(outputs.size()));
      outputs.add(layer().of(input, training));
    }
    return Ops.stack(1, outputs);
  }

  private static @Nullable Tensor stepMask(Tensor x) {
    Tensor mask = Mask.of(x);
    if (mask == null) {
      return null;
    }
    boolean fits = mask.rank() >= 2;
    for (int axis = 0; fits && axis < 2; axis++) {
      int found = mask.shape().dim(axis);
      int expected = x.shape().dim(axis);
      fits = found == expected || found == Shape.UNKNOWN || expected == Shape.UNKNOWN;
    }
    if (!fits) {
      throw new ShapeException(
          "TimeDistributed: the mask is %s, but its first two axes must be those of the input %s."
              .formatted(mask.shape(), x.shape()));
    }
    return mask;
  }
}
