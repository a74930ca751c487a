package keratin.summary;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import keratin.tensor.Shape;
import org.jspecify.annotations.Nullable;

/**
 * A layer as its row in a summary shows it.
 *
 * @param name the layer's name
 * @param className its class, {@code "Dense"}
 * @param outputShape as text, {@link #shape}; {@code "?"} if not known
 * @param params the numbers in its weights; null if it is not built
 * @param trainable whether training changes them; null if it has no weights
 * @param connections where its inputs come from, {@code "dense[0][0]"}; for models with branches
 * @param nested the layers inside, if it is a model
 */
public record LayerRow(
    String name,
    String className,
    String outputShape,
    @Nullable Long params,
    @Nullable Boolean trainable,
    List<String> connections,
    List<LayerRow> nested) {

  /** A row of a layer that is no model and is not connected by name. */
  public LayerRow(
      String name,
      String className,
      String outputShape,
      @Nullable Long params,
      @Nullable Boolean trainable) {
    this(name, className, outputShape, params, trainable, List.of(), List.of());
  }

  /** Output shapes as Keras writes them: {@code (None, 10)}, {@code [(None, 1), (None, 2)]}. */
  public static String shape(List<Shape> outputs) {
    if (outputs.isEmpty()) {
      return "?";
    }
    String text = outputs.stream().map(LayerRow::text).collect(Collectors.joining(", "));
    return outputs.size() == 1 ? text : "[" + text + "]";
  }

  /** Unlike Python's tuples, without a comma after a single length. */
  private static String text(Shape shape) {
    return Arrays.stream(shape.dims())
        .mapToObj(d -> d == Shape.UNKNOWN ? "None" : Integer.toString(d))
        .collect(Collectors.joining(", ", "(", ")"));
  }
}
