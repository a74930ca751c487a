package keratin.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import keratin.layers.rnn.GRU;
import keratin.layers.rnn.LSTM;
import keratin.memory.Memory;
import keratin.models.Model;
import keratin.optimizers.Adam;
import keratin.optimizers.Optimizer;
import keratin.optimizers.SGD;
import keratin.random.RandomOps;
import keratin.random.Seed;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;

/**
 * The workloads that are compared with other libraries, each as one step: W1 to W5 train, W6 of
 * another's network and a batch size, {@code W6-W2-256}, infers.
 */
final class Workload {
  private static final String INFERENCE = "W6-";
  private static final int VOCABULARY = 10_000;
  private static final Shape WORDS = Shape.of(80);
  private static final Map<String, Training> ALL = new LinkedHashMap<>();

  static {
    ALL.put("W1", new Training(Networks::mlp, Adam::new, Shape.of(784), 128, 10));
    ALL.put("W2", new Training(Networks::cnn, Adam::new, Shape.of(28, 28, 1), 128, 10));
    ALL.put("W3", new Training(Networks::rows, SGD::new, Shape.of(28, 28), 128, 10));
    ALL.put("W4", new Training(() -> Networks.sentiment(new LSTM(64)), Adam::new, WORDS, 128, 1));
    ALL.put("W4G", new Training(() -> Networks.sentiment(new GRU(64)), Adam::new, WORDS, 128, 1));
    ALL.put("W5", new Training(Networks::resnet18, Adam::new, Shape.of(32, 32, 3), 64, 100));
  }

  /**
   * A network that is trained with a sparse cross-entropy, or with a binary one if there is one
   * class.
   */
  private record Training(
      Supplier<Model> network,
      Supplier<Optimizer> optimizer,
      Shape sample,
      int batch,
      int classes) {}

  private Workload() {}

  static List<String> names() {
    List<String> names = new ArrayList<>(ALL.keySet());
    for (String network : List.of("W2", "W5")) {
      names.add(INFERENCE + network + "-1");
      names.add(INFERENCE + network + "-256");
    }
    return names;
  }

  /** A step of the workload, its model and data made. */
  static Runnable named(String name) {
    RandomOps.setRandomSeed(1);
    if (!name.startsWith(INFERENCE)) {
      return training(Objects.requireNonNull(ALL.get(name), name));
    }
    String[] parts = name.split("-");
    Training known = Objects.requireNonNull(ALL.get(parts[1]), name);
    Model model = known.network.get();
    Tensor x = images(known, Integer.parseInt(parts[2]));
    return () -> Memory.tidy(() -> model.predictOnBatch(x).toFloatArray());
  }

  private static Runnable training(Training workload) {
    Model model = workload.network.get();
    boolean binary = workload.classes == 1;
    String loss = binary ? "binary_crossentropy" : "sparse_categorical_crossentropy";
    model.compile(workload.optimizer.get(), loss);
    Tensor x = binary ? words(workload) : images(workload, workload.batch);
    Shape labels = binary ? Shape.of(workload.batch, 1) : Shape.of(workload.batch);
    int classes = Math.max(2, workload.classes);
    Tensor y = RandomOps.randint(labels, 0, classes, DType.INT32, Seed.of(2));
    Tensor targets = binary ? y.cast(DType.FLOAT32) : y;
    return () -> model.trainOnBatch(x, targets);
  }

  private static Tensor words(Training workload) {
    Shape shape = workload.sample.prepend(workload.batch);
    return RandomOps.randint(shape, 0, VOCABULARY, DType.INT32, Seed.of(1));
  }

  private static Tensor images(Training workload, int batch) {
    return RandomOps.uniform(workload.sample.prepend(batch), Seed.of(1));
  }
}
