import static keratin.ops.Ops.*;
import static keratin.random.RandomOps.*;

import module keratin;

import keratin.losses.CategoricalCrossentropy;

/**
 * The loop packed up: compile, fit, evaluate, predict; then weights and the model on disk.
 *
 * <p>Arguments: the folder for the files (this one).
 */
void main(String[] arguments) throws IOException {
  setRandomSeed(12);
  var data = Datasets.digits(1000, 200, 4);
  var train = batches(data.xTrain(), data.yTrain());
  var val = batches(data.xTest(), data.yTest());

  var network = network();
  var quiet = new Evaluate().verbose(0);
  var plan = new Fit().epochs(6).verbose(0).validationData(val).validationFreq(2);
  var history = network.fit(train, plan);
  IO.println(history.get("loss").size() + " epochs, " + history.get("val_loss").size() + " tests");
  var before = network.evaluate(val, quiet);
  IO.println("right: more than 80 %: " + (before.get("accuracy") > 0.8));

  // predict gives scores; the largest is the answer.
  var sample = val.iterator().next();
  var pred = argmax(network.predict(sample.x(), quiet), 1);
  var y = argmax(sample.y(), 1);
  IO.println(pred.shape() + " " + y.shape());
  IO.println("most agree: " + (mean(cast(equal(pred, y), DType.FLOAT32)).floatValue() > 0.8));

  // Weights alone: the network they go to is made by the same code.
  var folder = Path.of(arguments.length > 0 ? arguments[0] : ".");
  network.saveWeights(folder.resolve("digits.weights.h5"));
  var other = network();
  other.loadWeights(folder.resolve("digits.weights.h5"));
  IO.println("the same by its weights: " + before.equals(other.evaluate(val, quiet)));

  // The model whole: architecture, weights, loss, optimizer.
  network.save(folder.resolve("digits.keras"));
  var loaded = Models.loadModel(folder.resolve("digits.keras"));
  IO.println("the same from its file: " + before.equals(loaded.evaluate(val, quiet)));
}

Sequential network() {
  var network =
      new Sequential(
          new Input(28 * 28),
          new Dense(256).activation("relu"),
          new Dropout(0.2),
          new Dense(128).activation("relu"),
          new Dense(64).activation("relu"),
          new Dense(32).activation("relu"),
          new Dense(10));
  network.compile(new Adam(3e-3), new CategoricalCrossentropy().fromLogits(true), "accuracy");
  return network;
}

/** Images as rows of numbers in [0, 1], labels as one-hot rows, in batches of 100. */
Dataset batches(Tensor images, Tensor labels) {
  var x = reshape(cast(images, DType.FLOAT32).div(255), -1, 28 * 28);
  return Dataset.fromTensorSlices(x, oneHot(cast(labels, DType.INT32), 10)).batch(100);
}
