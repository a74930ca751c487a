package keratin.models;

import java.nio.file.Path;
import keratin.layers.Layers;

/** What can be done with whole models. */
public final class Models {
  private Models() {}

  /**
   * A model of the same layers with weights of its own, which begin anew.
   *
   * @see <a href="https://keras.io/api/models/model_saving_apis/">keras.models.clone_model</a>
   */
  public static Model cloneModel(Model model) {
    return (Model) Layers.get(Layers.config(model));
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
}
