import static keratin.ops.Ops.*;
import static keratin.random.RandomOps.*;

import module keratin;

/** Outputs squeezed into a range by an activation, and the slopes of the activations. */
void main() {
  // sigmoid: into (0, 1).
  IO.println(linspace(-6, 6, 10).sigmoid());
  IO.println(linspace(-2, 2, 5).sigmoid());

  // softmax: and the sum is 1.
  var prob = Nn.softmax(linspace(-2, 2, 5));
  IO.println(prob);
  IO.println(sum(prob));

  var logits =
      Tensor.of(
          new float[][] {
            {
              -0.9800911f,
              1.3957143f,
              -1.9753623f,
              -0.734632f,
              -0.7043357f,
              -0.42098284f,
              0.12055969f,
              -0.05920219f,
              1.0760355f,
              0.27005243f
            }
          });
  IO.println(Nn.softmax(logits, 1));
  IO.println(sum(Nn.softmax(logits, 1), 1));

  // However far the numbers reach, sigmoid keeps them in [0, 1].
  var wide = normal(Shape.of(1, 28, 28)).mul(5).sigmoid();
  IO.println(min(wide).floatValue() >= 0 && max(wide).floatValue() <= 1);

  // tanh: into (-1, 1).
  IO.println(linspace(-2, 2, 5).tanh());
  IO.println(linspace(-5, 5, 10).tanh());

  // relu, and with a little slope below 0.
  var a = linspace(-1, 1, 10);
  IO.println(a.relu());
  IO.println(Nn.leakyRelu(a));

  // The others: elu, selu, softplus, swish, gelu.
  var three = Tensor.of(new float[] {-1, 0, 1});
  IO.println(Nn.elu(three));
  IO.println(Nn.selu(three));
  IO.println(Nn.softplus(three));
  IO.println(Nn.silu(three));
  IO.println(Nn.gelu(three, false));

  // σ' = σ·(1 − σ)
  var x = linspace(-10, 10, 10);
  try (var tape = new GradientTape()) {
    tape.watch(x);
    var y = x.sigmoid();
    var slope = tape.gradient(y, x);
    IO.println("x: " + x);
    IO.println("y: " + y);
    IO.println("grad: " + slope);
    same("sigmoid", slope, y.mul(y.neg().add(1)));
  }

  // tanh' = 1 − tanh²
  try (var tape = new GradientTape()) {
    tape.watch(a);
    var y = a.tanh();
    same("tanh", tape.gradient(y, a), square(y).neg().add(1));
  }

  // relu' = 1 where x > 0, else 0
  try (var tape = new GradientTape()) {
    tape.watch(a);
    IO.println(tape.gradient(a.relu(), a));
  }

  // ∂pᵢ/∂aⱼ = pᵢ·(δᵢⱼ − pⱼ)
  logits = linspace(-2, 2, 5);
  try (var tape = new GradientTape()) {
    tape.watch(logits);
    var p = Nn.softmax(logits);
    var column = p.reshape(5, 1);
    same("softmax", tape.jacobian(p, logits), column.mul(eye(5).sub(p)));
  }
}

/** Says whether the tape's gradient is the formula's. */
void same(String name, Tensor gradient, Tensor formula) {
  var gap = max(gradient.sub(formula).abs()).floatValue();
  IO.println(name + ": the tape's gradient is the formula's: " + (gap < 1e-6));
}
