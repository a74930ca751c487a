import module keratin;

void main() {
  var mnist = Datasets.mnist();
  var model =
      new Sequential(
          new Input(28, 28, 1),
          new Flatten(),
          new Dense(256).activation("relu"),
          new Dropout(0.5),
          new Dense(10).activation("softmax"));
  model.compile(new Adam(1e-3), "sparse_categorical_crossentropy", "accuracy");
  model.fit(
      mnist.xTrain(), mnist.yTrain(), new Fit().batchSize(128).epochs(5).validationSplit(0.1));
  IO.println(model.evaluate(mnist.xTest(), mnist.yTest()));
}
