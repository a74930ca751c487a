package keratin.layers.rnn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.layers.CallArguments;
import keratin.layers.FluentLayer;
import keratin.layers.Layer;
import keratin.layers.Layers;
import keratin.layers.Mask;
import keratin.ops.Ops;
import keratin.random.PendingSeeds;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import org.jspecify.annotations.Nullable;

/**
 * A recurrent layer that goes over the sequence in both directions, with weights for each.
 *
 * <p>The layer that is given serves as a pattern: both directions are new layers of its options,
 * named {@code forward_…} and {@code backward_…}. Output as {@code mergeMode} says: {@code
 * "concat"} for features beside each other, {@code "sum"}, {@code "mul"}, {@code "ave"}, or null
 * for two outputs. With {@code returnState} the states of both follow, the forward ones first.
 *
 * {@snippet :
 * Tensor y = new Bidirectional(new LSTM(64).returnSequences(true)).of(x);   // (8, 80, 100) -> (8, 80, 128)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/recurrent_layers/bidirectional/">keras.layers.Bidirectional</a>
 * @see <a href="https://ieeexplore.ieee.org/document/650093">Schuster and Paliwal, 1997</a>
 */
public final class Bidirectional extends FluentLayer<Bidirectional> {
  private static final Kind<String> MODES = Kind.oneOf("concat", "sum", "mul", "ave");

  private final Option<Layer> layer = required("layer", Layers.KIND);
  private final Option<@Nullable String> mergeMode = option("merge_mode", MODES.orNull(), "concat");
  private final Option<@Nullable Layer> backwardLayer =
      option("backward_layer", Layers.KIND.orNull(), null);
  private @Nullable BaseRNN<?> forward;
  private @Nullable BaseRNN<?> backward;

  private Bidirectional() {}

  /** Both directions of a layer like this. */
  public Bidirectional(BaseRNN<?> layer) {
    this.layer.set(layer);
  }

  /** How the two outputs become one; null leaves them two. */
  public Bidirectional mergeMode(@Nullable String mode) {
    mergeMode.set(mode);
    return this;
  }

  /** The layer that goes backwards, if it is not like the other one. */
  public Bidirectional backwardLayer(BaseRNN<?> other) {
    backwardLayer.set(other);
    return this;
  }

  // ---- the two layers ----

  /** Keras copies the layer when the wrapper is constructed: after the layer took its seeds. */
  @Override
  public void drawSeeds() {
    super.drawSeeds();
    if (layer.isGiven() && forward == null) {
      makeBoth();
    }
  }

  private void makeBoth() {
    BaseRNN<?> pattern = recurrent(layer.get());
    BaseRNN<?> first = copy(pattern, "forward_", pattern.goesBackwards());
    Layer other = backwardLayer.get();
    BaseRNN<?> second = other == null ? copy(pattern, "backward_", true) : recurrent(other);
    requireAlike(first, second);
    for (BaseRNN<?> each : List.of(first, second)) {
      // Outputs of masked steps would else be those before, from different sides.
      each.zeroOutputForMask(each.returnsSequences());
    }
    forward = track("forward_layer", first);
    backward = track("backward_layer", second);
  }

  private BaseRNN<?> recurrent(Layer given) {
    if (given instanceof BaseRNN<?> rnn) {
      return rnn;
    }
    throw new IllegalArgumentException(
        "Bidirectional: layer must be a recurrent layer, such as new LSTM(64), but %s came."
            .formatted(given.className()));
  }

  private static BaseRNN<?> copy(BaseRNN<?> pattern, String prefix, boolean backwards) {
    String name = pattern.name();
    Map<String, @Nullable Object> options = new LinkedHashMap<>(pattern.getConfig());
    options.put(
        "name", prefix + (name.startsWith(prefix) ? name.substring(prefix.length()) : name));
    options.put("go_backwards", backwards);
    return (BaseRNN<?>)
        Layers.copy(pattern, Map.of("class_name", pattern.className(), "config", options));
  }

