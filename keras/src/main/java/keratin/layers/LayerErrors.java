package keratin.layers;

import keratin.tensor.DTypeException;
import keratin.tensor.DeviceException;
import keratin.tensor.IndexException;
import keratin.tensor.ShapeException;
import keratin.tensor.TensorException;

/** Tells in an error which layer it came from. */
public final class LayerErrors {
  private LayerErrors() {}

  /** {@code Dense "logits" (units=10)}. */
  public static String title(Layer layer) {
    String options = layer.summaryOptions();
    return "%s \"%s\"%s"
        .formatted(layer.className(), layer.name(), options.isEmpty() ? "" : " (" + options + ")");
  }

  /** The same error with the layer added to its path. */
  static TensorException inside(Layer layer, TensorException error) {
    return with(error, "\n  in " + title(layer));
  }

  /** The same kind of error with more text. */
  public static TensorException with(TensorException error, String more) {
    String text = error.getMessage() + more;
    TensorException longer =
        switch (error) {
          case ShapeException e -> new ShapeException(text);
          case DTypeException e -> new DTypeException(text);
          case DeviceException e -> new DeviceException(text);
          case IndexException e -> new IndexException(text);
          default -> new TensorException(text);
        };
    longer.initCause(error.getCause() == null ? error : error.getCause());
    return longer;
  }
}
