package keratin.callbacks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keratin.config.Kind;
import keratin.layers.Layer;
import keratin.layers.core.Embedding;
import org.jspecify.annotations.Nullable;

/** The file by which TensorBoard's projector finds the embeddings of a model and their names. */
final class EmbeddingProjector {
  /** A file, or files by the names of layers. */
  static final Kind<Object> METADATA =
      new Kind<>("a file, or a map of layer names to files", EmbeddingProjector::parse, v -> v);

  /** Where checkpoints of TensorFlow have the first embedding; Keras says it for each. */
  private static final String TENSOR = "layer_with_weights-0/embeddings/.ATTRIBUTES/VARIABLE_VALUE";

  private EmbeddingProjector() {}

  private static Object parse(Object value) {
    if (value instanceof String file) {
      return file;
    }
    Map<String, String> files = new LinkedHashMap<>();
    ((Map<?, ?>) value).forEach((layer, file) -> files.put((String) layer, (String) file));
    return files;
  }

  /**
   * Writes {@code projector_config.pbtxt}.
   *
   * @throws IllegalArgumentException if metadata names a layer that is no embedding
   */
  static void configure(Path folder, List<Layer> layers, @Nullable Object metadata) {
    Map<String, String> left = new LinkedHashMap<>();
    if (metadata instanceof Map<?, ?> files) {
      files.forEach((layer, file) -> left.put((String) layer, (String) file));
    }
    StringBuilder text = new StringBuilder();
    for (Layer layer : layers) {
      if (layer instanceof Embedding) {
        String file = metadata instanceof String all ? all : left.remove(layer.name());
        text.append("embeddings {\n  tensor_name: \"").append(TENSOR).append("\"\n");
        if (file != null) {
          text.append("  metadata_path: \"").append(escaped(file)).append("\"\n");
        }
        text.append("}\n");
      }
    }
    if (!left.isEmpty()) {
      throw new IllegalArgumentException(
          "TensorBoard: embeddingsMetadata names %s, but the model has the embeddings %s."
              .formatted(
                  left.keySet(),
                  layers.stream().filter(l -> l instanceof Embedding).map(Layer::name).toList()));
    }
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("projector_config.pbtxt"), text);
    } catch (IOException e) {
      throw new UncheckedIOException("TensorBoard cannot write to %s.".formatted(folder), e);
    }
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
