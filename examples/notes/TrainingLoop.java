import static keratin.ops.Ops.*;
import static keratin.random.RandomOps.*;

import module keratin;

import keratin.losses.CategoricalCrossentropy;

/** The practical of the notes: data in batches, a network, a tape, an optimizer, metrics. */
void main() {
  setRandomSeed(5);
  var data = Datasets.digits(2000, 500, 1);
  var train = batches(data.xTrain(), data.yTrain());
  var test = batches(data.xTest(), data.yTest());

  // [b, 784] => [b, 256] => [b, 128] => [b, 64] => [b, 32] => [b, 10]
  var network =
      new Sequential(
          new Input(28 * 28),
          new Dense(256).activation("relu"),
          new Dense(128).activation("relu"),
          new Dense(64).activation("relu"),
          new Dense(32).activation("relu"),
          new Dense(10));
  IO.println("parameters of the last layer: " + network.layers().getLast().countParams());
  var criterion = new CategoricalCrossentropy().fromLogits(true);
  var optimizer = new Adam(1e-3);
  var lossMeter = new Mean();
  var accuracyMeter = new Accuracy();

  var losses = new ArrayList<Double>();
  for (int epoch = 0; epoch < 5; epoch++) {
    for (var batch : train) {
      Memory.tidy(
          () -> {
            try (var tape = new GradientTape()) {
              var logits = network.of(batch.x(), true);
              var loss = criterion.of(oneHot(batch.y(), 10), logits);
              var grads = tape.gradient(loss, network.trainableVariables());
              optimizer.apply(grads, network.trainableVariables());
              lossMeter.updateState(loss);
            }
          });
    }
    losses.add(lossMeter.value());
    lossMeter.resetState();
  }
  IO.println("the loss falls: " + (losses.getLast() < losses.getFirst() / 2));

  float right = 0;
  int total = 0;
  for (var batch : test) {
    var prob = Nn.softmax(network.of(batch.x()), 1);
    var pred = cast(argmax(prob, 1), DType.INT32);
    right += sum(cast(equal(pred, batch.y()), DType.FLOAT32)).floatValue();
    total += batch.x().shape().dim(0);
    accuracyMeter.updateState(batch.y(), pred);
  }
  IO.println("tested: " + total);
  IO.println("counted and metered alike: " + near(right / total, accuracyMeter.value()));
  IO.println("right: more than 80 %: " + (right / total > 0.8));
}

/** Images as rows of numbers in [0, 1], labels as int32, in shuffled batches of 100. */
Dataset batches(Tensor images, Tensor labels) {
  var x = reshape(cast(images, DType.FLOAT32).div(255), -1, 28 * 28);
  return Dataset.fromTensorSlices(x, cast(labels, DType.INT32)).shuffle(2000).batch(100);
}

boolean near(double a, double b) {
  return Math.abs(a - b) < 1e-6;
}
