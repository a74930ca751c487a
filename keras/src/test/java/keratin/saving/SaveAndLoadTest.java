package keratin.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import keratin.config.DTypePolicy;
import keratin.formats.FormatException;
import keratin.layers.core.Dense;
import keratin.layers.core.Embedding;
import keratin.layers.core.Input;
import keratin.layers.normalization.BatchNormalization;
import keratin.layers.preprocessing.TextVectorization;
import keratin.losses.Huber;
import keratin.models.Model;
import keratin.models.Models;
import keratin.models.Sequential;
import keratin.optimizers.Adam;
import keratin.optimizers.LossScaleOptimizer;
import keratin.random.RandomOps;
import keratin.random.Seed;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.testing.KeepsTensors;
import keratin.training.Compile;
import keratin.training.Fit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@KeepsTensors("models and their data")
class SaveAndLoadTest {
  @TempDir Path folder;

  private static Sequential model(int units) {
    var model =
        new Sequential(
            new Input(3),
            new Dense(units).activation("relu").name("hidden"),
            new BatchNormalization(),
            new Dense(2));
    model.compile(
        new Compile(new Adam().learningRate(0.01), new Huber(0.5))
            .metrics("mae", "accuracy")
            .weightedMetrics("mse"));
    return model;
  }

  private static final class Data {
    final Tensor x = RandomOps.normal(Shape.of(40, 3), Seed.of(1));
    final Tensor y = RandomOps.normal(Shape.of(40, 2), Seed.of(2));
  }

  private static void train(Model model, Data data) {
    model.fit(data.x, data.y, new Fit().epochs(2).shuffle(false).verbose(0));
  }

  @Test
  void scaledLossesGoOnWhereTheyStopped() {
    Data data = new Data();
    DTypePolicy.setGlobal("mixed_float16");
    try {
      Sequential model = new Sequential(new Input(3), new Dense(4), new Dense(2).dtype("float32"));
      model.compile(new Adam().learningRate(0.01), "mse");
      train(model, data);
      Path file = folder.resolve("scaled.keras");
      model.save(file);
      DTypePolicy.setGlobal("float32");
      Model loaded = Models.loadModel(file);
      LossScaleOptimizer before = (LossScaleOptimizer) model.optimizer();
      LossScaleOptimizer after = (LossScaleOptimizer) loaded.optimizer();
      assertThat(after.dynamicScale()).isEqualTo(before.dynamicScale());
      assertThat(after.innerOptimizer().iterations())
          .isEqualTo(before.innerOptimizer().iterations());
      assertThat(loaded.trainOnBatch(data.x, data.y)).isEqualTo(model.trainOnBatch(data.x, data.y));
      assertThat(loaded.weights().getFirst().value().toFloatArray())
          .containsExactly(model.weights().getFirst().value().toFloatArray());
    } finally {
      DTypePolicy.setGlobal("float32");
    }
  }

  @Test
  void aTrainingGoesOnWhereItStopped() {
    var data = new Data();
    Model model = model(4);
    train(model, data);
    Path file = folder.resolve("half.keras");
    model.save(file);
    Model again = Models.loadModel(file);

    train(model, data);
    train(again, data);

    assertThat(again.evaluate(data.x, data.y)).isEqualTo(model.evaluate(data.x, data.y));
  }

  @Test
  void weightsComeWithTheOptimizersState() {
    var data = new Data();
    Model model = model(4);
    train(model, data);
    Path file = folder.resolve("half.weights.h5");
    model.saveWeights(file);
    Model again = model(4);
    again.loadWeights(file);

    train(model, data);
    train(again, data);

    assertThat(again.evaluate(data.x, data.y)).isEqualTo(model.evaluate(data.x, data.y));
  }

  @Test
  void weightsOfAnotherModelAreRefusedAndNothingChanges() {
    Path file = folder.resolve("five.weights.h5");
    model(5).saveWeights(file);
    Model four = model(4);
    var before = four.getWeights().stream().map(Tensor::toFloatArray).toList();

    assertThatThrownBy(() -> four.loadWeights(file))
        .isInstanceOf(FormatException.class)
        .hasMessageEndingWith(
            "five.weights.h5: 'layers/dense/vars/0' has shape (3, 5); expected (3, 4), the shape of"
                + " kernel of \"hidden\".\n"
                + "  The model must be made as the one that was saved.");
    var after = four.getWeights().stream().map(Tensor::toFloatArray).toList();
    for (int i = 0; i < before.size(); i++) {
      assertThat(after.get(i)).containsExactly(before.get(i));
    }
  }

  @Test
  void layersThatDoNotFitCanBeLeftOut() {
    Path file = folder.resolve("five.weights.h5");
    Model five = model(5);
    five.saveWeights(file);
    Model four = model(4);
    float[] kernel = four.layer("hidden").getWeights().getFirst().toFloatArray();
    four.loadWeights(file, true);

    assertThat(four.layer("hidden").getWeights().getFirst().toFloatArray()).containsExactly(kernel);
    assertThat(four.layer(-1).getWeights().getLast().toFloatArray())
        .containsExactly(five.layer(-1).getWeights().getLast().toFloatArray());
  }

  @Test
  void aModelThatIsNotBuiltSaysSo() {
    Path file = folder.resolve("a.weights.h5");
    model(4).saveWeights(file);

    assertThatThrownBy(() -> new Sequential(new Dense(4), new Dense(2)).loadWeights(file))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("The layer is not built yet: call the model on data");
  }

  @Test
  void aFileThatIsCutOffIsRefused() throws IOException {
    Path file = folder.resolve("cut.keras");
    model(4).save(file);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 100));

    assertThatThrownBy(() -> Models.loadModel(file))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("cut.keras: it is not a zip file");
  }

  @Test
  void aFlippedBitIsNoticed() throws IOException {
    Path file = folder.resolve("flipped.keras");
    model(4).save(file);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);

    assertThatThrownBy(() -> Models.loadModel(file))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("its CRC-32 is");
  }

  @Test
  void learnedWordsTravelWithAModel() {
    var words = new TextVectorization();
    words.adapt(Tensor.of(new String[] {"to be or not to be"}));
    var text = new Input(1).dtype(DType.STRING).tensor();
    var model = new Model(text, new Embedding(6, 2).of(words.of(text)));
    Path file = folder.resolve("words.keras");
    model.save(file);
    Tensor question = Tensor.of(new String[] {"be not"}).reshape(1, 1);

    assertThat(Models.loadModel(file).of(question).toFloatArray())
        .containsExactly(model.of(question).toFloatArray());
  }

  @Test
  void theNameOfAFileSaysWhatItIs() {
    assertThatThrownBy(() -> model(4).save(folder.resolve("model.h5")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must end in .keras, but");
  }
}
