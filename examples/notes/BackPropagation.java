import static keratin.ops.Ops.*;

import module keratin;

/**
 * A network of two layers, its gradients carried back by hand.
 *
 * <p>Output layer: δₖ = Oₖ·(1 − Oₖ)·(Oₖ − tₖ), ∂E/∂Wⱼₖ = Oⱼ·δₖ. Hidden layer: δⱼ = Oⱼ·(1 − Oⱼ)·Σₖ
 * δₖ·Wⱼₖ, ∂E/∂Wᵢⱼ = Oᵢ·δⱼ.
 */
void main() {
  var input = Tensor.of(new float[][] {{0.05f, 0.1f}});
  var target = Tensor.of(new float[][] {{0.01f, 0.99f}});
  var w1 = new Variable(Tensor.of(new float[][] {{0.15f, 0.25f}, {0.2f, 0.3f}}));
  var w2 = new Variable(Tensor.of(new float[][] {{0.4f, 0.5f}, {0.45f, 0.55f}}));

  for (int step = 0; step <= 1000; step++) {
    try (var tape = new GradientTape()) {
      var hidden = input.matmul(w1).sigmoid();
      var output = hidden.matmul(w2).sigmoid();
      var error = sum(square(output.sub(target))).mul(0.5);

      var deltaK = output.mul(output.neg().add(1)).mul(output.sub(target));
      var deltaJ = hidden.mul(hidden.neg().add(1)).mul(deltaK.matmul(transpose(w2)));
      var byHand2 = transpose(hidden).matmul(deltaK);
      var byHand1 = transpose(input).matmul(deltaJ);

      var grads = tape.gradient(error, List.of(w1, w2));
      if (step == 0) {
        IO.println("hidden layer, by hand: " + byHand1);
        IO.println("hidden layer, tape:    " + grads.get(0));
        IO.println("output layer, by hand: " + byHand2);
        IO.println("output layer, tape:    " + grads.get(1));
      }
      if (step % 500 == 0) {
        IO.println(step + " error: " + error.floatValue());
      }
      w1.assignSub(byHand1.mul(0.5));
      w2.assignSub(byHand2.mul(0.5));
    }
  }
}
