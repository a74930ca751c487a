package keratin.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import keratin.conformance.Signature.Argument;
import org.jspecify.annotations.Nullable;

/** Arguments of TensorFlow's image functions as the methods here take them. */
final class ImageArguments {
  private ImageArguments() {}

  /** Where a parameter means something else here. */
  static void adapt(String path, Map<String, Argument> arguments) {
    switch (path) {
      case "tf.image.resize" -> {
        if (OpArguments.value(arguments, "size") instanceof List<?> size) {
          Map<String, Argument> rest = new LinkedHashMap<>(arguments);
          arguments.clear();
          arguments.put("images", rest.remove("images"));
          arguments.put("height", given(size.get(0)));
          arguments.put("width", given(size.get(1)));
          rest.remove("size");
          arguments.putAll(rest);
        }
      }
      case "tf.image.extract_patches" -> {
        arguments.put("size", given(inner(OpArguments.value(arguments, "sizes"))));
        arguments.remove("sizes");
        arguments.put("strides", given(inner(OpArguments.value(arguments, "strides"))));
        arguments.put("dilation_rate", given(inner(OpArguments.value(arguments, "rates"))));
        arguments.remove("rates");
        String padding = String.valueOf(OpArguments.value(arguments, "padding"));
        arguments.put("padding", given(padding.toLowerCase(Locale.ROOT)));
        arguments.put("data_format", new Argument(null, false));
      }
      case "tf.image.ssim" -> {
        arguments.remove("return_index_map");
        arguments.put("data_format", new Argument(null, false));
      }
      default -> {}
    }
  }

  /** TensorFlow's windows have a 1 for batch and channels. */
  private static @Nullable Object inner(@Nullable Object window) {
    return window instanceof List<?> four ? four.subList(1, 3) : window;
  }

  private static Argument given(@Nullable Object value) {
    return new Argument(value, true);
  }
}
