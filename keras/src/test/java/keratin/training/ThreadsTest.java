package keratin.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import keratin.layers.core.Dense;
import keratin.layers.core.Input;
import keratin.layers.normalization.BatchNormalization;
import keratin.memory.Memory;
import keratin.models.Sequential;
import keratin.ops.Ops;
import keratin.optimizers.Adam;
import keratin.tensor.Tensor;
import keratin.testing.KeepsTensors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Models do not disturb each other in several threads, nor one model its callers. */
@Tag("E3")
@KeepsTensors("models and their data")
class ThreadsTest {
  private static final int CALLERS = 64;
  private static final Fit PLAN = new Fit().epochs(20).batchSize(8).shuffle(false).verbose(0);

  private final Tensor x = Ops.linspace(-2, 2, 64 * 6).reshape(64, 6);
  private final Tensor y = x.sum(1).sin().expandDims(1);

  private static Sequential model(int units) {
    Sequential model =
        new Sequential(
            new Input(6),
            new Dense(units).activation("relu").kernelInitializer("ones"),
            new BatchNormalization(),
            new Dense(1).kernelInitializer("ones"));
    model.compile(new Adam(0.01), "mse", "mae");
    return model;
  }

  @Test
  void twoModelsTrainedAtOnceAreAsIfAlone() throws Exception {
    List<Sequential> alone = List.of(model(5), model(9));
    List<Map<String, List<Double>>> expected =
        alone.stream().map(m -> m.fit(x, y, PLAN).history()).toList();
    List<Sequential> together = List.of(model(5), model(9));
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      List<Callable<Map<String, List<Double>>>> runs =
          together.stream()
              .<Callable<Map<String, List<Double>>>>map(m -> () -> m.fit(x, y, PLAN).history())
              .toList();
      List<Future<Map<String, List<Double>>>> histories = threads.invokeAll(runs);
      for (int i = 0; i < histories.size(); i++) {
        assertThat(histories.get(i).get()).isEqualTo(expected.get(i));
      }
    }
    for (int i = 0; i < alone.size(); i++) {
      assertThat(together.get(i).weights().getFirst().toFloatArray())
          .containsExactly(alone.get(i).weights().getFirst().toFloatArray());
    }
  }

  @Test
  void predictionsInManyVirtualThreads() throws Exception {
    Sequential model = model(7);
    model.fit(x, y, PLAN.epochs(2));
    Evaluate silent = new Evaluate().batchSize(8).verbose(0);
    List<float[]> expected =
        IntStream.range(0, CALLERS).mapToObj(i -> prediction(model, i, silent)).toList();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<float[]>> calls =
          IntStream.range(0, CALLERS)
              .<Callable<float[]>>mapToObj(i -> () -> prediction(model, i, silent))
              .toList();
      List<Future<float[]>> answers = threads.invokeAll(calls);
      for (int i = 0; i < CALLERS; i++) {
        assertThat(answers.get(i).get()).as("caller %d", i).containsExactly(expected.get(i));
      }
    }
  }

  private float[] prediction(Sequential model, int caller, Evaluate how) {
    return Memory.tidy(() -> model.predict(x.add(caller * 0.1), how).toFloatArray());
  }
}
