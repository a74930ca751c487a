import static keratin.ops.Ops.*;

import module keratin;

import keratin.losses.CategoricalCrossentropy;

/**
 * The practical of the notes: VGG-13 in two parts, trained by hand with a tape.
 *
 * <p>Arguments: the number of epochs (10), images to train on (all), images to test on (all).
 */
void main(String[] arguments) {
  int epochs = argument(arguments, 0, 10);
  var data = Datasets.cifar10();
  int count = Math.min(argument(arguments, 1, Integer.MAX_VALUE), data.xTrain().shape().dim(0));
  int tested = Math.min(argument(arguments, 2, Integer.MAX_VALUE), data.xTest().shape().dim(0));
  var train = batches(data.xTrain().slice(0, 0, count), data.yTrain().slice(0, 0, count));
  var test = batches(data.xTest().slice(0, 0, tested), data.yTest().slice(0, 0, tested));

  // [b, 32, 32, 3] => [b, 1, 1, 512]
  var convNet = new Sequential();
  convNet.add(new Input(32, 32, 3));
  for (int filters : new int[] {64, 128, 256, 512, 512}) {
    convNet.add(new Conv2D(filters, 3).padding("same").activation("relu"));
    convNet.add(new Conv2D(filters, 3).padding("same").activation("relu"));
    convNet.add(new MaxPooling2D(2).strides(2).padding("same"));
  }
  // [b, 512] => [b, 10]
  var fcNet =
      new Sequential(
          new Input(512),
          new Dense(256).activation("relu"),
          new Dense(128).activation("relu"),
          new Dense(10));
  convNet.summary();
  fcNet.summary();
  var variables = new ArrayList<>(convNet.trainableVariables());
  variables.addAll(fcNet.trainableVariables());
  var criterion = new CategoricalCrossentropy().fromLogits(true);
  var optimizer = new Adam(1e-4);

  for (int epoch = 0; epoch < epochs; epoch++) {
    int step = 0;
    for (var batch : train) {
      int now = step++;
      var at = epoch;
      Memory.tidy(
          () -> {
            try (var tape = new GradientTape()) {
              var out = reshape(convNet.of(batch.x(), true), -1, 512);
              var logits = fcNet.of(out, true);
              var loss = criterion.of(oneHot(batch.y(), 10), logits);
              optimizer.apply(tape.gradient(loss, variables), variables);
              if (now % 20 == 0) {
                IO.println("epoch %d, step %d, loss %.4f".formatted(at, now, loss.floatValue()));
              }
            }
          });
    }
    int right = 0;
    int total = 0;
    for (var batch : test) {
      var hits =
          Memory.tidy(
              () -> {
                var prob = Nn.softmax(fcNet.of(reshape(convNet.of(batch.x()), -1, 512)), 1);
                var pred = cast(argmax(prob, 1), DType.INT32);
                return sum(cast(equal(pred, batch.y()), DType.INT32));
              });
      right += hits.intValue();
      total += batch.x().shape().dim(0);
    }
    IO.println("epoch %d, test accuracy %.4f".formatted(epoch, (double) right / total));
  }
}

/** Images in [-1, 1], labels (b,) as int32, in shuffled batches of 64. */
Dataset batches(Tensor images, Tensor labels) {
  return Dataset.fromTensorSlices(images, reshape(labels, -1))
      .shuffle(1000)
      .batch(64)
      .map((x, y) -> Element.of(cast(x, DType.FLOAT32).div(127.5).sub(1), cast(y, DType.INT32)));
}

int argument(String[] arguments, int index, int preset) {
  return index < arguments.length ? Integer.parseInt(arguments[index]) : preset;
}
