package keratin.layers.preprocessing;

import java.util.List;
import keratin.config.Kind;
import keratin.ops.Strings;
import keratin.tensor.DType;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Buckets that a hash spreads tokens over. */
final class Buckets {
  /** Two numbers that change a hash; one stands for two equal ones. */
  static final Kind<List<Long>> SALT =
      new Kind<>("an integer or a list of two", Buckets::salt, v -> v);

  private Buckets() {}

  private static List<Long> salt(Object source) {
    if (source instanceof Number) {
      Long one = Kind.LONG.parse().apply(source);
      return List.of(one, one);
    }
    List<Long> two = TokenType.INTEGERS.list().parse().apply(source);
    if (two.size() != 2) {
      throw new IllegalArgumentException();
    }
    return two;
  }

  /**
   * The bucket of every token, int64: by FarmHash, or by SipHash with a salt. Numbers are hashed as
   * they are written, fractions cut off.
   */
  static Tensor of(Tensor tokens, long count, @Nullable List<Long> salt) {
    Tensor whole = tokens.dtype().isFloating() ? tokens.cast(DType.INT64) : tokens;
    Tensor texts = whole.dtype() == DType.STRING ? whole : Strings.asString(whole);
    return salt == null
        ? Strings.toHashBucketFast(texts, count)
        : Strings.toHashBucketStrong(texts, count, salt.get(0), salt.get(1));
  }
}
