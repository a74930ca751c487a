import static keratin.ops.Ops.*;

import module keratin;

/** One layer of neurons: its gradient by hand and by the tape. */
void main() {
  // One output: E = (O − t)²,  O = σ(x·w + b),  ∂E/∂w = 2·(O − t)·O·(1 − O)·xᵀ
  var x = Tensor.of(new float[][] {{0.5f, -1, 2}});
  var w = ones(3, 1);
  var b = ones(1);
  var t = Tensor.of(new float[][] {{1}});
  try (var tape = new GradientTape()) {
    tape.watch(w);
    tape.watch(b);
    var o = x.matmul(w).add(b).sigmoid();
    var loss = mean(Losses.meanSquaredError(t, o));
    var grads = tape.gradient(loss, List.of(w, b));
    IO.println("w grad: " + grads.get(0));
    IO.println("b grad: " + grads.get(1));
    var delta = o.sub(t).mul(2).mul(o).mul(o.neg().add(1));
    IO.println("by hand: " + transpose(x).matmul(delta));
  }

  // Several outputs: every weight's slope takes its input and its output's delta, nothing else.
  var x2 = Tensor.of(new float[][] {{0.5f, -1, 2, 0}, {1, 0, -0.5f, 1}});
  var w2 = reshape(linspace(-0.6, 0.5, 12), 4, 3);
  var b2 = zeros(3);
  var t2 = oneHot(Tensor.of(new int[] {2, 0}), 3);
  try (var tape = new GradientTape()) {
    tape.watch(w2);
    tape.watch(b2);
    var o = x2.matmul(w2).add(b2).sigmoid();
    var loss = mean(Losses.meanSquaredError(t2, o));
    var grads = tape.gradient(loss, List.of(w2, b2));
    IO.println("w grad: " + grads.get(0));
    IO.println("b grad: " + grads.get(1));
    var delta = o.sub(t2).mul(2.0 / 6).mul(o).mul(o.neg().add(1));
    IO.println("by hand: " + transpose(x2).matmul(delta));
    IO.println("by hand: " + sum(delta, 0));
  }
}
