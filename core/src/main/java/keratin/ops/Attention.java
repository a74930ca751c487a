package keratin.ops;

import keratin.tensor.DType;
import keratin.tensor.Engine;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Values mixed by how well queries and keys agree. */
abstract class Attention extends Alignments {
  // Far below any logit, and finite: a row that is masked throughout becomes a mean, not nan.
  private static final double MASKED = -0.7 * 3.38953e38;

  Attention() {}

  /**
   * {@link #dotProductAttention(Tensor, Tensor, Tensor, Tensor, Tensor, Double, boolean, Double)}.
   */
  public static Tensor dotProductAttention(Tensor query, Tensor key, Tensor value) {
    return dotProductAttention(query, key, value, null, null, null, false, null);
  }

  /**
   * {@code softmax(query · keyᵀ · scale + bias) · value}, for every head.
   *
   * @param query {@code (batch, T, heads, size)}
   * @param key {@code (batch, S, K, size)}; K may be fewer heads, each for a group of the query's
   * @param value {@code (batch, S, K, size)}
   * @param bias added to the logits, broadcasts with {@code (batch, heads, T, S)}; or null
   * @param mask true where a query sees a key, broadcasts with {@code (batch, heads, T, S)}; or
   *     null
   * @param scale null for 1/√size
   * @param isCausal hides the keys that come after the query
   * @param attnLogitsSoftCap bounds the logits by {@code cap · tanh(logits / cap)}; null for none
   * @return {@code (batch, T, heads, size)}
   * @see <a href="https://arxiv.org/abs/1706.03762">Vaswani et al., Attention Is All You Need</a>
   */
  public static Tensor dotProductAttention(
      Tensor query,
      Tensor key,
      Tensor value,
      @Nullable Tensor bias,
      @Nullable Tensor mask,
      @Nullable Double scale,
      boolean isCausal,
      @Nullable Double attnLogitsSoftCap) {
    if (query.rank() != 4 || key.rank() != 4 || value.rank() != 4) {
      throw new ShapeException(
          "dot_product_attention: query, key and value are (batch, length, heads, size), but are %s, %s and %s."
              .formatted(query.shape(), key.shape(), value.shape()));
    }
    DType type = DType.promote(DType.promote(query.dtype(), key.dtype()), value.dtype());
    int groups = groups(query, key);
    Tensor q = query.cast(type).transpose(0, 2, 1, 3);
    Tensor k = heads(key.cast(type), groups);
    Tensor v = heads(value.cast(type), groups);
    DType wide = DType.promote(type, DType.FLOAT32);
    double factor = scale == null ? 1 / Math.sqrt(key.shape().dim(-1)) : scale;
    Tensor logits = q.matmul(k, false, true).cast(wide).mul(factor);
    if (attnLogitsSoftCap != null) {
      logits = logits.div(attnLogitsSoftCap).tanh().mul(attnLogitsSoftCap);
    }
    if (bias != null) {
      logits = logits.add(bias.cast(type).cast(wide));
    }
    Tensor visible = visible(logits, mask, isCausal);
    if (visible != null) {
      Tensor low = Engine.beside(query, () -> Tensor.full(wide, MASKED));
      logits = Tensor.where(visible, logits, low);
    }
    return Nn.softmax(logits).cast(type).matmul(v).transpose(0, 2, 1, 3);
  }

  private static int groups(Tensor query, Tensor key) {
    int heads = query.shape().dim(2);
    int own = key.shape().dim(2);
    if (own == 0 || heads % own != 0) {
      throw new ShapeException(
          "dot_product_attention: %d heads of queries are no multiple of %d heads of keys."
              .formatted(heads, own));
    }
    return heads / own;
  }

  /** Heads before places, each as often as queries share it. */
  private static Tensor heads(Tensor x, int groups) {
    Tensor all = groups == 1 ? x : Ops.repeat(x, groups, 2);
    return all.transpose(0, 2, 1, 3);
  }

  private static @Nullable Tensor visible(Tensor logits, @Nullable Tensor mask, boolean isCausal) {
    Tensor given = mask == null ? null : mask.cast(DType.BOOL);
    if (!isCausal) {
      return given;
    }
    int queries = logits.shape().dim(2);
    int keys = logits.shape().dim(3);
    Tensor past = Engine.beside(logits, () -> Ops.tri(queries, keys, 0)).cast(DType.BOOL);
    return given == null ? past : given.logicalAnd(past);
  }
}
