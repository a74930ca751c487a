import static keratin.ops.Ops.*;
import static keratin.random.RandomOps.*;

import module keratin;

/** Two clouds of points told apart by one neuron: y = σ(x·w + b). */
void main() {
  setRandomSeed(3);
  var left = normal(Shape.of(100, 2), -2, 1);
  var right = normal(Shape.of(100, 2), 2, 1);
  var x = concat(0, left, right);
  var y = concat(0, zeros(100, 1), ones(100, 1));

  var w = new Variable(zeros(2, 1));
  var b = new Variable(zeros(1));
  for (int step = 0; step <= 200; step++) {
    try (var tape = new GradientTape()) {
      var p = x.matmul(w).add(b).sigmoid();
      // −(y·log p + (1 − y)·log(1 − p))
      var loss = mean(Losses.binaryCrossentropy(y, p));
      var grads = tape.gradient(loss, List.of(w, b));
      if (step == 0) {
        IO.println("loss " + loss.floatValue());
        var byHand = transpose(x).matmul(p.sub(y)).div(200);
        var gap = max(byHand.sub(grads.get(0)).abs()).floatValue();
        IO.println("∂loss/∂w = xᵀ·(p − y)/N: " + (gap < 1e-5));
      }
      w.assignSub(grads.get(0).mul(0.1));
      b.assignSub(grads.get(1).mul(0.1));
    }
  }
  var pred = x.matmul(w).add(b).sigmoid().greater(0.5);
  var accuracy = mean(cast(equal(cast(pred, DType.FLOAT32), y), DType.FLOAT32)).floatValue();
  IO.println("right: more than 97 %: " + (accuracy > 0.97));
}
