package keratin.layers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
  private final @Nullable Op op;
  private final KerasFunctions.@Nullable Body function;
  private final OperationConfig read;

  Operation(Op op) {
    this.op = op;
    function = null;
    read = new OperationConfig(OperationNames.of(op), Map.of(), List.of(), Map.of());
  }

  private Operation(KerasFunctions.Body function, OperationConfig read) {
    op = null;
    this.function = function;
    this.read = read;
  }

  /**
   * The operation that a config of Keras describes.
   *
   * @throws IllegalArgumentException if it is not known here
   */
  public static Operation of(Map<?, ?> config) {
    String className = String.valueOf(config.get("class_name"));
    Map<?, ?> options = config.get("config") instanceof Map<?, ?> map ? map : Map.of();
    Op op = OperationNames.find(className, options);
    Operation operation =
        op == null
            ? new Operation(function(className), OperationConfig.read(className, options, config))
            : new Operation(op);
    return options.get("name") instanceof String name ? operation.name(name) : operation;
  }

  private static KerasFunctions.Body function(String className) {
    KerasFunctions.Body function = KerasFunctions.find(className);
    if (function == null) {
      throw new IllegalArgumentException(
          "The operation %s cannot be read from a config. Known: %s, %s"
              .formatted(
                  className,
                  String.join(", ", KerasFunctions.names()),
                  String.join(", ", OperationNames.plainNames())));
    }
    return function;
  }

  /** The class that Keras has for it: {@code "Add"}. */
  @Override
  public String className() {
    return read.className();
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
    return op instanceof Concat || className().equals("Stack");
  }

  @Override
  protected String registeredName() {
    return written().className();
  }

  @Override
  protected String configClass() {
    return written().className();
  }

  @Override
  protected Map<String, @Nullable Object> buildConfig() {
    return Map.of();
  }

  @Override
  protected String configModule() {
    return OperationConfig.module(written().className());
  }

  /** As it is written: from what it was read, or as Keras has the op. */
  private OperationConfig written() {
    if (op == null || OperationNames.isPlain(op)) {
      return read;
    }
    OperationConfig config = OperationConfig.of(op);
    if (config == null) {
      throw new UnsupportedOperationException(
          "The operation %s cannot be written to a config. Put it into a layer of your own."
              .formatted(op));
    }
    return config;
  }

  /** What a config's call has after the tensors. */
  public List<@Nullable Object> moreArguments() {
    return written().more();
  }

  /** What a config's call has by name. */
  public Map<String, Object> keywords() {
    return written().keywords();
  }

  /** How many of a config's arguments are tensors; the rest is read with the options. */
  public int tensorArguments() {
    return className().equals("GetItem") ? 1 : Integer.MAX_VALUE;
  }

  /**
   * The name, and what else the op holds.
   *
   * @throws UnsupportedOperationException if that cannot be written yet
   */
  @Override
  public Map<String, @Nullable Object> getConfig() {
    Map<String, @Nullable Object> config = new LinkedHashMap<>(written().options());
    config.put("name", name());
    return config;
  }

  @Override
  protected void build(List<Shape> inputs) {}

  @Override
  protected List<Tensor> call(List<Tensor> xs, boolean training) {
    if (function != null) {
      Tensor[] inputs = xs.toArray(new Tensor[0]);
      return function.apply(inputs, new KerasFunctions.Options(read.all()));
    }
    Op known =
        switch (Objects.requireNonNull(op)) {
          case Concat concat when concat.axis() < 0 ->
              new Concat(concat.axis() + xs.getFirst().rank());
          case Slice slice -> slice.on(xs.getFirst().shape());
          case BroadcastTo broadcast -> broadcast.on(xs.getFirst().shape());
          default -> op;
        };
    return List.of(Engine.runAll(known, xs.toArray(new Tensor[0])));
  }
}
