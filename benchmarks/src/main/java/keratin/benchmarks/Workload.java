package keratin.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import keratin.layers.convolutional.Conv2D;
import keratin.layers.core.Dense;
import keratin.layers.core.Input;
import keratin.layers.pooling.MaxPooling2D;
import keratin.layers.regularization.Dropout;
import keratin.layers.reshaping.Flatten;
import keratin.models.Sequential;
import keratin.optimizers.Adam;
import keratin.random.RandomOps;
import keratin.random.Seed;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;

/** The workloads that are compared with other libraries, each as one training step. */
final class Workload {
  private static final int BATCH = 128;
  private static final Map<String, Supplier<Runnable>> ALL = new LinkedHashMap<>();

  static {
    ALL.put("W1", Workload::mlp);
    ALL.put("W2", Workload::cnn);
  }

  private Workload() {}

  static List<String> names() {
    return List.copyOf(ALL.keySet());
  }

  /** A step of the workload, its model and data made. */
  static Runnable named(String name) {
    return Objects.requireNonNull(ALL.get(name), name).get();
  }

  /** W1: MLP 784-256-256-10, ReLU, dropout 0.45, softmax cross-entropy, Adam, batch 128. */
  private static Runnable mlp() {
    RandomOps.setRandomSeed(1);
    Sequential model =
        new Sequential(
            new Input(784),
            new Dense(256).activation("relu"),
            new Dropout(0.45),
            new Dense(256).activation("relu"),
            new Dropout(0.45),
            new Dense(10).activation("softmax"));
    return trained(model, Shape.of(BATCH, 784));
  }

  /** W2: three convolutions of 64 filters on 28×28×1 with pooling between, Adam, batch 128. */
  private static Runnable cnn() {
    RandomOps.setRandomSeed(1);
    Sequential model =
        new Sequential(
            new Input(28, 28, 1),
            new Conv2D(64, 3).activation("relu"),
            new MaxPooling2D(2),
            new Conv2D(64, 3).activation("relu"),
            new MaxPooling2D(2),
            new Conv2D(64, 3).activation("relu"),
            new Flatten(),
            new Dropout(0.2),
            new Dense(10).activation("softmax"));
    return trained(model, Shape.of(BATCH, 28, 28, 1));
  }

  private static Runnable trained(Sequential model, Shape inputs) {
    model.compile(new Adam(1e-3), "sparse_categorical_crossentropy");
    Tensor x = RandomOps.uniform(inputs, Seed.of(1));
    Tensor y = RandomOps.randint(Shape.of(inputs.dim(0)), 0, 10, DType.INT32, Seed.of(2));
    return () -> model.trainOnBatch(x, y);
  }
}
