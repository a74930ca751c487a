import static keratin.ops.Ops.*;
import static keratin.random.RandomOps.*;

import module keratin;

import keratin.losses.BinaryCrossentropy;
import keratin.losses.CategoricalCrossentropy;

/** Losses: mean squares, entropy, cross-entropy; and the gradients of weights through them. */
void main() {
  setRandomSeed(1);

  // Mean squared error: three ways to write it.
  var label = oneHot(Tensor.of(new int[] {1, 2, 3, 0, 2}), 4);
  var out = normal(Shape.of(5, 4));
  var loss1 = mean(square(label.sub(out)));
  var loss2 = square(norm(label.sub(out))).div(5 * 4);
  var loss3 = mean(Losses.meanSquaredError(label, out));
  IO.println("mse three ways: " + close(loss1, loss2) + " " + close(loss1, loss3));

  // Entropy in bits: how uncertain a distribution is.
  var quarter = fill(Shape.of(4), 0.25);
  IO.println(quarter.mul(log(quarter)).div(log(Tensor.of(2f))));
  for (var p :
      new float[][] {
        {0.25f, 0.25f, 0.25f, 0.25f}, {0.1f, 0.1f, 0.1f, 0.7f}, {0.01f, 0.01f, 0.01f, 0.97f}
      }) {
    var a = Tensor.of(p);
    IO.println(sum(a.mul(log(a)).div(log(Tensor.of(2f)))).neg());
  }

  // Cross-entropy of a label and a prediction.
  var cat = Tensor.of(new float[] {0, 1, 0, 0});
  for (var p :
      new float[][] {
        {0.25f, 0.25f, 0.25f, 0.25f},
        {0.1f, 0.1f, 0.8f, 0.1f},
        {0.1f, 0.7f, 0.1f, 0.1f},
        {0.01f, 0.97f, 0.01f, 0.01f}
      }) {
    IO.println(Losses.categoricalCrossentropy(cat, Tensor.of(p)));
  }
  // −log 0.4, and −log 0.98 when the network is surer.
  var first = Tensor.of(new float[] {1, 0, 0, 0, 0});
  var unsure = Tensor.of(new float[] {0.4f, 0.3f, 0.05f, 0.05f, 0.2f});
  var sure = Tensor.of(new float[] {0.98f, 0.01f, 0, 0, 0.01f});
  IO.println("%.3f".formatted(Losses.categoricalCrossentropy(first, unsure).floatValue()));
  IO.println("%.2f".formatted(Losses.categoricalCrossentropy(first, sure).floatValue()));

  // As an object, and of two classes: of both probabilities, or of one.
  var criterion = new CategoricalCrossentropy();
  IO.println(criterion.of(cat, Tensor.of(new float[] {0.1f, 0.7f, 0.1f, 0.1f})));
  var pair = Tensor.of(new float[] {0.9f, 0.1f});
  IO.println(criterion.of(Tensor.of(new float[] {0, 1}), pair));
  var one = Tensor.of(new float[] {1});
  IO.println(Losses.binaryCrossentropy(one, Tensor.of(new float[] {0.1f})));
  IO.println(new BinaryCrossentropy().of(one, Tensor.of(new float[] {0.1f})));

  // From logits it is exact; through softmax and log it is not.
  var logits = Tensor.of(new float[][] {{-26.27812f, 28.63038f}});
  var prob = Nn.softmax(logits, 1);
  IO.println(prob);
  var second = Tensor.of(new float[][] {{0, 1}});
  IO.println(Losses.categoricalCrossentropy(second, logits, true, 0, -1));
  IO.println(Losses.categoricalCrossentropy(second, prob));

  // The gradients of w and b: for mean squares after softmax …
  var x = normal(Shape.of(2, 4));
  var w = normal(Shape.of(4, 3));
  var b = zeros(3);
  var y = oneHot(Tensor.of(new int[] {2, 0}), 3);
  try (var tape = new GradientTape()) {
    tape.watch(w);
    tape.watch(b);
    var p = Nn.softmax(x.matmul(w).add(b), 1);
    var grads = tape.gradient(mean(Losses.meanSquaredError(y, p)), List.of(w, b));
    IO.println(grads.get(0).shape() + " " + grads.get(1).shape());
    // Through softmax the sum of a row's slopes is 0.
    IO.println("rows sum to 0: " + close(sum(grads.get(0), 1), zeros(4)));
  }

  // … and for cross-entropy from logits, where ∂L/∂logits = (p − y)/batch.
  try (var tape = new GradientTape()) {
    tape.watch(w);
    tape.watch(b);
    var z = x.matmul(w).add(b);
    var loss = mean(Losses.categoricalCrossentropy(y, z, true, 0, -1));
    var grads = tape.gradient(loss, List.of(w, b));
    var slope = Nn.softmax(z, 1).sub(y).div(2);
    IO.println("by hand: " + close(grads.get(0), transpose(x).matmul(slope)));
    IO.println("by hand: " + close(grads.get(1), sum(slope, 0)));
  }
}

/** Whether two tensors agree to rounding. */
boolean close(Tensor a, Tensor b) {
  return max(a.sub(b).abs()).floatValue() < 1e-5;
}
