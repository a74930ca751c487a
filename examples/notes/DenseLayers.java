import static keratin.random.RandomOps.*;

import module keratin;

/** Dense layers: when their weights come, and several of them in a row. */
void main() {
  var net = new Dense(512);
  var out = net.of(normal(Shape.of(4, 784)));
  IO.println("After net transform, shape of out: " + out.shape());
  IO.println("Shape of w: " + net.kernel().shape());
  IO.println("Shape of bias: " + net.bias().shape());

  // Before the first input there are no weights.
  net = new Dense(10);
  try {
    net.bias();
  } catch (IllegalStateException e) {
    IO.println("no bias yet");
  }
  IO.println("net's weights: " + net.getWeights() + " " + net.weights());
  net.buildFor(Shape.of(Shape.UNKNOWN, 4));
  IO.println("Shape of w: " + net.kernel().shape());
  IO.println("Shape of bias: " + net.bias().shape());
  net.buildFor(Shape.of(Shape.UNKNOWN, 20));
  IO.println("Shape of w: " + net.kernel().shape());
  IO.println("Shape of bias: " + net.bias().shape());
  try {
    net.of(normal(Shape.of(4, 12)));
  } catch (RuntimeException e) {
    IO.println("12 features do not fit 20");
  }
  IO.println(net.of(normal(Shape.of(4, 20))).shape());

  // 3·2 + 2, 2·2 + 2 and 2·2 + 2 parameters.
  var model =
      new Sequential(
              new Input(3),
              new Dense(2).activation("relu").name("hidden_1"),
              new Dense(2).activation("relu").name("hidden_2"),
              new Dense(2).name("output"))
          .name("perceptrons");
  model.summary();
  for (var parameter : model.trainableVariables()) {
    IO.println(parameter.name() + " " + parameter.shape());
  }
  IO.println(model.of(normal(Shape.of(2, 3))).shape());
}
