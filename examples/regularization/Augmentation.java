import static keratin.ops.Ops.*;

import module keratin;

/**
 * Few pictures, changed at random in every step: a network that sees each digit somewhere else,
 * larger, smaller and turned every time is right more often about pictures it never saw.
 *
 * <p>Arguments: the number of epochs (30), pictures to train on (200), a folder for a picture of
 * changed digits (none).
 */
void main(String[] arguments) {
  int epochs = argument(arguments, 0, 30);
  int count = argument(arguments, 1, 200);
  var data = Datasets.digits(count, 1000, 11);
  var x = images(data.xTrain());
  var xTest = images(data.xTest());

  for (boolean augmented : new boolean[] {false, true}) {
    Session.setRandomSeed(2);
    var changes = changes();
    var model = new Sequential(new Input(28, 28, 1));
    if (augmented) {
      model.add(changes);
    }
    model.add(new Conv2D(16, 3).activation("relu"));
    model.add(new MaxPooling2D(2));
    model.add(new Flatten());
    model.add(new Dense(64).activation("relu"));
    model.add(new Dense(10).activation("softmax"));
    model.compile("adam", "sparse_categorical_crossentropy", "accuracy");
    var plan = new Fit().epochs(epochs).batchSize(20).verbose(0);
    var history = model.fit(x, data.yTrain(), plan);
    var result = model.evaluate(xTest, data.yTest(), new Evaluate().batchSize(100).verbose(0));
    IO.println(
        "%s: accuracy in training %.1f %%, in the test %.1f %%"
            .formatted(
                augmented ? "changed at random" : "as they are",
                100 * history.get("accuracy").getLast(),
                100 * result.get("accuracy")));
    if (augmented && arguments.length > 2) {
      show(changes, x, Path.of(arguments[2], "augmented.png"));
    }
  }
}

/** What is changed; only in training. */
Sequential changes() {
  return new Sequential(
      new RandomTranslation(0.1, 0.1).fillMode("constant"),
      new RandomRotation(0.03).fillMode("constant"),
      new RandomZoom(0.1).fillMode("constant"));
}

/** Eight digits in a row each, as they are and four times changed. */
void show(Sequential changes, Tensor x, Path file) {
  var rows = new ArrayList<Tensor>();
  var some = x.slice(0, 0, 8);
  for (int row = 0; row < 5; row++) {
    var digits = row == 0 ? some : changes.of(some, true);
    rows.add(digits.transpose(1, 0, 2, 3).reshape(28, 8 * 28, 1));
  }
  Images.saveImg(file, concat(0, rows));
  IO.println("changed digits: " + file.getFileName());
}

Tensor images(Tensor bytes) {
  return cast(bytes, DType.FLOAT32).div(255).expandDims(-1);
}

int argument(String[] arguments, int index, int preset) {
  return index < arguments.length ? Integer.parseInt(arguments[index]) : preset;
}
