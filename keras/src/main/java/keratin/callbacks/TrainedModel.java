package keratin.callbacks;

import java.util.List;
import keratin.tensor.Tensor;

/** What a callback can see of the model and do to it. */
public interface TrainedModel {
  /** The model's name. */
  String name();

  /** The values of all weights. */
  List<Tensor> getWeights();

  /** Replaces the values of all weights. */
  void setWeights(List<Tensor> values);

  /** Ends the training after the current epoch. */
  void stopTraining();
}
