package keratin.models;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import keratin.layers.Layers;
import keratin.layers.Node;
import keratin.saving.ModelFiles;
import keratin.tensor.Tensor;

/** What can be done with whole models. */
public final class Models {
  private Models() {}

  /**
   * The inputs that lead to a symbol, in the order in which a walk back from it meets them.
   *
   * {@snippet :
   * Tensor a = new Input(3).tensor();
   * Tensor b = new Input(3).tensor();
   * Models.getSourceInputs(a.add(b).relu());   // the symbols a and b
   * }
   *
   * @throws IllegalArgumentException if it is no symbol
   * @see <a
   *     href="https://keras.io/api/utils/model_plotting_utils/">keras.utils.get_source_inputs</a>
   */
  public static List<Tensor> getSourceInputs(Tensor symbol) {
    List<Tensor> found = new ArrayList<>();
    collect(symbol, new HashSet<>(), found);
    return List.copyOf(found);
  }

  private static void collect(Tensor symbol, Set<Node> visited, List<Tensor> found) {
    Node.Origin origin = Node.of(symbol);
    if (origin == null) {
      throw new IllegalArgumentException(
          "getSourceInputs: %s is no symbol that a layer made.".formatted(symbol));
    }
    if (visited.add(origin.node())) {
      List<Tensor> from = origin.node().tensors().stream().filter(Tensor::isSymbolic).toList();
      if (from.isEmpty()) {
        found.add(symbol);
      }
      from.forEach(input -> collect(input, visited, found));
    }
  }

  /**
   * A model of the same layers with weights of its own, which begin anew.
   *
   * @see <a href="https://keras.io/api/models/model_saving_apis/">keras.models.clone_model</a>
   */
  public static Model cloneModel(Model model) {
    return (Model) Layers.copy(model, Layers.config(model));
  }

  /** Writes a model to a {@code .keras} file, as {@link Model#save} does. */
  public static void saveModel(Model model, Path file) {
    model.save(file);
  }

  /**
   * The model of a {@code .keras} file, compiled as it was, with the state of its optimizer: a
   * training can go on. One's own classes must be known by {@code Layers.register}.
   *
   * @throws keratin.formats.FormatException if the file is damaged or something else
   * @throws IllegalArgumentException if it needs a class that is not known
   * @see <a href="https://keras.io/api/models/model_saving_apis/">keras.models.load_model</a>
   */
  public static Model loadModel(Path file) {
    return loadModel(file, true);
  }

  /**
   * The model of a {@code .keras} file.
   *
   * @param compile whether it is compiled as it was
   */
  public static Model loadModel(Path file, boolean compile) {
    return Model.load(file, compile);
  }

  /**
   * A model of what {@link Model#toJson} wrote, here or in Python, with new weights, compiled as it
   * was.
   *
   * @throws keratin.formats.FormatException if it is not JSON
   * @throws IllegalArgumentException if it needs a class that is not known
   * @see <a href="https://keras.io/api/models/model_saving_apis/">keras.models.model_from_json</a>
   */
  public static Model modelFromJson(String json) {
    return Model.ofConfig(ModelFiles.config(json), "the JSON", true);
  }
}
