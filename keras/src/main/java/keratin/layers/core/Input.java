package keratin.layers.core;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.layers.Layer;
import keratin.layers.Node;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Spec;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What goes into a model: the shape of one sample. Keras' {@code Input} and {@code InputLayer}.
 *
 * <p>With an input in front, the weights of a {@code Sequential} exist at once. Models of any other
 * form begin with its {@link #tensor}.
 *
 * {@snippet :
 * var model = new Sequential(new Input(28, 28, 1), new Flatten(), new Dense(10));
 *
 * Tensor x = new Input(784).name("image").tensor();
 * var same = new Model(x, new Dense(10).of(x));
 * }
 *
 * @see <a href="https://keras.io/api/layers/core_layers/input/">keras.Input</a>
 */
public final class Input extends Layer {
  private final Option<Shape> batchShape = required("batch_shape", Kind.SHAPE);

  private @Nullable Tensor symbol;

  private Input() {}

  /** Samples of this shape; {@link Shape#UNKNOWN} for lengths that vary. */
  public Input(int... shape) {
    this(Shape.of(shape));
  }

  /** Samples of this shape. */
  public Input(Shape shape) {
    batchShape.set(shape.prepend(Shape.UNKNOWN));
  }

  /** Whole batches of this shape and dtype. */
  public static Input ofBatch(Spec spec) {
    Input input = new Input();
    input.batchShape.set(spec.shape());
    return input.dtype(spec.dtype());
  }

  /** The number of samples in every batch, where it is fixed. */
  public Input batchSize(int samples) {
    batchShape.set(batchShape.get().with(0, samples));
    return this;
  }

  @Override
  public Input dtype(DType type) {
    super.dtype(type);
    return this;
  }

  @Override
  public Input name(String text) {
    super.name(text);
    return this;
  }

  /** The class name in configs and in automatic names, {@code "InputLayer"}. */
  @Override
  public String className() {
    return "InputLayer";
  }

  /** The shape of a batch, {@code None} in front unless the batch size is fixed. */
  public Shape batchShape() {
    return batchShape.get();
  }

  /** Shape and dtype of a batch. */
  public Spec spec() {
    return new Spec(variableDtype(), batchShape());
  }

  @Override
  protected boolean needsNoBuild() {
    return true;
  }

  /**
   * The symbol that layers are called on: what Keras' {@code Input(shape)} returns. Always the same
   * one.
   */
  public Tensor tensor() {
    Tensor made = symbol;
    if (made == null) {
      made = Node.input(this, spec());
      symbol = made;
    }
    return made;
  }

  @Override
  public List<Tensor> inputs() {
    return outputs();
  }

  @Override
  public List<Tensor> outputs() {
    return List.of(tensor());
  }

  /** In Keras' own form: an input has a dtype but no policy, and nothing to train. */
  @Override
  public Map<String, @Nullable Object> getConfig() {
    Map<String, @Nullable Object> config = new LinkedHashMap<>();
    config.put("batch_shape", Kind.SHAPE.write().apply(batchShape()));
    config.put("dtype", variableDtype().toString());
    config.put("sparse", false);
    config.put("ragged", false);
    config.put("name", name());
    config.put("optional", false);
    return config;
  }

  /** Also reads the key of Keras 2, {@code batch_input_shape}. */
  @Override
  public void configure(Map<String, ?> config) {
    super.configure(config);
    if (config.get("batch_input_shape") instanceof List<?> dims) {
      batchShape.set(dims);
    }
  }

  @Override
  protected Tensor call(Tensor x, boolean training) {
    return x;
  }
}
