package keratin.examples;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import keratin.callbacks.History;
import keratin.datasets.DatasetException;
import keratin.datasets.Datasets;
import keratin.datasets.ImageData;
import keratin.layers.core.Dense;
import keratin.layers.core.Input;
import keratin.layers.regularization.Dropout;
import keratin.models.Sequential;
import keratin.optimizers.Adam;
import keratin.random.RandomOps;
import keratin.tensor.DType;
import keratin.tensor.Tensor;
import keratin.training.Evaluate;
import keratin.training.Fit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The first thing to run: trains a classifier of handwritten digits and shows what it learned.
 *
 * <p>The network is the book's: 784 – 256 – 256 – 10, ReLU, dropout 0.45, Adam, batches of 128; on
 * MNIST it reaches 98.5 % in 20 epochs.
 */
@Command(
    name = "quickstart",
    mixinStandardHelpOptions = true,
    description = "Train a digit classifier, and draw its curves and predictions.")
final class Quickstart implements Callable<Integer> {
  @Option(
      names = "--epochs",
      defaultValue = "20",
      description = "passes over the data (${DEFAULT-VALUE})")
  private int epochs;

  @Option(names = "--data", description = "folder with MNIST's four idx files, or mnist.npz")
  private @Nullable Path data;

  @Option(names = "--digits", description = "train on the digits that the program draws itself")
  private boolean digits;

  @Option(
      names = "--out",
      defaultValue = "quickstart-pictures",
      description = "folder for pictures (${DEFAULT-VALUE})")
  private Path out = Path.of("quickstart-pictures");

  @Option(
      names = "--seed",
      description = "seed of all random numbers; every run differs if not given")
  private @Nullable Long seed;

  private String source = "";

  @Override
  public Integer call() throws Exception {
    if (seed != null) {
      RandomOps.setRandomSeed(seed);
    }
    ImageData images = load();
    System.out.printf(
        "Training on %s: %,d images to learn from, %,d to test on.%n%n",
        source, images.xTrain().shape().dim(0), images.xTest().shape().dim(0));

    Sequential model =
        new Sequential(
            new Input(784),
            new Dense(256).activation("relu"),
            new Dropout(0.45),
            new Dense(256).activation("relu"),
            new Dropout(0.45),
            new Dense(10).activation("softmax"));
    model.summary();
    model.compile(new Adam(1e-3), "sparse_categorical_crossentropy", "accuracy");

    Tensor x = pixels(images.xTrain());
    Tensor xTest = pixels(images.xTest());
    History history =
        model.fit(
            x,
            images.yTrain(),
            new Fit().epochs(epochs).batchSize(128).validationData(xTest, images.yTest()));

    Map<String, Double> test =
        model.evaluate(xTest, images.yTest(), new Evaluate().batchSize(1000).verbose(0));
    System.out.printf(
        "%nTest accuracy on %s: %.2f %% (loss %.4f)%n",
        source, 100 * test.getOrDefault("accuracy", 0.0), test.getOrDefault("loss", 0.0));
    draw(model, history, images, xTest);
    return 0;
  }

  private ImageData load() {
    if (digits) {
      source = "drawn digits (made by this program, not MNIST)";
      return Datasets.digits();
    }
    try {
      ImageData mnist = data == null ? Datasets.mnist() : Datasets.mnist(data);
      source = "MNIST";
      return mnist;
    } catch (DatasetException e) {
      if (data != null) {
        throw e;
      }
      System.out.println("MNIST is not here, so the program draws digits of its own.");
      System.out.println(e.getMessage());
      System.out.println();
      source = "drawn digits (made by this program, not MNIST)";
      return Datasets.digits();
    }
  }

  /** Bytes 0 to 255 as rows of 784 numbers from 0 to 1. */
  private static Tensor pixels(Tensor images) {
    return images.reshape(-1, 784).cast(DType.FLOAT32).div(255);
  }

  private void draw(Sequential model, History history, ImageData images, Tensor xTest)
      throws Exception {
    Files.createDirectories(out);
    Path curves = out.resolve("curves.png");
    Path predictions = out.resolve("predictions.png");
    Curves.draw(history, source, curves);
    int shown = PredictionGrid.COUNT;
    PredictionGrid.draw(
        images.xTest().slice(0, 0, shown),
        images.yTest().slice(0, 0, shown),
        model.predict(xTest.slice(0, 0, shown), new Evaluate().verbose(0)),
        predictions);
    System.out.println("Training curves:  " + curves.toAbsolutePath());
    System.out.println("Predictions:      " + predictions.toAbsolutePath());
  }
}
