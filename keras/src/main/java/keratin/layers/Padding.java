package keratin.layers;

import java.util.Locale;
import keratin.config.Kind;

/** What happens where a window would reach beyond the edge. Upper and lower case are the same. */
public final class Padding {
  /** Windows stay inside. */
  public static final String VALID = "valid";

  /** Zeros around, so that a stride of 1 keeps the lengths. */
  public static final String SAME = "same";

  /** Zeros in front, so that no output depends on a later input. */
  public static final String CAUSAL = "causal";

  /** Options that hold {@code "valid"} or {@code "same"}. */
  public static final Kind<String> KIND = words(VALID, SAME);

  /** Options that may also hold {@code "causal"}. */
  public static final Kind<String> WITH_CAUSAL = words(VALID, SAME, CAUSAL);

  private Padding() {}

  private static Kind<String> words(String... words) {
    Kind<String> exact = Kind.oneOf(words);
    return new Kind<>(
        exact.name(),
        v -> exact.parse().apply(((String) v).toLowerCase(Locale.ROOT)),
        exact.write());
  }
}
