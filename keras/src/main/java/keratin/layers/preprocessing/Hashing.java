package keratin.layers.preprocessing;

import java.util.List;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.ops.Ops;
import keratin.tensor.DType;
import keratin.tensor.Engine;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Strings and whole numbers spread over a fixed number of bins by a hash: FarmHash64, or SipHash64
 * with a salt.
 *
 * {@snippet :
 * Tensor names = Tensor.of(new String[][] {{"A"}, {"B"}, {"C"}, {"D"}, {"E"}});
 * new Hashing(3).of(names);                                // [[1], [0], [1], [1], [2]]
 * new Hashing(3).maskValue("").salt(List.of(133, 137)).of(names);
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/preprocessing_layers/categorical/hashing/">keras.layers.Hashing</a>
 */
public final class Hashing extends BaseHashing<Hashing> {
  private static final Kind<Object> VALUE =
      new Kind<>("a string or an integer", Hashing::value, v -> v);

  private final Option<@Nullable Object> maskValue = option("mask_value", VALUE.orNull(), null);
  private final Option<@Nullable List<Long>> salt = option("salt", Buckets.SALT.orNull(), null);

  private Hashing() {
    super(Encoding.INT, Encoding.ONE_HOT, Encoding.MULTI_HOT, Encoding.COUNT);
  }

  /** So many bins, that of the masked value among them. */
  public Hashing(int numBins) {
    this();
    setBins(numBins);
  }

  private static Object value(Object source) {
    return source instanceof String ? source : Kind.LONG.parse().apply(source);
  }

  /** A string or a number that stands for nothing: it alone gets bin 0. */
  public Hashing maskValue(Object token) {
    maskValue.set(token);
    return this;
  }

  /** Changes the hash: a number, or a list of two. */
  public Hashing salt(Object numbers) {
    salt.set(numbers);
    return this;
  }

  @Override
  protected Tensor call(Tensor x, boolean training) {
    return encode(
        x.isSymbolic() ? Tensor.symbol(x.spec().as(DType.INT64)) : Engine.beside(x, () -> bins(x)));
  }

  private Tensor bins(Tensor x) {
    Object mask = maskValue.get();
    if (mask == null || bins() == 1) {
      return Buckets.of(x, bins(), salt.get());
    }
    Tensor others = Buckets.of(x, bins() - 1, salt.get()).add(1);
    Tensor masked =
        x.dtype() == DType.STRING
            ? Ops.equal(x, Tensor.of(String.valueOf(mask)))
            : Ops.equal(
                x.cast(DType.INT64),
                Tensor.of(mask instanceof Long l ? l : Long.parseLong((String) mask)));
    return Ops.where(masked, Ops.zerosLike(others), others);
  }
}
