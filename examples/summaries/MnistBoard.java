import static keratin.ops.Ops.*;

import module keratin;

/**
 * A training that TensorBoard shows: curves, the network, its weights, and after every epoch how
 * sure it is and which digits it takes for others.
 *
 * <p>Arguments: the number of epochs (5), a folder for the logs (logs), and "digits" to train on
 * drawn digits instead of MNIST. Then {@code tensorboard --logdir logs}.
 */
void main(String[] arguments) {
  int epochs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
  var logs = Path.of(arguments.length > 1 ? arguments[1] : "logs");
  boolean drawn = arguments.length > 2 && arguments[2].equals("digits");
  var data = drawn ? Datasets.digits(1280, 200, 1) : Datasets.mnist();
  var xTrain = images(data.xTrain());
  var xTest = images(data.xTest());

  var model =
      new Sequential(
          new Input(28, 28, 1),
          new Flatten(),
          new Dense(128).activation("relu").name("hidden"),
          new Dropout(0.2),
          new Dense(10).activation("softmax").name("digit"));
  model.compile(new Adam(), "sparse_categorical_crossentropy", "accuracy");

  try (var writer = Summary.createFileWriter(logs.resolve("digits"))) {
    try (var scope = writer.asDefault(0)) {
      Summary.text("about", "A network of **%,d** parameters.".formatted(model.countParams()));
      Summary.image("to learn from", grid(xTrain.get("0:64")));
      Summary.image("one by one", xTrain, null, 8, "The first eight.");
    }
    model.fit(
        xTrain,
        data.yTrain(),
        new Fit()
            .batchSize(128)
            .epochs(epochs)
            .validationData(xTest, data.yTest())
            .callbacks(
                new TensorBoard(logs).histogramFreq(1).writeImages(true).updateFreq(10),
                new LambdaCallback()
                    .onEpochEnd(
                        (epoch, values) -> look(model, xTest, data.yTest(), writer, epoch))));
  }
  IO.println("Now: tensorboard --logdir " + logs);
}

/** What the network says of digits that it has not learned from. */
void look(Sequential model, Tensor x, Tensor y, SummaryWriter writer, int epoch) {
  try (var scope = writer.asDefault(epoch)) {
    var probabilities = model.predict(x, new Evaluate().batchSize(1000).verbose(0));
    Summary.histogram("how sure", max(probabilities, 1));
    int[] said = argmax(probabilities, 1).toIntArray();
    int[] truth = y.toIntArray();
    int[] wrong = IntStream.range(0, said.length).filter(i -> said[i] != truth[i]).toArray();
    Summary.scalar("wrong", wrong.length);
    if (wrong.length > 0) {
      int[] shown = Arrays.copyOf(wrong, Math.min(wrong.length, 64));
      Summary.image("taken for others", grid(take(x, Tensor.of(shown), 0)));
      Summary.text(
          "taken for others",
          Arrays.stream(shown)
              .mapToObj(i -> "%d for %d".formatted(truth[i], said[i]))
              .collect(Collectors.joining(", ")));
    }
  }
}

/** (n, 28, 28) of bytes as (n, 28, 28, 1) in [0, 1]. */
Tensor images(Tensor bytes) {
  return expandDims(cast(bytes, DType.FLOAT32).div(255), -1);
}

/** Up to 64 pictures (n, height, width, 1) in rows of eight, as one (1, 8 height, 8 width, 1). */
Tensor grid(Tensor pictures) {
  int missing = 64 - pictures.shape().dim(0);
  var all = pad(pictures, new int[][] {{0, missing}, {1, 1}, {1, 1}, {0, 0}});
  int height = all.shape().dim(1);
  int width = all.shape().dim(2);
  var tiles = transpose(reshape(all, 8, 8, height, width), 0, 2, 1, 3);
  return reshape(tiles, 1, 8 * height, 8 * width, 1);
}
