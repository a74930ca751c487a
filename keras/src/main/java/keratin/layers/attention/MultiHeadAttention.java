package keratin.layers.attention;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.ops.Linalg;
import keratin.regularizers.Regularizer;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Attention of several heads: {@code Σ_h softmax(x·Q_h · (y·K_h)ᵀ / √keyDim) · y·V_h · O_h}.
 *
 * <p>Queries are {@code (batch, T, features)}, values and keys {@code (batch, S, features)}, the
 * result {@code (batch, T, features)}. More axes than one can be attended along.
 *
 * {@snippet :
 * var attention = new MultiHeadAttention(2, 8);
 * Tensor y = attention.of(a, b);   // (2, 8, 16), (2, 4, 16) -> (2, 8, 16)
 * }
 *
 * <p>A call can ask for more, {@code attention.ofAll(List.of(x, x), new
 * CallArguments().with("use_causal_mask", true), false)}: {@code "attention_mask"}, {@code (batch,
 * T, S)} and true where a query may see a key; {@code "use_causal_mask"} for queries that see
 * nothing after their own place; {@code "return_attention_scores"} for {@code (batch, heads, T, S)}
 * scores as a second result. Masks of query, value and key count as well.
 *
 * @see <a
 *     href="https://keras.io/api/layers/attention_layers/multi_head_attention/">keras.layers.MultiHeadAttention</a>
 * @see <a href="https://arxiv.org/abs/1706.03762">Vaswani et al., 2017, Attention Is All You
 *     Need</a>
 */
public final class MultiHeadAttention extends BaseMultiHead<MultiHeadAttention> {
  private final Option<Integer> numHeads = required("num_heads", Kind.POSITIVE);
  private final Option<Integer> keyDim = required("key_dim", Kind.POSITIVE);
  private final Option<@Nullable Integer> valueDim =
      option("value_dim", Kind.POSITIVE.orNull(), null);
  private final Option<@Nullable List<Integer>> outputShape =
      option("output_shape", Kind.INTS.orNull(), null);
  private final Option<@Nullable List<Integer>> attentionAxes =
      option("attention_axes", Kind.INTS.orNull(), null);
  private List<Integer> axes = List.of();
  private @Nullable AttentionEquations equations;

  private MultiHeadAttention() {}

  /** This many heads, whose queries and keys have {@code keyDim} numbers. */
  public MultiHeadAttention(int numHeads, int keyDim) {
    this.numHeads.set(numHeads);
    this.keyDim.set(keyDim);
  }

  /** How many numbers the values of a head have; by default as many as its keys. */
  public MultiHeadAttention valueDim(int size) {
    valueDim.set(size);
    return this;
  }

  /** The last axes of the result; by default one, as long as the queries' last. */
  public MultiHeadAttention outputShape(int... lengths) {
    outputShape.set(lengths);
    return this;
  }

  /** The axes that are attended along; by default all but the first and the last. */
  public MultiHeadAttention attentionAxes(int... along) {
    attentionAxes.set(along);
    return this;
  }

  private int valueSize() {
    Integer size = valueDim.get();
    return size == null ? keyDim.get() : size;
  }

  /** Sizes that follow from others are written as well, as Keras does. */
  @Override
  public Map<String, @Nullable Object> getConfig() {
    Map<String, @Nullable Object> config = super.getConfig();
    config.put("value_dim", valueSize());
    if (!axes.isEmpty()) {
      config.put("attention_axes", axes);
    }
    return config;
  }

  /** The penalty is that of the projections. */
  @Override
  protected @Nullable Regularizer outputPenalty() {
    return null;
  }

  // ---- projections ----

  @Override
  Projections projections(Shape query, Shape value) {
    requirePlaces(query, "query");
    requirePlaces(value, "value");
    int rank = value.rank() + 1;
    axes = axes(rank);
    equations = AttentionEquations.of(rank, axes);
    return new Projections(
        toHeads(query, keyDim.get()),
        toHeads(value, keyDim.get()),
        toHeads(value, valueSize()),
        fromHeads(query),
        axes.size());
  }

  private static void requirePlaces(Shape shape, String name) {
    if (shape.rank() < 3 || shape.dim(-1) == Shape.UNKNOWN) {
      throw new ShapeException(
          "MultiHeadAttention needs a %s (batch, …, features) with at least three axes and known features, but it is %s."
              .formatted(name, shape));
    }
  }

  private List<Integer> axes(int rank) {
    List<Integer> given = attentionAxes.get();
    List<Integer> found = new ArrayList<>();
    if (given == null) {
      for (int axis = 1; axis < rank - 2; axis++) {
        found.add(axis);
      }
    } else {
      given.forEach(axis -> found.add(axis < 0 ? rank - 1 + axis : axis));
    }
    for (int axis : found) {
      if (axis < 1 || axis >= rank - 2) {
        throw new ShapeException(
            "MultiHeadAttention: attention_axes %s must be axes of places: from 1 to %d for this input."
                .formatted(given, rank - 3));
      }
    }
    return List.copyOf(found);
  }

  private Projection toHeads(Shape input, int size) {
    int free = input.rank() - 1;
    return new Projection(
        AttentionEquations.projection(free, 1, 2),
        unknown(free - 1).append(numHeads.get()).append(size),
        AttentionEquations.biasAxes(free, 1, 2));
  }

  private Projection fromHeads(Shape query) {
    int free = query.rank() - 1;
    List<Integer> last = last(query);
    Shape output = unknown(free - 1);
    for (int length : last) {
      output = output.append(length);
    }
    return new Projection(
        AttentionEquations.projection(free, 2, last.size()),
        output,
        AttentionEquations.biasAxes(free, 2, last.size()));
  }

  private List<Integer> last(Shape query) {
    List<Integer> given = outputShape.get();
    return given == null || given.isEmpty() ? List.of(query.dim(-1)) : given;
  }

  private static Shape unknown(int count) {
    Shape shape = Shape.SCALAR;
    for (int i = 0; i < count; i++) {
      shape = shape.append(Shape.UNKNOWN);
    }
    return shape;
  }

  // ---- attention ----

  private AttentionEquations equations() {
    return Objects.requireNonNull(equations, "built");
  }

  @Override
  Tensor scores(Tensor query, Tensor key) {
    return Linalg.einsum(equations().scores(), key, query);
  }

  @Override
  Tensor mixed(Tensor scores, Tensor value) {
    return Linalg.einsum(equations().mixed(), scores, value);
  }

  @Override
  double scale() {
    return 1 / Math.sqrt(keyDim.get());
  }

  @Override
  int attentionAxes() {
    return axes.size();
  }

  @Override
  List<Shape> shapes(Shape query, Shape key) {
    Shape result = query.slice(0, query.rank() - 1);
    for (int length : last(query)) {
      result = result.append(length);
    }
    Shape scores = Shape.SCALAR;
    for (int axis = 0; axis < query.rank() - 1; axis++) {
      scores = axes.contains(axis) ? scores : scores.append(query.dim(axis));
    }
    scores = scores.append(numHeads.get());
    for (int axis : axes) {
      scores = scores.append(query.dim(axis));
    }
    for (int axis : axes) {
      scores = scores.append(key.dim(axis));
    }
    return List.of(result, scores);
  }

  @Override
  boolean hasPublicParts() {
    return true;
  }
}
