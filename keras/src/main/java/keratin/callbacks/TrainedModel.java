package keratin.callbacks;

import java.nio.file.Path;
import java.util.List;
import keratin.layers.Layer;
import keratin.metrics.Direction;
import keratin.optimizers.Optimizer;
import keratin.saving.ModelFiles;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** What a callback can see of the model and do to it. */
public interface TrainedModel {
  /** The model's name. */
  String name();

  /** The name of its class, as Keras names it: {@code "Functional"}, {@code "Sequential"}. */
  String className();

  /** Its layers. */
  List<Layer> layers();

  /** Its layers and their options as JSON. */
  String toJson();

  /** The values of all weights. */
  List<Tensor> getWeights();

  /** Replaces the values of all weights. */
  void setWeights(List<Tensor> values);

  /** The optimizer it is compiled with. */
  Optimizer optimizer();

  /** Which way a metric gets better, by its name in logs; null if that is not known. */
  @Nullable Direction direction(String metric);

  /** True once it has its weights. */
  boolean isBuilt();

  /** Writes the whole model, {@code .keras}. */
  void save(Path file);

  /** Writes the weights and the optimizer's state, {@code .weights.h5}. */
  void saveWeights(Path file);

  /** The content of a file, of the whole model or its weights, to be written by any thread. */
  ModelFiles.Snapshot snapshot(boolean weightsOnly);

  /** Reads what {@link #saveWeights} wrote. */
  void loadWeights(Path file);

  /** Lets the {@code fit} that is beginning begin at this epoch, counted from 0. */
  void resumeAt(int epoch);

  /** Ends the training: no further step begins. */
  void stopTraining();
}
