import static keratin.ops.Ops.*;
import static keratin.random.RandomOps.*;

import module keratin;

/** A line through a hundred noisy points: loss, gradient by hand, step; then the same by tape. */
void main() {
  setRandomSeed(7);
  var noise = normal(Shape.of(100), 0, 0.1);
  var x = uniform(Shape.of(100), -5, 5);
  var y = x.mul(1.477).add(0.089).add(noise);

  // w' = w − lr·∂loss/∂w,  ∂loss/∂w = 2/N·Σ(w·x + b − y)·x,  ∂loss/∂b = 2/N·Σ(w·x + b − y)
  var w = Tensor.of(0f);
  var b = Tensor.of(0f);
  for (int step = 0; step <= 1000; step++) {
    var gap = x.mul(w).add(b).sub(y);
    if (step == 0 || step == 1000) {
      IO.println("step %d, loss %.3f".formatted(step, mean(square(gap)).floatValue()));
    }
    w = w.sub(mean(gap.mul(x)).mul(2 * 0.01));
    b = b.sub(mean(gap).mul(2 * 0.01));
  }
  IO.println("by hand: w = %.2f, b = %.1f".formatted(w.floatValue(), b.floatValue()));

  var wv = new Variable(Tensor.of(0f));
  var bv = new Variable(Tensor.of(0f));
  for (int step = 0; step <= 1000; step++) {
    try (var tape = new GradientTape()) {
      var loss = mean(square(x.mul(wv).add(bv).sub(y)));
      var grads = tape.gradient(loss, List.of(wv, bv));
      wv.assignSub(grads.get(0).mul(0.01));
      bv.assignSub(grads.get(1).mul(0.01));
    }
  }
  IO.println("by tape: w = %.2f, b = %.1f".formatted(wv.floatValue(), bv.floatValue()));
  IO.println("the same: " + (Math.abs(w.floatValue() - wv.floatValue()) < 1e-4));
}
