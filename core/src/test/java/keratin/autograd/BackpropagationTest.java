package keratin.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import keratin.ops.Nn;
import keratin.ops.Ops;
import keratin.tensor.DType;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;
import keratin.testing.Golden;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The derivations of the course, against the tape. */
class BackpropagationTest {
  private static final double CLOSE = 1e-12;

  private final Tensor x = Ops.linspace(-1, 1, 3, true, DType.FLOAT64).reshape(1, 3);
  private final Variable w =
      new Variable(Ops.linspace(0.2, -0.7, 6, true, DType.FLOAT64).reshape(3, 2));

  private static void assertClose(Tensor actual, Tensor expected) {
    Golden.assertClose(actual, expected, CLOSE, CLOSE);
  }

  @Test
  @Tag("B5")
  void aPerceptron() {
    // L = ½(σ(x·w) − t)²,  ∂L/∂w = (O − t)·O·(1 − O)·x
    Variable column = new Variable(w.get(":, 0:1"));
    try (var tape = new GradientTape()) {
      Tensor o = x.matmul(column).sigmoid();
      Tensor loss = o.sub(1).square().mul(0.5).sum();
      Tensor delta = o.sub(1).mul(o).mul(o.neg().add(1));
      assertClose(tape.gradient(loss, column), x.transpose().mul(delta));
    }
  }

  @Test
  @Tag("B5")
  void aPerceptronWithSeveralOutputs() {
    Tensor t = Tensor.of(new double[][] {{1, 0}});
    try (var tape = new GradientTape()) {
      Tensor o = x.matmul(w).sigmoid();
      Tensor loss = o.sub(t).square().mul(0.5).sum();
      Tensor delta = o.sub(t).mul(o).mul(o.neg().add(1));
      assertClose(tape.gradient(loss, w), x.transpose().matmul(delta));
    }
  }

  @Test
  @Tag("B5")
  void severalLayers() {
    // δ_J = O_J·(1 − O_J)·Σ_K δ_K·W_JK
    Variable w2 = new Variable(Ops.linspace(-0.5, 0.4, 4, true, DType.FLOAT64).reshape(2, 2));
    Tensor t = Tensor.of(new double[][] {{0, 1}});
    try (var tape = new GradientTape()) {
      Tensor hidden = x.matmul(w).sigmoid();
      Tensor o = hidden.matmul(w2).sigmoid();
      Tensor loss = o.sub(t).square().mul(0.5).sum();
      List<Tensor> gradients = tape.gradient(loss, List.of(w, w2));
      Tensor deltaK = o.sub(t).mul(o).mul(o.neg().add(1));
      Tensor deltaJ = deltaK.matmul(w2, false, true).mul(hidden).mul(hidden.neg().add(1));
      assertClose(gradients.get(0), x.transpose().matmul(deltaJ));
      assertClose(gradients.get(1), hidden.transpose().matmul(deltaK));
    }
  }

  @Test
  @Tag("B5")
  void meanSquaredErrorAndCrossEntropy() {
    Tensor labels = Tensor.of(new double[][] {{0, 1}});
    try (var tape = GradientTape.persistent()) {
      Tensor y = x.matmul(w);
      Tensor mse = y.sub(labels).square().mean();
      assertClose(tape.gradient(mse, w), x.transpose().matmul(y.sub(labels)));
      Tensor entropy = Nn.softmaxCrossEntropyWithLogits(labels, y).sum();
      Tensor expected = x.transpose().matmul(Nn.softmax(y).sub(labels));
      assertClose(tape.gradient(entropy, w), expected);
    }
  }

  @Test
  @Tag("B6")
  void himmelblausFourMinimaDependOnTheStart() {
    double[][] starts = {{-4, 0}, {1, 0}, {4, 0}};
    double[][] minima = {{-3.7793, -3.2832}, {3, 2}, {3.5844, -1.8481}};
    for (int i = 0; i < starts.length; i++) {
      Variable point = new Variable(Tensor.of(starts[i]));
      double value = 0;
      for (int step = 0; step < 200; step++) {
        try (var tape = new GradientTape()) {
          Tensor a = point.get(0);
          Tensor b = point.get(1);
          Tensor f = a.square().add(b).sub(11).square().add(a.add(b.square()).sub(7).square());
          point.assignSub(tape.gradient(f, point).mul(0.01));
          value = f.doubleValue();
        }
      }
      assertThat(value).isCloseTo(0, within(1e-6));
      double[] reached = point.toDoubleArray();
      assertThat(reached[0]).isCloseTo(minima[i][0], within(1e-3));
      assertThat(reached[1]).isCloseTo(minima[i][1], within(1e-3));
    }
  }
}
