import static keratin.ops.Ops.*;

import module keratin;

/** The tape: what it records, how often it answers, and gradients of gradients. */
void main() {
  // A gradient is there only for what the tape recorded …
  var w = Tensor.of(1f);
  var x = Tensor.of(2f);
  var y = x.mul(w);
  try (var tape = new GradientTape()) {
    tape.watch(w);
    var y2 = x.mul(w);
    IO.println(tape.gradient(y, List.of(w)));
  }
  try (var tape = new GradientTape()) {
    tape.watch(w);
    var y2 = x.mul(w);
    IO.println(tape.gradient(y2, List.of(w)));
    // … and the tape answers once,
    try {
      tape.gradient(y2, List.of(w));
    } catch (RuntimeException e) {
      IO.println(e.getMessage().lines().findFirst().orElse(""));
    }
  }
  // unless it is persistent.
  try (var tape = GradientTape.persistent()) {
    tape.watch(w);
    var y2 = x.mul(w);
    IO.println(tape.gradient(y2, w) + " " + tape.gradient(y2, w));
  }

  // A variable is watched without asking.
  var v = new Variable(Tensor.of(1f));
  try (var tape = new GradientTape()) {
    IO.println(tape.gradient(x.mul(v), v));
  }

  // Second order: of a line there is none.
  var b = Tensor.of(3f);
  try (var t1 = new GradientTape()) {
    t1.watch(w);
    try (var t2 = new GradientTape()) {
      t2.watch(w);
      t2.watch(b);
      var grads = t2.gradient(x.mul(w).add(b), List.of(w, b));
      IO.println(grads);
      IO.println(t1.gradient(grads.get(0), w));
    }
  }

  // Of x³ at 2: 3x² = 12, then 6x = 12, then 6.
  try (var t1 = new GradientTape();
      var t2 = new GradientTape();
      var t3 = new GradientTape()) {
    t1.watch(x);
    t2.watch(x);
    t3.watch(x);
    var first = t3.gradient(x.mul(x).mul(x), x);
    var second = t2.gradient(first, x);
    IO.println(first + " " + second + " " + t1.gradient(second, x));
  }

  // All slopes of all outputs: the Jacobian.
  var p = Tensor.of(new float[] {1, 2});
  try (var tape = new GradientTape()) {
    tape.watch(p);
    IO.println(tape.jacobian(stack(0, p.get(0).mul(p.get(1)), sum(square(p))), p));
  }

  // A constant on purpose: d(x·stop(x))/dx = x.
  try (var tape = new GradientTape()) {
    tape.watch(x);
    IO.println(tape.gradient(x.mul(x.stopGradient()), x));
  }

  // A gradient of one's own: ln(1 + eˣ), whose slope would be ∞/∞ at 100.
  var large = Tensor.of(100f);
  try (var tape = new GradientTape()) {
    tape.watch(large);
    var z = customGradient(a -> a.exp().log1p(), (a, out, dy) -> dy.mul(a.sigmoid()), large);
    IO.println(tape.gradient(z, large));
  }
}
