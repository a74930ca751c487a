import module keratin;

/** dy₂/dw₁ = dy₂/dy₁ · dy₁/dw₁ */
void main() {
  var x = Tensor.of(1f);
  var w1 = Tensor.of(2f);
  var b1 = Tensor.of(1f);
  var w2 = Tensor.of(2f);
  var b2 = Tensor.of(1f);
  try (var tape = GradientTape.persistent()) {
    for (var parameter : List.of(w1, b1, w2, b2)) {
      tape.watch(parameter);
    }
    var y1 = x.mul(w1).add(b1);
    var y2 = y1.mul(w2).add(b2);

    var dy2dy1 = tape.gradient(y2, y1);
    var dy1dw1 = tape.gradient(y1, w1);
    var dy2dw1 = tape.gradient(y2, w1);
    IO.println(dy2dy1.mul(dy1dw1));
    IO.println(dy2dw1);
  }

  // The product rule: (x²·x²)' = 2x·x² + x²·2x = 4x³
  var v = Tensor.of(3f);
  try (var tape = new GradientTape()) {
    tape.watch(v);
    IO.println(tape.gradient(v.square().mul(v.square()), v));
  }
}
