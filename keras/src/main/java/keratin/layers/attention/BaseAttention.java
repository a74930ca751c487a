package keratin.layers.attention;

import java.util.List;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.layers.CallArguments;
import keratin.layers.FluentLayer;
import keratin.layers.LayerSeeds;
import keratin.layers.Mask;
import keratin.ops.Nn;
import keratin.random.RandomOps;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What attention without heads has in common: {@code softmax(scores(query, key)) · value}, with
 * queries {@code (batch, T, size)}, values {@code (batch, S, size)} and keys like the values, or
 * the values themselves.
 *
 * @param <SELF> the layer's own class
 */
public abstract class BaseAttention<SELF extends BaseAttention<SELF>> extends FluentLayer<SELF> {
  private static final String SCORES = "return_attention_scores";
  private static final String CAUSAL = "use_causal_mask";

  /** Taken from the scores of what is masked; the second is the largest number in 16 bits. */
  private static final double FAR = 1e9;

  private static final double FAR_IN_HALF = 65504;

  private final Option<Boolean> useScale;
  private final Option<Double> dropout = option("dropout", Kind.RATE, 0.0);
  private final Option<@Nullable Long> seed = option("seed", Kind.LONG.orNull(), null);
  private final LayerSeeds seeds = new LayerSeeds(seed);

  BaseAttention(boolean scaled) {
    useScale = option("use_scale", Kind.BOOL, scaled);
  }

  /** Whether a learned scale is part of the scores. */
  public final SELF useScale(boolean on) {
    useScale.set(on);
    return self();
  }

  /** The part of the attention that is dropped in training, 0 to 1. */
  public final SELF dropout(double rate) {
    dropout.set(rate);
    return self();
  }

  /** The seed of the dropout; without one the layer takes a default seed. */
  public final SELF seed(long number) {
    seed.set(number);
    return self();
  }

  final boolean isScaled() {
    return useScale.get();
  }

  /** How well each query agrees with each key, {@code (batch, T, S)}. */
  abstract Tensor scores(Tensor query, Tensor key);

  /** Makes the weights for queries of this shape. */
  abstract void buildFor(Shape query, Shape key);

  @Override
  protected final boolean takesList() {
    return true;
  }

  @Override
  protected final boolean takesMask() {
    return true;
  }

  /** The queries' mask. */
  @Override
  protected final boolean supportsMasking() {
    return true;
  }

  /** A layer without dropout takes no seed. */
  @Override
  public final void drawSeeds() {
    super.drawSeeds();
    if (dropout.get() > 0) {
      seeds.generator();
    }
  }

  @Override
  protected final void build(List<Shape> inputs) {
    requireInputs(inputs.size());
    buildFor(inputs.getFirst(), inputs.getLast());
  }

  private void requireInputs(int count) {
    if (count != 2 && count != 3) {
      throw new ShapeException(
          "%s takes a query and a value, and a key if that is another tensor, but %d came: attention.of(query, value)"
              .formatted(className(), count));
    }
  }

  /**
   * The mixed values {@code (batch, T, size)}, and {@code (batch, T, S)} scores after masking and
   * softmax if {@code "return_attention_scores"} asks for them.
   */
  @Override
  protected final List<Tensor> call(List<Tensor> xs, CallArguments arguments, boolean training) {
    requireInputs(xs.size());
    arguments.allowOnly(this, SCORES, CAUSAL);
    Tensor query = xs.getFirst();
    Tensor value = xs.get(1);
    Tensor key = xs.getLast();
    if (query.isSymbolic() || value.isSymbolic()) {
      return results(symbol(query, value, -1), symbol(query, key, -2), arguments);
    }
    Tensor scores = scores(query, key);
    Tensor valueMask = Mask.of(value);
    Tensor seen = valueMask == null ? null : valueMask.expandDims(-2);
    if (arguments.flag(CAUSAL)) {
      int queries = scores.shape().dim(-2);
      seen =
          AttentionMasks.and(seen, AttentionMasks.causal(scores, queries, scores.shape().dim(-1)));
    }
    if (seen != null) {
      double far = scores.dtype() == DType.FLOAT16 ? FAR_IN_HALF : FAR;
      scores = Tensor.where(seen, scores, scores.sub(far));
    }
    Tensor weights = Nn.softmax(scores);
    if (training && dropout.get() > 0) {
      weights = RandomOps.dropout(weights, dropout.get(), seeds.generator());
    }
    Tensor mixed = weights.matmul(value);
    Tensor queryMask = Mask.of(query);
    if (queryMask != null) {
      mixed = Tensor.where(queryMask.expandDims(-1), mixed, Tensor.full(mixed.dtype(), 0));
    }
    return results(mixed, weights, arguments);
  }

  private static List<Tensor> results(Tensor mixed, Tensor scores, CallArguments arguments) {
    return arguments.flag(SCORES) ? List.of(mixed, scores) : List.of(mixed);
  }

  /** A symbol like the queries, whose last length is one of {@code other}. */
  private Tensor symbol(Tensor query, Tensor other, int axis) {
    Shape shape = query.shape().with(-1, other.shape().dim(axis));
    return Tensor.symbol(query.spec().as(shape).as(computeDtype()));
  }
}
