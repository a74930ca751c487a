import static keratin.ops.Ops.*;

import module keratin;

/**
 * k-fold cross-validation: every row is left out once, so that all data say how well a network of
 * this kind does. Folds are taken by {@code gather} with shuffled indices.
 *
 * <p>Arguments: the number of folds (5), of epochs (20), of pictures (500).
 */
void main(String[] arguments) {
  int folds = argument(arguments, 0, 5);
  int epochs = argument(arguments, 1, 20);
  int count = argument(arguments, 2, 500);
  Session.setRandomSeed(1);
  var data = Datasets.digits(count, 1, 5);
  var x = data.xTrain().cast(DType.FLOAT32).div(255);
  var y = data.yTrain();
  var order = RandomOps.shuffle(range(count));
  int size = count / folds;

  var accuracies = new ArrayList<Double>();
  for (int fold = 0; fold < folds; fold++) {
    var left = order.slice(0, fold * size, size);
    var kept =
        concat(
            0,
            order.slice(0, 0, fold * size),
            order.slice(0, (fold + 1) * size, count - (fold + 1) * size));
    var model =
        new Sequential(
            new Input(28, 28),
            new Flatten(),
            new Dense(64).activation("relu"),
            new Dense(10).activation("softmax"));
    model.compile("adam", "sparse_categorical_crossentropy", "accuracy");
    model.fit(
        x.gather(kept, 0), y.gather(kept, 0), new Fit().epochs(epochs).batchSize(32).verbose(0));
    var result = model.evaluate(x.gather(left, 0), y.gather(left, 0), new Evaluate().verbose(0));
    accuracies.add(result.get("accuracy"));
    IO.println(
        "fold %d: %d to train, %d to test, accuracy %.1f %%"
            .formatted(fold + 1, count - size, size, 100 * result.get("accuracy")));
  }
  var mean = accuracies.stream().mapToDouble(a -> a).average().orElseThrow();
  var spread =
      Math.sqrt(accuracies.stream().mapToDouble(a -> (a - mean) * (a - mean)).sum() / folds);
  IO.println("accuracy: %.1f %% ± %.1f".formatted(100 * mean, 100 * spread));
}

int argument(String[] arguments, int index, int preset) {
  return index < arguments.length ? Integer.parseInt(arguments[index]) : preset;
}
