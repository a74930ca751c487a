package keratin.layers;

/** How errors name a layer. */
public final class LayerErrors {
  private LayerErrors() {}

  /** {@code Dense "logits" (units=10)}. */
  public static String title(Layer layer) {
    String options = layer.summaryOptions();
    return "%s \"%s\"%s"
        .formatted(layer.className(), layer.name(), options.isEmpty() ? "" : " (" + options + ")");
  }
}