  private static void requireAlike(BaseRNN<?> a, BaseRNN<?> b) {
    if (a.goesBackwards() == b.goesBackwards()) {
      throw new IllegalArgumentException(
          "Bidirectional: both layers have go_backwards=%s. One must go backwards: goBackwards(%s)"
              .formatted(a.goesBackwards(), !a.goesBackwards()));
    }
    for (String name : List.of("stateful", "return_sequences", "return_state")) {
      Object first = a.getConfig().get(name);
      Object second = b.getConfig().get(name);
      if (!Objects.equals(first, second)) {
        throw new IllegalArgumentException(
            "Bidirectional: %s is %s in the forward layer, but %s in the backward layer."
                .formatted(name, first, second));
      }
    }
  }

  /** The layer that goes forwards. */
  public BaseRNN<?> forwardLayer() {
    PendingSeeds.settle();
    return Objects.requireNonNull(forward);
  }

  /** The layer that goes backwards. */
  public BaseRNN<?> backwardLayer() {
    PendingSeeds.settle();
    return Objects.requireNonNull(backward);
  }

  @Override
  public List<Layer> sublayers() {
    PendingSeeds.settle();
    return super.sublayers();
  }

  @Override
  public Map<String, @Nullable Object> getConfig() {
    PendingSeeds.settle();
    Map<String, @Nullable Object> config = super.getConfig();
    config.put("layer", Layers.KIND.write().apply(forwardLayer()));
    config.put("backward_layer", Layers.KIND.write().apply(backwardLayer()));
    return config;
  }

  /** Lets stateful layers begin again. */
  public void resetState() {
    forwardLayer().resetState();
    backwardLayer().resetState();
  }

  // ---- calling ----

  @Override
  protected boolean supportsMasking() {
    return true;
  }

  @Override
  protected boolean takesMask() {
    return true;
  }

  @Override
  protected @Nullable Tensor computeMask(List<Tensor> xs) {
    return forwardLayer().returnsSequences() ? Mask.of(xs.getFirst()) : null;
  }

  @Override
  protected Shape buildShape(Shape input) {
    return forwardLayer().isStateful() ? input : super.buildShape(input);
  }

  @Override
  protected void build(List<Shape> inputs) {
    for (BaseRNN<?> each : List.of(forwardLayer(), backwardLayer())) {
      if (!each.isBuilt()) {
        each.buildFor(inputs);
      }
    }
  }

  @Override
  protected List<Tensor> call(List<Tensor> xs, CallArguments arguments, boolean training) {
    List<Tensor> there = forwardLayer().ofAll(xs, half(arguments, 0), training);
    List<Tensor> back = backwardLayer().ofAll(xs, half(arguments, 1), training);
    Tensor a = there.getFirst();
    Tensor b = forwardLayer().returnsSequences() ? Ops.flip(back.getFirst(), 1) : back.getFirst();
    List<Tensor> ys = new ArrayList<>(merged(a, b));
    if (ys.size() == 2 && computeMask(xs) instanceof Tensor mask) {
      Mask.attach(b, mask);
    }
    ys.addAll(there.subList(1, there.size()));
    ys.addAll(back.subList(1, back.size()));
    return ys;
  }

  private List<Tensor> merged(Tensor a, Tensor b) {
    return switch (mergeMode.get()) {
      case null -> List.of(a, b);
      case "concat" -> List.of(Ops.concat(-1, a, b));
      case "sum" -> List.of(a.add(b));
      case "mul" -> List.of(a.mul(b));
      default -> List.of(a.add(b).div(2));
    };
  }

  /** One layer's part of the states with which the call begins. */
  private CallArguments half(CallArguments arguments, int which) {
    Object given = arguments.get(BaseRNN.INITIAL_STATE);
    if (given == null) {
      return arguments;
    }
    if (!(given instanceof List<?> states) || states.size() % 2 != 0) {
      throw new TensorException(
          "Bidirectional: the initial_state must be a list, the forward layer's states and then as"
              + " many of the backward layer, but %s came.".formatted(given));
    }
    int half = states.size() / 2;
    return new CallArguments()
        .with(BaseRNN.INITIAL_STATE, states.subList(which * half, (which + 1) * half));
  }
}
