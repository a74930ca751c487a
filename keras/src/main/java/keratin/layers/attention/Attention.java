package keratin.layers.attention;

import keratin.config.Kind;
import keratin.config.Option;
import keratin.initializers.Ones;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Attention by dot products, as Luong's: {@code softmax(query · keyᵀ) · value}.
 *
 * <p>Queries are {@code (batch, T, size)}, values {@code (batch, S, size)}, and so are the keys,
 * which are the values if there is no third tensor. Masked values count for nothing; the result of
 * a masked query is 0.
 *
 * {@snippet :
 * Tensor y = new Attention().of(a, b);   // (2, 8, 16), (2, 4, 16) -> (2, 8, 16)
 * }
 *
 * <p>A call can ask for more: {@code new CallArguments().with("return_attention_scores", true)} for
 * the scores {@code (batch, T, S)} after masking and softmax as a second result, and {@code
 * "use_causal_mask"} for queries that see nothing after their own place.
 *
 * @see <a href="https://keras.io/api/layers/attention_layers/attention/">keras.layers.Attention</a>
 * @see <a href="https://arxiv.org/abs/1508.04025">Luong et al., 2015, Effective Approaches to
 *     Attention-based Neural Machine Translation</a>
 */
public final class Attention extends BaseAttention<Attention> {
  private static final String DOT = "dot";

  private final Option<String> scoreMode = option("score_mode", Kind.oneOf(DOT, "concat"), DOT);
  private @Nullable Variable scale;
  private @Nullable Variable concatScoreWeight;

  /** Attention by dot products, without a scale. */
  public Attention() {
    super(false);
  }

  /**
   * How queries and keys are compared: {@code "dot"}, or {@code "concat"} for {@code w · Σ
   * tanh(scale · (query + key))} with a learned {@code w}.
   */
  public Attention scoreMode(String mode) {
    scoreMode.set(mode);
    return this;
  }

  @Override
  void buildFor(Shape query, Shape key) {
    boolean dots = scoreMode.get().equals(DOT);
    if (dots && query.dim(-1) != key.dim(-1)) {
      throw new ShapeException(
          "Attention multiplies queries and keys, but the queries %s end in %s and the keys %s in %s."
              .formatted(query, length(query), key, length(key)));
    }
    scale = isScaled() ? addWeight("scale", Shape.SCALAR, new Ones()) : null;
    concatScoreWeight = dots ? null : addWeight("concat_score_weight", Shape.SCALAR, new Ones());
  }

  private static String length(Shape shape) {
    return shape.dim(-1) == Shape.UNKNOWN ? "None" : Integer.toString(shape.dim(-1));
  }

  @Override
  Tensor scores(Tensor query, Tensor key) {
    Variable weight = concatScoreWeight;
    if (weight == null) {
      return scaled(query.matmul(key, false, true));
    }
    Tensor sums = query.expandDims(-2).add(key.expandDims(-3));
    return scaled(sums).tanh().sum(-1).mul(weight);
  }

  private Tensor scaled(Tensor x) {
    return scale == null ? x : x.mul(scale);
  }
}
