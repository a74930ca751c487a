package keratin.layers.attention;

import java.util.List;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.ops.Linalg;
import keratin.ops.Ops;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;

/**
 * Attention of several heads of which groups share keys and values: between {@link
 * MultiHeadAttention}, where each head has its own, and one pair for all heads.
 *
 * <p>Queries are {@code (batch, T, features)}, values and keys {@code (batch, S, features)}, the
 * result {@code (batch, T, features)}. What a call can ask for is that of {@link
 * MultiHeadAttention}.
 *
 * {@snippet :
 * Tensor y = new GroupQueryAttention(8, 4, 2).of(a, b);   // (2, 8, 16), (2, 4, 16) -> (2, 8, 16)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/attention_layers/group_query_attention/">keras.layers.GroupQueryAttention</a>
 * @see <a href="https://arxiv.org/abs/2305.13245">Ainslie et al., 2023, GQA: Training Generalized
 *     Multi-Query Transformer Models from Multi-Head Checkpoints</a>
 */
public final class GroupQueryAttention extends BaseMultiHead<GroupQueryAttention> {
  private static final int RANK = 3;

  private final Option<Integer> headDim = required("head_dim", Kind.POSITIVE);
  private final Option<Integer> numQueryHeads = required("num_query_heads", Kind.POSITIVE);
  private final Option<Integer> numKeyValueHeads = required("num_key_value_heads", Kind.POSITIVE);

  private GroupQueryAttention() {}

  /**
   * Heads of {@code headDim} numbers: {@code numQueryHeads} for queries, and {@code
   * numKeyValueHeads}, a divisor of it, for keys and values.
   */
  public GroupQueryAttention(int headDim, int numQueryHeads, int numKeyValueHeads) {
    this.headDim.set(headDim);
    this.numQueryHeads.set(numQueryHeads);
    this.numKeyValueHeads.set(numKeyValueHeads);
  }

  /** The class as Keras calls it, although it is exported under the other name. */
  @Override
  public String className() {
    return "GroupedQueryAttention";
  }

  private int repeats() {
    int heads = numQueryHeads.get();
    int own = numKeyValueHeads.get();
    if (heads % own != 0) {
      throw new ShapeException(
          "GroupQueryAttention: num_query_heads must be a multiple of num_key_value_heads, but they are %d and %d."
              .formatted(heads, own));
    }
    return heads / own;
  }

  @Override
  Projections projections(Shape query, Shape value) {
    repeats();
    if (query.rank() != RANK || value.rank() != RANK || query.dim(-1) == Shape.UNKNOWN) {
      throw new ShapeException(
          "GroupQueryAttention needs inputs (batch, places, features), but the query is %s and the value %s."
              .formatted(query, value));
    }
    Shape keys = Shape.of(Shape.UNKNOWN, numKeyValueHeads.get(), headDim.get());
    return new Projections(
        new Projection(
            "bqm,muh->bquh", Shape.of(Shape.UNKNOWN, numQueryHeads.get(), headDim.get()), "uh"),
        new Projection("bkm,mvh->bkvh", keys, "vh"),
        new Projection("bkm,mvh->bkvh", keys, "vh"),
        new Projection("bquh,uhm->bqm", Shape.of(Shape.UNKNOWN, query.dim(-1)), "m"),
        1);
  }

  private Tensor repeated(Tensor x) {
    return repeats() == 1 ? x : Ops.repeat(x, repeats(), 2);
  }

  @Override
  Tensor scores(Tensor query, Tensor key) {
    return Linalg.einsum("bquh,bkuh->buqk", query, repeated(key));
  }

  @Override
  Tensor mixed(Tensor scores, Tensor value) {
    return Linalg.einsum("buqk,bkuh->bquh", scores, repeated(value));
  }

  @Override
  double scale() {
    return 1 / Math.sqrt(headDim.get());
  }

  @Override
  int attentionAxes() {
    return 1;
  }

  @Override
  List<Shape> shapes(Shape query, Shape key) {
    return List.of(query, Shape.of(query.dim(0), numQueryHeads.get(), query.dim(1), key.dim(1)));
  }

  /** Keras exports the class by this name. */
  @Override
  protected String configClass() {
    return "GroupQueryAttention";
  }

  @Override
  boolean hasPublicParts() {
    return false;
  }
}
