import static keratin.ops.Ops.*;

import module keratin;

/** Partial derivatives, the gradient, and steps against it. */
void main() {
  // z = y² − x²: ∂z/∂x = −2x, ∂z/∂y = 2y
  var x = Tensor.of(1f);
  var y = Tensor.of(2f);
  try (var tape = new GradientTape()) {
    tape.watch(x);
    tape.watch(y);
    IO.println(tape.gradient(square(y).sub(square(x)), List.of(x, y)));
  }

  // J(θ) = θ₁² + θ₂², θ' = θ − α·∇J(θ), from (4, −4): the first step goes to 4 − 0.01·8.
  var theta = new Variable(Tensor.of(new float[] {4, -4}));
  for (int step = 1; step <= 500; step++) {
    try (var tape = new GradientTape()) {
      theta.assignSub(tape.gradient(sum(square(theta)), theta).mul(0.01));
    }
    if (step == 1 || step == 50 || step == 500) {
      IO.println("step %d: %s".formatted(step, theta.value()));
    }
  }

  // y = x² − x − 1: at −0.5 the slope is −2, so x becomes −0.48; the lowest point is at 0.5.
  var p = new Variable(Tensor.of(-0.5f));
  for (int step = 1; step <= 1000; step++) {
    try (var tape = new GradientTape()) {
      var slope = tape.gradient(square(p).sub(p).sub(1), p);
      p.assignSub(slope.mul(0.01));
      if (step == 1) {
        IO.println("slope %s, x = %.2f".formatted(slope.floatValue(), p.floatValue()));
      }
    }
  }
  var lowest = square(p).sub(p).sub(1);
  IO.println("lowest at %.2f: %.2f".formatted(p.floatValue(), lowest.floatValue()));
}
