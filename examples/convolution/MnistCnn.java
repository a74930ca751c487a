import static keratin.ops.Ops.*;

import module keratin;

/**
 * The book's convolutional network: 80,266 parameters, 99.4 % of MNIST after 20 epochs.
 *
 * <p>Arguments: the number of epochs (20), a folder for pictures of what the network sees
 * (pictures), and "digits" to train on drawn digits instead of MNIST.
 */
void main(String[] arguments) {
  int epochs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
  var folder = Path.of(arguments.length > 1 ? arguments[1] : "pictures");
  boolean drawn = arguments.length > 2 && arguments[2].equals("digits");
  var data = drawn ? Datasets.digits(1280, 200, 1) : Datasets.mnist();
  var xTrain = images(data.xTrain());
  var xTest = images(data.xTest());

  var model =
      new Sequential(
          new Input(28, 28, 1),
          new Conv2D(64, 3).activation("relu"),
          new MaxPooling2D(2),
          new Conv2D(64, 3).activation("relu"),
          new MaxPooling2D(2),
          new Conv2D(64, 3).activation("relu"),
          new Flatten(),
          new Dropout(0.2),
          new Dense(10).activation("softmax"));
  model.summary();
  model.compile(new Adam(), "sparse_categorical_crossentropy", "accuracy");
  model.fit(
      xTrain,
      data.yTrain(),
      new Fit().batchSize(128).epochs(epochs).validationData(xTest, data.yTest()));
  var result = model.evaluate(xTest, data.yTest());
  IO.println("Test accuracy: %.2f %%".formatted(100 * result.get("accuracy")));

  // What the first layer looks for, and where it finds that in a digit.
  var kernel = ((Conv2D) model.layer(0)).kernel();
  Images.saveImg(folder.resolve("filters.png"), grid(enlarge(transpose(kernel, 3, 0, 1, 2), 8)));
  var digit = xTest.get("0:1");
  Images.saveImg(folder.resolve("digit.png"), enlarge(digit, 4).get(0));
  for (int layer : new int[] {0, 2, 4}) {
    var upToHere = new Model(model.inputs(), model.layer(layer).outputs());
    var maps = upToHere.of(digit);
    var file = "maps_" + model.layer(layer).name() + ".png";
    Images.saveImg(folder.resolve(file), grid(enlarge(transpose(maps, 3, 1, 2, 0), 4)));
    IO.println(file + ": " + maps.shape());
  }
}

/** (n, 28, 28) of bytes as (n, 28, 28, 1) in [0, 1]. */
Tensor images(Tensor bytes) {
  return expandDims(cast(bytes, DType.FLOAT32).div(255), -1);
}

Tensor enlarge(Tensor pictures, int factor) {
  return repeat(repeat(pictures, factor, 1), factor, 2);
}

/** Pictures (n, height, width, 1) beside and below each other, every one with its own contrast. */
Tensor grid(Tensor pictures) {
  var low = min(pictures, true, 1, 2, 3);
  var high = max(pictures, true, 1, 2, 3);
  var even = pictures.sub(low).div(maximum(high.sub(low), 1e-6));
  var framed = pad(even, new int[][] {{0, 0}, {1, 1}, {1, 1}, {0, 0}});
  int columns = 8;
  int rows = framed.shape().dim(0) / columns;
  int height = framed.shape().dim(1);
  int width = framed.shape().dim(2);
  var tiles = transpose(reshape(framed, rows, columns, height, width), 0, 2, 1, 3);
  return reshape(tiles, rows * height, columns * width, 1);
}
