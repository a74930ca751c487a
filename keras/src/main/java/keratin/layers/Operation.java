package keratin.layers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keratin.tensor.BroadcastTo;
import keratin.tensor.Concat;
import keratin.tensor.Engine;
import keratin.tensor.Op;
import keratin.tensor.Shape;
import keratin.tensor.Slice;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * An op that was applied to symbols outside any layer, as a part of a model: {@code x.add(y)}.
 * Keras calls it an operation, too; it is in summaries, but not among a model's layers.
 */
public final class Operation extends Layer {
  private final Op op;

  Operation(Op op) {
    this.op = op;
  }

  /**
   * The operation that a config of Keras describes.
   *
   * @throws IllegalArgumentException if it is not known here
   */
  public static Operation of(Map<?, ?> config) {
    Map<?, ?> options = config.get("config") instanceof Map<?, ?> map ? map : Map.of();
    Operation operation =
        new Operation(OperationNames.op(String.valueOf(config.get("class_name")), options));
    return options.get("name") instanceof String name ? operation.name(name) : operation;
  }

  /** The op. */
  public Op op() {
    return op;
  }

  /** The class that Keras has for the op: {@code "Add"}. */
  @Override
  public String className() {
    return OperationNames.of(op);
  }

  @Override
  public Operation name(String text) {
    super.name(text);
    return this;
  }

  @Override
  protected boolean needsNoBuild() {
    return true;
  }

  @Override
  protected boolean autocasts() {
    return false;
  }

  @Override
  protected boolean takesList() {
    return op instanceof Concat;
  }

  @Override
  protected String registeredName() {
    return className();
  }

  @Override
  protected Map<String, @Nullable Object> buildConfig() {
    return Map.of();
  }

  /** Where Keras keeps most of them. */
  @Override
  protected String configModule() {
    return "keras.src.ops.numpy";
  }

  /**
   * The name, and what else the op holds.
   *
   * @throws UnsupportedOperationException if that cannot be written yet
   */
  @Override
  public Map<String, @Nullable Object> getConfig() {
    Map<String, @Nullable Object> config = new LinkedHashMap<>(OperationNames.options(op));
    config.put("name", name());
    return config;
  }

  @Override
  protected void build(List<Shape> inputs) {}

  @Override
  protected List<Tensor> call(List<Tensor> xs, boolean training) {
    Op known =
        switch (op) {
          case Concat concat when concat.axis() < 0 ->
              new Concat(concat.axis() + xs.getFirst().rank());
          case Slice slice -> slice.on(xs.getFirst().shape());
          case BroadcastTo broadcast -> broadcast.on(xs.getFirst().shape());
          default -> op;
        };
    return List.of(Engine.runAll(known, xs.toArray(new Tensor[0])));
  }
}
