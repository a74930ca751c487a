import static keratin.ops.Ops.*;
import static keratin.random.RandomOps.*;

import module keratin;

/** A layer and a model of one's own, and weight decay that is added by hand. */
void main() {
  setRandomSeed(8);
  var layer = new MyDense(28 * 28, 256);
  IO.println(layer.of(normal(Shape.of(4, 28 * 28))).shape());
  for (var variable : layer.trainableVariables()) {
    IO.println(variable.name() + " " + variable.shape());
  }

  var model = new MyModel();
  var x = normal(Shape.of(4, 28 * 28));
  IO.println(model.of(x).shape());
  IO.println(model.trainableVariables().size() + " variables, " + model.countParams());

  // l2Loss is half the sum of squares: of 3 and 4 it is 12.5.
  IO.println(Nn.l2Loss(Tensor.of(new float[] {3, 4})));
  var y = oneHot(Tensor.of(new int[] {1, 2, 3, 0}), 10);
  try (var tape = new GradientTape()) {
    var loss = mean(Losses.categoricalCrossentropy(y, model.of(x, true), true, 0, -1));
    var penalties = new ArrayList<Tensor>();
    for (var p : model.trainableVariables()) {
      penalties.add(Nn.l2Loss(p));
    }
    var penalty = sum(stack(0, penalties.toArray(Tensor[]::new)));
    var total = loss.add(penalty.mul(1e-4));
    var grads = tape.gradient(total, model.trainableVariables());
    new SGD(0.01).apply(grads, model.trainableVariables());
    IO.println(grads.size() + " gradients, of " + grads.getFirst().shape() + " the first");
  }

  // What is left of the slope of the penalty alone is the weight itself.
  var w = new Variable(Tensor.of(new float[] {1, -2}));
  try (var tape = new GradientTape()) {
    IO.println(tape.gradient(Nn.l2Loss(w), w));
  }
}

/** A dense layer: {@code x·w + b}. */
final class MyDense extends Layer {
  private final Variable kernel;
  private final Variable bias;

  MyDense(int inputs, int outputs) {
    kernel = addWeight("w", Shape.of(inputs, outputs), new GlorotUniform());
    bias = addWeight("b", Shape.of(outputs), new Zeros());
  }

  @Override
  protected Tensor call(Tensor x, boolean training) {
    return x.matmul(kernel).add(bias);
  }
}

/** Five of them, with ReLU between. */
final class MyModel extends Model {
  private final List<MyDense> layers = new ArrayList<>();

  MyModel() {
    int[] lengths = {28 * 28, 256, 128, 64, 32, 10};
    for (int i = 0; i + 1 < lengths.length; i++) {
      layers.add(track(new MyDense(lengths[i], lengths[i + 1])));
    }
  }

  @Override
  protected Tensor call(Tensor x, boolean training) {
    Tensor h = x;
    for (var layer : layers) {
      h = layer.of(layer == layers.getFirst() ? h : Nn.relu(h));
    }
    return h;
  }
}
