package keratin.layers.core;

import java.util.Map;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.layers.Adaptable;
import keratin.layers.FluentLayer;
import keratin.layers.Lora;
import keratin.layers.WeightOptions;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;
import org.jspecify.annotations.Nullable;

/**
 * What layers that look up rows of a matrix have in common.
 *
 * @param <SELF> the layer's own class
 */
public abstract class BaseEmbedding<SELF extends BaseEmbedding<SELF>> extends FluentLayer<SELF>
    implements Adaptable<SELF> {
  private final Option<Integer> inputDim = required("input_dim", Kind.POSITIVE);
  private final Option<Integer> outputDim = required("output_dim", Kind.POSITIVE);
  private final WeightOptions matrix = weightOptions("embeddings", "uniform");
  private final Option<Boolean> maskZero = option("mask_zero", Kind.BOOL, false);
  private final Lora lora = lora("embeddings", matrix);
  private @Nullable Tensor first;
  private @Nullable Variable embeddings;

  BaseEmbedding() {}

  final void dims(int input, int output) {
    inputDim.set(input);
    outputDim.set(output);
  }

  /** How the matrix begins: a name or an {@link keratin.initializers.Initializer}. */
  public final SELF embeddingsInitializer(Object initializer) {
    matrix.initializer(initializer);
    return self();
  }

  /** A penalty on the matrix: a name or a {@link keratin.regularizers.Regularizer}. */
  public final SELF embeddingsRegularizer(Object regularizer) {
    matrix.regularizer(regularizer);
    return self();
  }

  /**
   * What holds of the matrix after every step: a name or a {@link keratin.constraints.Constraint}.
   */
  public final SELF embeddingsConstraint(Object constraint) {
    matrix.constraint(constraint);
    return self();
  }

  /** Whether index 0 stands for padding, which later layers pass over; see {@code Mask}. */
  public final SELF maskZero(boolean on) {
    maskZero.set(on);
    return self();
  }

  /** The matrix to begin with, {@code (inputDim, outputDim)}. */
  public final SELF weights(Tensor initial) {
    requireOpen();
    first = initial;
    return self();
  }

  /** Keras also writes a quantization, which is null unless a layer was quantized. */
  @Override
  public Map<String, @Nullable Object> getConfig() {
    Map<String, @Nullable Object> config = super.getConfig();
    config.put("quantization_config", null);
    return config;
  }

  @Override
  protected boolean autocasts() {
    return false;
  }

  final int inputDim() {
    return inputDim.get();
  }

  final int outputDim() {
    return outputDim.get();
  }

  final WeightOptions matrixOptions() {
    return matrix;
  }

  @Override
  protected void build(Shape input) {
    Variable made = matrix.add("embeddings", Shape.of(inputDim(), outputDim()));
    if (first != null) {
      made.assign(first.cast(made.dtype()));
    }
    embeddings = made;
    lora.attach(made);
  }

  @Override
  public final Lora lora() {
    return lora;
  }

  /** The matrix with its correction, if there is one. */
  final Tensor correctedEmbeddings() {
    return lora.of(embeddings());
  }

  /** The matrix, {@code (inputDim, outputDim)}, without a correction. */
  public final Variable embeddings() {
    return builtWeight(embeddings, "embeddings");
  }

  final Tensor rows(Tensor indices) {
    boolean whole = indices.dtype() == DType.INT32 || indices.dtype() == DType.INT64;
    Tensor places = whole ? indices : indices.cast(DType.INT32);
    return lora.rows(embeddings().gather(places, 0), places).cast(computeDtype());
  }

  /** Where indices are not 0; null unless 0 is masked. */
  final @Nullable Tensor mask(Tensor indices) {
    return maskZero.get() ? indices.notEqual(0) : null;
  }
}
