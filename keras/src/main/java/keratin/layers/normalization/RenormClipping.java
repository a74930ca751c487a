package keratin.layers.normalization;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import keratin.config.Kind;
import org.jspecify.annotations.Nullable;

/**
 * How far batch renormalization may differ from the batch's statistics.
 *
 * @param rmin the least ratio of the deviations; null for any
 * @param rmax the largest
 * @param dmax the largest shift, in moving deviations
 */
record RenormClipping(@Nullable Double rmin, @Nullable Double rmax, @Nullable Double dmax) {
  static final RenormClipping NONE = new RenormClipping(null, null, null);

  private static final Set<String> KEYS = Set.of("rmin", "rmax", "dmax");

  static final Kind<RenormClipping> KIND =
      new Kind<>("a map of bounds", v -> parse((Map<?, ?>) v), RenormClipping::write);

  RenormClipping {
    if (rmin != null && rmax != null && rmax < rmin) {
      throw new IllegalArgumentException(
          "rmax must not be below rmin, but rmax is %s and rmin %s.".formatted(rmax, rmin));
    }
    if (dmax != null && dmax < 0) {
      throw new IllegalArgumentException("dmax must not be negative, but is %s.".formatted(dmax));
    }
  }

  private static RenormClipping parse(Map<?, ?> bounds) {
    for (Object key : bounds.keySet()) {
      if (!KEYS.contains(key)) {
        throw new IllegalArgumentException(
            "The bounds are rmin, rmax and dmax, each of which may be left out; there is no %s."
                .formatted(key));
      }
    }
    return new RenormClipping(
        number(bounds.get("rmin")), number(bounds.get("rmax")), number(bounds.get("dmax")));
  }

  private static @Nullable Double number(@Nullable Object value) {
    return value == null ? null : (Double) ((Number) value).doubleValue();
  }

  private Map<String, Double> write() {
    Map<String, Double> bounds = new LinkedHashMap<>();
    put(bounds, "rmax", rmax);
    put(bounds, "rmin", rmin);
    put(bounds, "dmax", dmax);
    return bounds;
  }

  private static void put(Map<String, Double> bounds, String key, @Nullable Double value) {
    if (value != null) {
      bounds.put(key, value);
    }
  }
}
