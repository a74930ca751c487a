package keratin.callbacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import keratin.layers.core.Dense;
import keratin.layers.core.Input;
import keratin.models.Model;
import keratin.models.Models;
import keratin.models.Sequential;
import keratin.ops.Ops;
import keratin.optimizers.Adam;
import keratin.tensor.Tensor;
import keratin.testing.KeepsTensors;
import keratin.training.Fit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that are saved while they are trained, and trainings that go on. */
@Tag("E5")
@KeepsTensors("the models and their data")
class CheckpointTest {
  private static final Fit PLAN = new Fit().batchSize(2).shuffle(false).verbose(0);

  @TempDir Path folder;
  private final Tensor x = Ops.linspace(-1, 1, 16).reshape(8, 2);
  private final Tensor y = Ops.linspace(0, 3, 8).reshape(8, 1);

  private static Sequential model() {
    Sequential model =
        new Sequential(
            new Input(2),
            new Dense(3).activation("tanh").kernelInitializer("ones"),
            new Dense(1).kernelInitializer("ones"));
    model.compile(new Adam(0.05), "mse");
    return model;
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  /** Ends a training as a crash would. */
  private static Callback crashAt(int epoch, int step) {
    return new Callback() {
      private int now;

      @Override
      public void onEpochBegin(int number) {
        now = number;
      }

      @Override
      public void onBatchEnd(int batch, Map<String, Double> logs) {
        if (now == epoch && batch == step) {
          throw new IllegalStateException("crash");
        }
      }
    };
  }

  @Test
  void wholeModelsByEpoch() throws IOException {
    Sequential model = model();
    var save = new ModelCheckpoint(folder.resolve("deep/m{epoch:02d}.keras"));
    model.fit(x, y, PLAN.epochs(2).callbacks(save));
    assertThat(names(folder.resolve("deep"))).containsExactly("m01.keras", "m02.keras");
    Model last = Models.loadModel(folder.resolve("deep/m02.keras"));
    assertThat(last.predictOnBatch(x).toFloatArray())
        .containsExactly(model.predictOnBatch(x).toFloatArray());
  }

  @Test
  void everyThirdStepAcrossEpochs() throws IOException {
    var save =
        new ModelCheckpoint(folder.resolve("{epoch}-{batch}.weights.h5"))
            .saveWeightsOnly(true)
            .saveFreq(3);
    model().fit(x, y, PLAN.epochs(3).callbacks(save));
    // 4 steps an epoch: after the 3rd, 6th, 9th, 12th step.
    assertThat(names(folder))
        .containsExactly("1-3.weights.h5", "2-2.weights.h5", "3-1.weights.h5", "3-4.weights.h5");
  }

  @Test
  void theNameMustFit() {
    Fit weights =
        PLAN.callbacks(new ModelCheckpoint(folder.resolve("m.keras")).saveWeightsOnly(true));
    assertThatThrownBy(() -> model().fit(x, y, weights))
        .hasMessageStartingWith(
            "ModelCheckpoint: the name of a file of weights must end in .weights.h5, but ");
    Fit absent = PLAN.callbacks(new ModelCheckpoint(folder.resolve("{val_loss:.2f}.keras")));
    assertThatThrownBy(() -> model().fit(x, y, absent)).hasMessageContaining("{val_loss:.2f}");
  }

  @Test
  void aTrainingGoesOnAsIfItHadNotBeenInterrupted() {
    Sequential whole = model();
    History all = whole.fit(x, y, PLAN.epochs(5));

    var backup = new BackupAndRestore(folder.resolve("backup"));
    Sequential crashed = model();
    assertThatThrownBy(() -> crashed.fit(x, y, PLAN.epochs(5).callbacks(backup, crashAt(3, 1))))
        .hasMessage("crash");
    Sequential again = model();
    History rest =
        again.fit(x, y, PLAN.epochs(5).callbacks(new BackupAndRestore(folder.resolve("backup"))));
    assertThat(rest.epoch()).containsExactly(3, 4);
    assertThat(rest.get("loss")).isEqualTo(all.get("loss").subList(3, 5));
    for (int i = 0; i < whole.weights().size(); i++) {
      assertThat(again.weights().get(i).toFloatArray())
          .containsExactly(whole.weights().get(i).toFloatArray());
    }
    assertThat(folder.resolve("backup")).doesNotExist();
  }

  @Test
  void betweenStepsTheEpochBeginsAnewWithTheWeightsOfItsMiddle() throws IOException {
    Path place = folder.resolve("steps");
    Fit plan = PLAN.epochs(3).callbacks(new BackupAndRestore(place).saveFreq(3), crashAt(1, 2));
    Sequential crashed = model();
    assertThatThrownBy(() -> crashed.fit(x, y, plan)).hasMessage("crash");
    assertThat(Files.readString(place.resolve("training_metadata.json")))
        .isEqualTo("{\"epoch\": 1, \"batch\": 1}");
    Sequential again = model();
    History rest = again.fit(x, y, PLAN.epochs(3).callbacks(new BackupAndRestore(place)));
    assertThat(rest.epoch()).containsExactly(1, 2);
    assertThat(again.optimizer().iterations()).isEqualTo(6 + 8);
  }

  @Test
  void aDamagedFileIsReplacedByTheOneBefore() throws IOException {
    Path place = folder.resolve("twice");
    BackupAndRestore twice =
        new BackupAndRestore(place).doubleCheckpoint(true).deleteCheckpoint(false);
    model().fit(x, y, PLAN.epochs(3).callbacks(twice));
    assertThat(names(place)).hasSize(4);
    Files.write(place.resolve("latest.weights.h5"), new byte[] {1, 2, 3});
    History rest = model().fit(x, y, PLAN.epochs(3).callbacks(twice));
    assertThat(rest.epoch()).containsExactly(2);
  }

  @Test
  void unbuiltModels() {
    Sequential unbuilt = new Sequential(new Dense(1)).name("late");
    unbuilt.compile("sgd", "mse");
    Fit plan = PLAN.callbacks(new BackupAndRestore(folder.resolve("b")));
    assertThatThrownBy(() -> unbuilt.fit(x, y, plan))
        .hasMessageStartingWith(
            "BackupAndRestore needs a model with weights, but \"late\" is not built yet.");
  }
}
