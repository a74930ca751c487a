package keratin.saving;

import java.nio.ByteBuffer;
import java.util.Map;
import keratin.formats.FormatException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Configs as text; NaN and infinity are allowed, as Python writes them. */
final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
          .build();

  private Json() {}

  static ByteBuffer bytes(Map<String, ?> value) {
    return ByteBuffer.wrap(MAPPER.writeValueAsBytes(value));
  }

  static String text(Map<String, ?> value) {
    return MAPPER.writeValueAsString(value);
  }

  static Map<String, Object> map(String text, String source) {
    try {
      return MAPPER.readValue(text, new TypeReference<Map<String, Object>>() {});
    } catch (JacksonException e) {
      throw new FormatException(
          source,
          "it is not JSON (" + e.getOriginalMessage() + ")",
          "the config of a model",
          "The file is damaged: copy or download it again.",
          e);
    }
  }
}
