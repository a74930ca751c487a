package keratin.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The fused ops mean what their decompositions mean, and so do their gradients. */
class FusedTest {
  private static final long SEED = 20260117;
  private static final SplittableRandom RANDOM = new SplittableRandom(SEED);

  record Sample(Fused op, Tensor... in) {
    @Override
    public String toString() {
      return op + " " + Stream.of(in).map(t -> t.shape().toString()).toList();
    }
  }

  static Tensor normal(int... dims) {
    Shape shape = Shape.of(dims);
    double[] data = RANDOM.doubles(shape.size(), -2, 2).toArray();
    return Tensor.of(data, shape);
  }

  static Tensor probabilities(int... dims) {
    return Engine.run(new SoftmaxOp(false), normal(dims));
  }

  static Stream<Sample> samples() {
    Tensor labels = Tensor.of(new int[] {0, 4, 2}, Shape.of(3));
    return Stream.of(
        new Sample(new SoftmaxOp(false), normal(3, 5)),
        new Sample(new SoftmaxOp(true), normal(2, 3, 5)),
        new Sample(new SoftmaxOp(false), normal(7)),
        new Sample(new SoftmaxGrad(false), normal(3, 5), normal(3, 5)),
        new Sample(new SoftmaxGrad(true), normal(3, 5), normal(3, 5)),
        new Sample(new CrossEntropy(), normal(3, 5), probabilities(3, 5)),
        new Sample(new CrossEntropyGrad(), normal(3, 5), normal(3, 5), normal(3)),
        new Sample(new SparseCrossEntropy(), normal(3, 5), labels),
        new Sample(
            new SparseCrossEntropy(), normal(3, 1, 5), labels.reshape(3, 1).cast(DType.INT64)),
        new Sample(new SparseCrossEntropyGrad(), normal(3, 5), labels, normal(3)),
        new Sample(new SigmoidCrossEntropy(), normal(3, 5), probabilities(3, 5)),
        new Sample(new Affine(null), normal(4, 3), normal(3, 5), normal(5)),
        new Sample(new Affine(Unary.TANH), normal(2, 4, 3), normal(3, 5), normal(5)),
        new Sample(new Affine(Unary.RELU), normal(4, 3), normal(3, 5), normal(5)),
        new Sample(new Affine(Unary.SOFTPLUS), normal(3), normal(3, 5), normal(5)),
        new Sample(
            new AdamUpdate(0.01, 0.9, 0.999, 1e-7, 3, false),
            normal(6),
            normal(6),
            normal(6),
            normal(6).square().add(0.1)),
        new Sample(
            new AdamUpdate(0.01, 0.9, 0.999, 1e-7, 1, true),
            normal(2, 3),
            normal(2, 3),
            normal(2, 3),
            normal(2, 3).square().add(0.1),
            normal(2, 3).square().add(0.1)),
        new Sample(new SgdUpdate(0.01, 0, false), normal(6), normal(6)),
        new Sample(new SgdUpdate(0.01, 0.9, false), normal(6), normal(6), normal(6)),
        new Sample(new SgdUpdate(0.01, 0.9, true), normal(6), normal(6), normal(6)),
        new Sample(
            new RmspropUpdate(0.01, 0.9, 0, 1e-7, false), normal(6), normal(6), normal(6).square()),
        new Sample(
            new RmspropUpdate(0.01, 0.9, 0.5, 1e-7, true),
            normal(6),
            normal(6),
            normal(6).square().add(4),
            normal(6),
            normal(6)));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void equalsItsDecomposition(Sample sample) {
    Tensor[] fused = Engine.runAll(sample.op, sample.in);
    Tensor[] parts = sample.op.decompose(sample.in);
    assertThat(fused).hasSameSizeAs(parts);
    for (int i = 0; i < fused.length; i++) {
      assertClose(fused[i], parts[i], 1e-12);
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void inFloat32Too(Sample sample) {
    Tensor[] in = new Tensor[sample.in.length];
    for (int i = 0; i < in.length; i++) {
      boolean real = sample.in[i].dtype().isFloating();
      in[i] = real ? sample.in[i].cast(DType.FLOAT32) : sample.in[i];
    }
    Tensor[] fused = Engine.runAll(sample.op, in);
    Tensor[] parts = sample.op.decompose(sample.in);
    for (int i = 0; i < fused.length; i++) {
      assertThat(fused[i].dtype()).isEqualTo(DType.FLOAT32);
      assertClose(fused[i].cast(DType.FLOAT64), parts[i], 2e-6);
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void firstGradientIsTheSlope(Sample sample) {
    assertSlope(in -> loss(Engine.runAll(sample.op, in)), sample.in);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void secondGradientIsTheSlopeOfTheFirst(Sample sample) {
    assertSlope(
        in -> {
          try (Tape tape = new Tape(false)) {
            for (Tensor x : in) {
              tape.watch(x);
            }
            Tensor loss = loss(Engine.runAll(sample.op, in));
            Tensor[] gradients = tape.gradient(new Tensor[] {loss}, in, null);
            return loss(Stream.of(gradients).filter(g -> g != null).toArray(Tensor[]::new));
          }
        },
        sample.in);
  }

  private interface Scalar {
    Tensor of(Tensor[] in);
  }

  /** Some smooth number that depends on every element. */
  private static Tensor loss(Tensor[] out) {
    Tensor sum = Tensor.of(0.0);
    for (int i = 0; i < out.length; i++) {
      sum = sum.add(out[i].mul(i + 0.5).sin().sum());
    }
    return sum;
  }

  /** Compares the gradient with a central difference in one random direction. */
  private static void assertSlope(Scalar function, Tensor[] in) {
    Tensor[] directions = new Tensor[in.length];
    Tensor[] gradients;
    try (Tape tape = new Tape(false)) {
      for (Tensor x : in) {
        tape.watch(x);
      }
      gradients = tape.gradient(new Tensor[] {function.of(in)}, in, null);
    }
    double expected = 0;
    for (int i = 0; i < in.length; i++) {
      if (in[i].dtype().isFloating()) {
        directions[i] = normal(in[i].shape().dims());
        if (gradients[i] != null) {
          expected += gradients[i].mul(directions[i]).sum().doubleValue();
        }
      }
    }
    double h = 1e-5;
    double slope = (at(function, in, directions, h) - at(function, in, directions, -h)) / (2 * h);
    assertThat(slope)
        .as("seed %d", SEED)
        .isCloseTo(expected, within(1e-6 * Math.max(1, Math.abs(expected))));
  }

  private static double at(Scalar function, Tensor[] in, Tensor[] directions, double h) {
    Tensor[] moved = in.clone();
    for (int i = 0; i < in.length; i++) {
      moved[i] = directions[i] == null ? in[i] : in[i].add(directions[i].mul(h));
    }
    return function.of(moved).doubleValue();
  }

  static void assertClose(Tensor actual, Tensor expected, double tolerance) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    double[] a = actual.toDoubleArray();
    double[] b = expected.toDoubleArray();
    for (int i = 0; i < a.length; i++) {
      double margin = tolerance * Math.max(1, Math.abs(b[i]));
      assertThat(a[i]).as("element %d, seed %d", i, SEED).isCloseTo(b[i], within(margin));
    }
  }

  @Test
  void crossEntropyOfTwoClassesByHand() {
    Tensor logits = Tensor.of(new float[][] {{0, (float) Math.log(3)}});
    Tensor sparse = Engine.run(new SparseCrossEntropy(), logits, Tensor.of(new int[] {1}));
    Tensor dense = Engine.run(new CrossEntropy(), logits, Tensor.of(new float[][] {{0.5f, 0.5f}}));
    assertThat(sparse.toFloatArray()[0]).isCloseTo(0.28768207f, within(1e-6f)); // ln 4/3
    assertThat(dense.toFloatArray()[0]).isCloseTo(0.8369882f, within(1e-6f));
  }

  @Test
  void gradientIsSoftmaxMinusLabelsEvenIfLabelsDoNotSumToOne() {
    Tensor logits = Tensor.of(new double[][] {{1, 2, 3}});
    Tensor labels = Tensor.of(new double[][] {{1, 0, 1}});
    Tensor expected = Engine.run(new SoftmaxOp(false), logits).sub(labels);
    for (DType type : List.of(DType.FLOAT32, DType.FLOAT64)) {
      Tensor[] in = {logits.cast(type), labels.cast(type)};
      try (Tape tape = new Tape(false)) {
        tape.watch(in[0]);
        Tensor loss = Engine.run(new CrossEntropy(), in);
        Tensor gradient = tape.gradient(new Tensor[] {loss}, in, null)[0];
        assertClose(gradient.cast(DType.FLOAT64), expected, 1e-6);
      }
    }
  }

  @Test
  void hugeLogitsDoNotOverflow() {
    Tensor logits = Tensor.of(new float[][] {{1e30f, -1e30f, 0}});
    assertThat(Engine.run(new SoftmaxOp(false), logits).toFloatArray()).containsExactly(1, 0, 0);
    Tensor loss = Engine.run(new SparseCrossEntropy(), logits, Tensor.of(new int[] {0}));
    assertThat(loss.toFloatArray()).containsExactly(0);
  }

  @Test
  void labelsOutsideTheClassesAreAnError() {
    Tensor logits = normal(4, 10).cast(DType.FLOAT32);
    Tensor labels = Tensor.of(new int[] {0, 1, 9, 12});
    assertThatThrownBy(() -> Engine.run(new SparseCrossEntropy(), logits, labels))
        .isInstanceOf(IndexException.class)
        .hasMessageContaining("label 12 at position 3 is outside [0, 10).");
    assertThatThrownBy(() -> new SparseCrossEntropy().decompose(new Tensor[] {logits, labels}))
        .hasMessageContaining("label 12 at position 3 is outside [0, 10).");
    Tensor negative = Tensor.of(new byte[] {0, -1, 9, 1}).cast(DType.INT8);
    assertThatThrownBy(() -> Engine.run(new SparseCrossEntropy(), logits, negative))
        .hasMessageContaining("label -1 at position 1 is outside [0, 10).");
  }

  @Test
  void inputsThatDoNotFitAreNamed() {
    Tensor x = normal(2, 3);
    assertThatThrownBy(() -> Engine.run(new Affine(null), x, normal(4, 5), normal(5)))
        .isInstanceOf(ShapeException.class)
        .hasMessage("matmul: a (2, 3) has inner dimension 3 but b (4, 5) has 4");
    assertThatThrownBy(() -> Engine.run(new CrossEntropy(), x, normal(2, 4)))
        .hasMessage(
            "cross_entropy: logits has shape (2, 3) but labels has (2, 4); they must be equal.");
    assertThatThrownBy(() -> Engine.run(new SparseCrossEntropy(), x, normal(2)))
        .isInstanceOf(DTypeException.class)
        .hasMessageContaining("labels are float64 but must be integers");
    assertThatThrownBy(() -> Engine.run(new SgdUpdate(0.1, 0.9, false), x, x))
        .hasMessage("sgd_update: 2 inputs came, but 3 are needed: w, g, m.");
  }

  @Test
  void emptyBatchesHaveEmptyResults() {
    Tensor logits = Tensor.full(DType.FLOAT32, 0, 0, 10);
    Tensor labels = Tensor.full(DType.INT32, 0, 0);
    assertThat(Engine.run(new SoftmaxOp(false), logits).shape()).isEqualTo(Shape.of(0, 10));
    assertThat(Engine.run(new SparseCrossEntropy(), logits, labels).shape()).isEqualTo(Shape.of(0));
    Tensor w = Tensor.full(DType.FLOAT32, 1, 10, 3);
    Tensor y = Engine.run(new Affine(Unary.RELU), logits, w, Tensor.full(DType.FLOAT32, 1, 3));
    assertThat(y.shape()).isEqualTo(Shape.of(0, 3));
  }
}
