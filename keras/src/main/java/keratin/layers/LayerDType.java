package keratin.layers;

import java.util.LinkedHashMap;
import java.util.Map;
import keratin.config.Kind;
import keratin.tensor.DType;
import org.jspecify.annotations.Nullable;

/** How a layer's dtype stands in configs: as a {@code DTypePolicy} object; null is float32. */
final class LayerDType {
  static final Kind<DType> KIND =
      new Kind<>(
          Kind.DTYPE.name(),
          v -> v == null ? DType.FLOAT32 : Kind.DTYPE.parse().apply(v),
          LayerDType::policy);

  private LayerDType() {}

  private static Map<String, @Nullable Object> policy(DType dtype) {
    Map<String, @Nullable Object> policy = new LinkedHashMap<>();
    policy.put("module", "keras");
    policy.put("class_name", "DTypePolicy");
    policy.put("config", Map.of("name", dtype.toString()));
    policy.put("registered_name", null);
    return policy;
  }
}
