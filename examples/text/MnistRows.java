import static keratin.ops.Ops.*;

import module keratin;

/**
 * The book's recurrent network reads a digit row by row: 28 steps of 28 pixels. Its SimpleRNN has
 * 72,960 parameters; 98.0 % of MNIST by SGD after 20 epochs.
 *
 * <p>Arguments: epochs (20), the optimizer (sgd), and "digits" to train on drawn digits instead of
 * MNIST.
 */
void main(String[] arguments) {
  int epochs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
  var optimizer = arguments.length > 1 ? arguments[1] : "sgd";
  boolean drawn = arguments.length > 2 && arguments[2].equals("digits");
  var data = drawn ? Datasets.digits(2000, 200, 1) : Datasets.mnist();
  var xTrain = cast(data.xTrain(), DType.FLOAT32).div(255);
  var xTest = cast(data.xTest(), DType.FLOAT32).div(255);

  var model =
      new Sequential(
          new Input(28, 28), new SimpleRNN(256).dropout(0.2), new Dense(10).activation("softmax"));
  model.summary();
  model.compile(optimizer, "sparse_categorical_crossentropy", "accuracy");
  model.fit(xTrain, data.yTrain(), new Fit().batchSize(128).epochs(epochs));
  var result = model.evaluate(xTest, data.yTest(), new Evaluate().batchSize(128));
  IO.println("Test accuracy: %.1f %%".formatted(100 * result.get("accuracy")));
}
