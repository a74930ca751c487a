package keratin.plots;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import keratin.layers.Layer;
import keratin.layers.Node;
import keratin.models.Model;
import keratin.plots.ModelPlot.Shown;
import keratin.summary.LayerRow;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A layer in a picture, or a model with what is inside.
 *
 * @param id its number in the picture
 * @param title the first line: class, or name and class
 * @param lines what else is told, as {@code Output shape: (None, 3)}
 * @param inside the boxes of a model that is expanded
 * @param arrows what flows between those
 */
record Box(int id, String title, List<String> lines, List<Box> inside, List<Arrow> arrows) {

  /** From a box to a box, by their numbers. */
  record Arrow(int from, int to) {}

  /** The whole model of a plot. */
  static Box of(ModelPlot plot) {
    return new Maker(plot).model(plot.model(), "");
  }

  boolean isExpanded() {
    return !inside.isEmpty();
  }

  /** Makes the boxes of one picture. */
  private static final class Maker {
    private final ModelPlot plot;
    private int count;

    Maker(ModelPlot plot) {
      this.plot = plot;
    }

    Box model(Model model, String title) {
      int id = count++;
      List<Layer> layers = model.operations();
      Map<Layer, Box> boxes = new IdentityHashMap<>();
      List<Box> inside = new ArrayList<>();
      for (Layer layer : layers) {
        Box box = box(model, layer);
        boxes.put(layer, box);
        inside.add(box);
      }
      List<Arrow> arrows = new ArrayList<>();
      for (int i = 0; i < layers.size(); i++) {
        Layer layer = layers.get(i);
        List<Layer> sources = model.sources(layer);
        for (Layer source : sources) {
          Box from = boxes.get(source);
          if (from != null) {
            var arrow = new Arrow(from.id, inside.get(i).id);
            if (!arrows.contains(arrow)) {
              arrows.add(arrow);
            }
          }
        }
      }
      return new Box(id, title, List.of(), inside, arrows);
    }

    private Box box(Model owner, Layer layer) {
      String title =
          plot.shows(Shown.LAYER_NAMES)
              ? "%s (%s)".formatted(layer.name(), layer.className())
              : layer.className();
      if (plot.shows(Shown.NESTED)
          && layer instanceof Model inner
          && !inner.operations().isEmpty()) {
        return model(inner, title);
      }
      return new Box(count++, title, lines(owner, layer), List.of(), List.of());
    }

    private List<String> lines(Model owner, Layer layer) {
      List<String> lines = new ArrayList<>();
      Node call = owner.call(layer);
      if (plot.shows(Shown.LAYER_ACTIVATIONS)
          && layer.getConfig().get("activation") instanceof String activation) {
        lines.add("Activation: " + activation);
      }
      if (plot.shows(Shown.SHAPES)) {
        List<Tensor> inputs = call == null ? List.of() : call.inputs();
        if (call == null || !inputs.isEmpty()) {
          lines.add("Input shape: " + shapes(call == null ? null : inputs));
        }
        lines.add("Output shape: " + shapes(call == null ? null : call.outputs()));
      }
      if (plot.shows(Shown.DTYPE)) {
        lines.add("Output dtype: " + (call == null ? "?" : call.outputs().getFirst().dtype()));
      }
      if (plot.shows(Shown.TRAINABLE) && !layer.weights().isEmpty()) {
        lines.add("Trainable: " + layer.isTrainable());
      }
      return lines;
    }

    private static String shapes(@Nullable List<Tensor> tensors) {
      return tensors == null ? "?" : LayerRow.shape(tensors.stream().map(Tensor::shape).toList());
    }
  }
}
