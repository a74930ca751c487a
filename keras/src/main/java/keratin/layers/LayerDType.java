package keratin.layers;

import java.util.LinkedHashMap;
import java.util.Map;
import keratin.config.DTypePolicy;
import keratin.config.Kind;
import org.jspecify.annotations.Nullable;

/** How a layer's dtypes stand in configs: as a {@code DTypePolicy} object. */
final class LayerDType {
  static final Kind<DTypePolicy> KIND =
      new Kind<>(Kind.POLICY.name(), Kind.POLICY.parse(), LayerDType::config);

  private LayerDType() {}

  private static Map<String, @Nullable Object> config(DTypePolicy chosen) {
    Map<String, @Nullable Object> policy = new LinkedHashMap<>();
    policy.put("module", "keras");
    policy.put("class_name", "DTypePolicy");
    policy.put("config", Map.of("name", chosen.name()));
    policy.put("registered_name", null);
    return policy;
  }
}
