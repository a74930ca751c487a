import static keratin.ops.Ops.*;
import static keratin.random.RandomOps.*;

import module keratin;

/** Batch normalization: what it learns, what it keeps, and what training makes of both. */
void main() {
  setRandomSeed(4);
  var net = new BatchNormalization();
  var x = normal(Shape.of(2, 3));
  net.of(x);
  for (var variable : net.trainableVariables()) {
    IO.println(variable.name() + " " + Arrays.toString(variable.value().toFloatArray()));
  }
  for (var variable : net.nonTrainableVariables()) {
    IO.println(variable.name() + " " + Arrays.toString(variable.value().toFloatArray()));
  }

  // A channel has one mean: [2, 4, 4, 3] has three.
  x = normal(Shape.of(2, 4, 4, 3)).mul(0.5).add(1);
  var out = net.of(x, true);
  IO.println("mean of the output: " + near(mean(out, 0, 1, 2), 0));
  IO.println("after one step the moving mean is 1 % of the batch's:");
  IO.println(near(net.movingMean().value(), mean(x, 0, 1, 2).mul(0.01)));

  var optimizer = new SGD(1e-2);
  for (int i = 0; i < 10; i++) {
    try (var tape = new GradientTape()) {
      out = net.of(x, true);
      var loss = mean(square(out)).sub(1);
      var grads = tape.gradient(loss, net.trainableVariables());
      optimizer.apply(grads, net.trainableVariables());
    }
  }
  IO.println("gamma after 10 steps: " + text(net.trainableVariables().get(0).value()));
  IO.println("beta after 10 steps: " + near(net.trainableVariables().get(1).value(), 0));
}

boolean near(Tensor a, Object b) {
  return max(abs(a.sub(convertToTensor(b).cast(DType.FLOAT32)))).floatValue() < 1e-5;
}

String text(Tensor x) {
  var parts = new ArrayList<String>();
  for (float value : x.toFloatArray()) {
    parts.add("%.2f".formatted(value));
  }
  return parts.toString();
}
