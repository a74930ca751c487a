import static keratin.ops.Ops.*;

import module keratin;

/**
 * Clothes: the same images as digits in size, harder to tell apart.
 *
 * <p>Argument: the number of epochs (10).
 */
void main(String[] arguments) {
  int epochs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10;
  var data = Datasets.fashionMnist();
  var model =
      new Sequential(
          new Input(28, 28, 1),
          new Conv2D(32, 3).padding("same").activation("relu"),
          new BatchNormalization(),
          new MaxPooling2D(2),
          new Conv2D(64, 3).padding("same").activation("relu"),
          new BatchNormalization(),
          new MaxPooling2D(2),
          new Flatten(),
          new Dropout(0.3),
          new Dense(128).activation("relu"),
          new Dropout(0.3),
          new Dense(10).activation("softmax"));
  model.summary();
  model.compile(new Adam(), "sparse_categorical_crossentropy", "accuracy");
  model.fit(
      images(data.xTrain()),
      data.yTrain(),
      new Fit().batchSize(128).epochs(epochs).validationSplit(0.1));
  var result = model.evaluate(images(data.xTest()), data.yTest());
  IO.println("Test accuracy: %.2f %%".formatted(100 * result.get("accuracy")));
}

Tensor images(Tensor bytes) {
  return expandDims(cast(bytes, DType.FLOAT32).div(255), -1);
}
