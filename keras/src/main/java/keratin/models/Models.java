package keratin.models;

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
}
