package keratin.layers.core;

import java.util.List;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.layers.CallArguments;
import keratin.layers.Mask;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;
import org.jspecify.annotations.Nullable;

/**
 * An {@link Embedding} that can also be called in reverse, as language models do: vectors become
 * one number for every index, {@code x · embeddingsᵀ}.
 *
 * {@snippet :
 * var words = new ReversibleEmbedding(1000, 64);
 * Tensor hidden = words.of(indices);         // (batch, steps) -> (batch, steps, 64)
 * Tensor logits = words.reverse(hidden);     // -> (batch, steps, 1000)
 * }
 *
 * @see <a href="https://arxiv.org/abs/1608.05859">Press and Wolf, 2016</a>
 */
public final class ReversibleEmbedding extends BaseEmbedding<ReversibleEmbedding> {
  private static final CallArguments REVERSE = new CallArguments().with("reverse", true);

  private final Option<Boolean> tieWeights = option("tie_weights", Kind.BOOL, true);
  private final Option<@Nullable DType> reverseDtype =
      option("reverse_dtype", Kind.DTYPE.orNull(), null);
  private final Option<@Nullable Double> logitSoftCap =
      option("logit_soft_cap", Kind.FLOAT.orNull(), null);
  private @Nullable Variable reverseEmbeddings;

  private ReversibleEmbedding() {}

  /**
   * Vectors of {@code outputDim} numbers.
   *
   * @param inputDim how many indices there are: the largest and 1
   */
  public ReversibleEmbedding(int inputDim, int outputDim) {
    dims(inputDim, outputDim);
  }

  /** Whether both directions share the matrix. */
  public ReversibleEmbedding tieWeights(boolean on) {
    tieWeights.set(on);
    return this;
  }

  /** The dtype of the reverse direction; by default that of input and matrix. */
  public ReversibleEmbedding reverseDtype(DType type) {
    reverseDtype.set(type);
    return this;
  }

  /** Bounds the numbers of the reverse direction smoothly: {@code tanh(y / cap) · cap}. */
  public ReversibleEmbedding logitSoftCap(double cap) {
    logitSoftCap.set(cap);
    return this;
  }

  /** From vectors {@code (…, outputDim)} to one number for every index, {@code (…, inputDim)}. */
  public Tensor reverse(Tensor x) {
    return of(x, REVERSE);
  }

  @Override
  protected void build(Shape input) {
    super.build(input);
    if (!tieWeights.get()) {
      reverseEmbeddings =
          matrixOptions().addPlain("reverse_embeddings", Shape.of(outputDim(), inputDim()));
    }
  }

  /** The mask is made by {@code call}, as there is none in reverse. */
  @Override
  protected @Nullable Tensor computeMask(List<Tensor> xs) {
    return null;
  }

  @Override
  protected List<Tensor> call(List<Tensor> xs, CallArguments arguments, boolean training) {
    Tensor x = xs.getFirst();
    if (arguments.flag("reverse")) {
      return List.of(reversed(x));
    }
    Tensor y = rows(x);
    Tensor mask = mask(x);
    return List.of(mask == null ? y : Mask.attach(y, mask));
  }

  private Tensor reversed(Tensor x) {
    Tensor kernel =
        tieWeights.get()
            ? correctedEmbeddings().transpose()
            : builtWeight(reverseEmbeddings, "reverse_embeddings");
    DType given = reverseDtype.get();
    DType dtype = given == null ? DType.promote(x.dtype(), kernel.dtype()) : given;
    Tensor logits = x.cast(dtype).matmul(kernel.cast(dtype));
    Double cap = logitSoftCap.get();
    return cap == null ? logits : logits.div(cap).tanh().mul(cap);
  }
}
