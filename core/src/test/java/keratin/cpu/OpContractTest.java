package keratin.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import keratin.autograd.GradientCheck;
import keratin.autograd.GradientTape;
import keratin.tensor.Backend;
import keratin.tensor.Binary;
import keratin.tensor.Cast;
import keratin.tensor.Compare;
import keratin.tensor.DType;
import keratin.tensor.Device;
import keratin.tensor.DropoutOp;
import keratin.tensor.Engine;
import keratin.tensor.Logical;
import keratin.tensor.Op;
import keratin.tensor.Placement;
import keratin.tensor.RandomDraw;
import keratin.tensor.Select;
import keratin.tensor.Shape;
import keratin.tensor.Spec;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import keratin.tensor.Unary;
import keratin.testing.Golden;
import keratin.testing.SecondDevice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every op must do, from one table of samples: a new op without samples fails here by name.
 *
 * <p>Shapes and dtypes, values, gradients of order 1 and 2, every dtype the op accepts, unknown
 * lengths, empty tensors, broadcasting, agreement of the tiers with the scalar one, another device,
 * and the text of an error.
 */
class OpContractTest {
  private static final long SEED = 20260301;

  static Stream<OpSample> samples() {
    return OpSamples.all().stream();
  }

  static Stream<OpSample> differentiable() {
    return samples().filter(s -> s.op().isDifferentiable()).filter(OpContractTest::isReal);
  }

  private static boolean isReal(OpSample sample) {
    return sample.in().stream().anyMatch(a -> a.spec().dtype() == DType.FLOAT64);
  }

  static List<OpSamples.Wrong> wrongUses() {
    return OpSamples.wrongUses();
  }

  // ---- completeness ----

  @Test
  void everyOpHasSamples() {
    Set<String> missing = OpKinds.all();
    samples().map(s -> OpKinds.name(s.op())).forEach(missing::remove);
    assertThat(missing).as("ops without a sample in OpSamples").isEmpty();
  }

  @Test
  void everyOpHasAWrongUse() {
    Set<String> missing = new TreeSet<>();
    OpKinds.classes().forEach(type -> missing.add(type.getSimpleName()));
    OpSamples.wrongUses().forEach(w -> missing.remove(OpKinds.name(w.op()).split("[. ]")[0]));
    // Nothing can be wrong with these: they take any tensor, or none.
    missing.removeAll(Set.of("Fill", "StopGradient"));
    assertThat(missing).as("ops without a wrong use in OpSamples").isEmpty();
  }

  @Test
  void everyOpHasAnEmptySample() {
    Set<String> missing = new TreeSet<>();
    samples().filter(s -> !isElementwise(s.op())).forEach(s -> missing.add(kind(s)));
    samples()
        .filter(s -> Stream.of(s.op().infer(s.specs())).anyMatch(OpContractTest::isEmpty))
        .forEach(s -> missing.remove(kind(s)));
    samples()
        .filter(s -> s.in().stream().anyMatch(a -> isEmpty(a.spec())))
        .forEach(s -> missing.remove(kind(s)));
    assertThat(missing.stream().filter(name -> !RANDOM.contains(name)))
        .as("ops without an empty sample in OpSamples")
        .isEmpty();
  }

  private static final Set<String> RANDOM =
      Arrays.stream(RandomDraw.class.getPermittedSubclasses())
          .map(Class::getSimpleName)
          .collect(Collectors.toSet());

  private static String kind(OpSample sample) {
    return sample.op().getClass().getSimpleName();
  }

  private static boolean isEmpty(Spec spec) {
    return spec.shape().size() == 0;
  }

  private static boolean isElementwise(Op op) {
    return switch (op) {
      case Unary u -> true;
      case Binary b -> true;
      case Compare c -> true;
      case Logical l -> true;
      case Select s -> true;
      case Cast c -> true;
      default -> false;
    };
  }

  // ---- shapes, values ----

  @ParameterizedTest
  @MethodSource("samples")
  void shapesAndDtypesAreKnownBeforehand(OpSample sample) {
    Spec[] inferred = sample.op().infer(sample.specs());
    Tensor[] out = Engine.runAll(sample.op(), sample.inputs(Tiers.backend(Tier.chosen())));
    assertThat(Stream.of(out).map(Tensor::spec)).containsExactly(inferred);
    if (!sample.out().isEmpty()) {
      assertThat(sample.out().stream().map(OpSample.Array::spec)).containsExactly(inferred);
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void anUnknownBatchIsNoObstacle(OpSample sample) {
    Spec[] known = sample.op().infer(sample.specs());
    Spec[] specs = sample.specs();
    for (int i = 0; i < specs.length; i++) {
      if (sample.varies(i) && specs[i].shape().rank() > 1) {
        specs[i] = specs[i].as(specs[i].shape().with(0, Shape.UNKNOWN));
      }
    }
    Spec[] unknown = sample.op().infer(specs);
    for (int i = 0; i < known.length; i++) {
      assertThat(unknown[i].dtype()).isEqualTo(known[i].dtype());
      assertThat(unknown[i].shape().rank()).isEqualTo(known[i].shape().rank());
      for (int axis = 0; axis < known[i].shape().rank(); axis++) {
        assertThat(unknown[i].shape().dim(axis)).isIn(Shape.UNKNOWN, known[i].shape().dim(axis));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void valuesAreThoseOfNumpy(OpSample sample) {
    for (Tier tier : Tier.values()) {
      Backend backend = Tiers.backend(tier);
      Tensor[] out = Engine.runAll(sample.op(), sample.inputs(backend));
      for (int i = 0; i < sample.out().size(); i++) {
        // The table has ten digits.
        Golden.assertClose(out[i], sample.out().get(i).on(backend), 2e-9, 1e-9);
      }
    }
  }

  // ---- gradients ----

  @ParameterizedTest
  @MethodSource("differentiable")
  void gradientsAreSlopes(OpSample sample) {
    Tensor[] in = sample.inputs(Engine.backend(Device.CPU));
    new GradientCheck(x -> sum(Engine.runAll(sample.op(), x))).order(2).seed(SEED).at(in);
  }

  @ParameterizedTest
  @MethodSource("differentiable")
  void gradientsInFloat32AreThoseInFloat64(OpSample sample) {
    if (sample.op() instanceof DropoutOp) {
      return; // drops other elements in another dtype
    }
    Tensor[] expected = gradients(sample, sample.inputs(Tiers.backend(Tier.SCALAR)));
    for (Tier tier : Tier.values()) {
      Tensor[] in = sample.inputs(Tiers.backend(tier));
      for (int i = 0; i < in.length; i++) {
        in[i] = in[i].dtype().isFloating() ? in[i].cast(DType.FLOAT32) : in[i];
      }
      Tensor[] actual = gradients(sample, in);
      for (int i = 0; i < in.length; i++) {
        if (expected[i] == null) {
          assertThat(actual[i]).isNull();
        } else {
          Golden.assertClose(actual[i].cast(DType.FLOAT64), expected[i], 1e-5, 1e-5);
        }
      }
    }
  }

  private static Tensor[] gradients(OpSample sample, Tensor[] in) {
    try (var tape = new GradientTape()) {
      for (Tensor x : in) {
        tape.watch(x);
      }
      Tensor y = sum(Engine.runAll(sample.op(), in));
      return tape.gradient(y, List.of(in)).toArray(Tensor[]::new);
    }
  }

  /** One number that depends on every output. */
  private static Tensor sum(Tensor[] out) {
    Tensor sum = null;
    for (int i = 0; i < out.length; i++) {
      Tensor real = out[i].cast(DType.FLOAT64);
      Tensor weights = Engine.beside(real, () -> Golden.weights(real));
      Tensor part = real.mul(weights.add(i + 1.5)).sum();
      sum = sum == null ? part : sum.add(part);
    }
    return sum;
  }

  @ParameterizedTest
  @MethodSource("samples")
  void whatHasNoGradientSaysSo(OpSample sample) {
    if (sample.op().isDifferentiable() || !isReal(sample)) {
      return;
    }
    Tensor[] in = sample.inputs(Engine.backend(Device.CPU));
    try (var tape = new GradientTape()) {
      for (Tensor x : in) {
        tape.watch(x);
      }
      Tensor y = sum(Engine.runAll(sample.op(), in));
      assertThat(tape.gradient(y, List.of(in))).containsOnlyNulls();
    }
  }

  // ---- dtypes ----

  @ParameterizedTest
  @EnumSource
  void everyDtypeAnOpAcceptsHasTheSameMeaning(DType type) {
    if (type == DType.STRING) {
      return;
    }
    List<String> failures = new ArrayList<>();
    samples()
        .filter(s -> !s.in().isEmpty() && !(s.op() instanceof RandomDraw))
        .filter(s -> !(s.op() instanceof DropoutOp))
        .forEach(s -> checkDtype(s, type, failures));
    assertThat(failures).isEmpty();
  }

  private static void checkDtype(OpSample sample, DType type, List<String> failures) {
    Backend scalar = Tiers.backend(Tier.SCALAR);
    Tensor[] in = sample.inputs(scalar);
    for (int i = 0; i < in.length; i++) {
      if (sample.varies(i)) {
        in[i] = suited(in[i], type);
      }
    }
    if (!accepts(sample.op(), in)) {
      if (type.isFloating() && isReal(sample)) {
        failures.add(sample + " does not accept " + type);
      }
      return;
    }
    Tensor[] expected = reference(sample, in);
    for (Tier tier : Tier.values()) {
      Tensor[] placed =
          Stream.of(in).map(x -> Placement.copy(Tiers.backend(tier), x)).toArray(Tensor[]::new);
      Tensor[] out = Engine.runAll(sample.op(), placed);
      for (int i = 0; i < out.length; i++) {
        try {
          compare(out[i], expected[i]);
        } catch (AssertionError e) {
          failures.add(sample + " in " + type + ", " + tier + ": " + e.getMessage());
        }
      }
    }
  }

  /** The numbers in a dtype; whole ones where it has no fractions, positive without a sign. */
  private static Tensor suited(Tensor x, DType type) {
    if (x.dtype() == DType.FLOAT64 && !type.isFloating()) {
      x = type.isUnsigned() ? x.mul(3).round().abs() : x.mul(3).round();
    } else if (type.isUnsigned() && x.dtype() != DType.BOOL) {
      x = x.abs();
    }
    return x.cast(type);
  }

  private static boolean accepts(Op op, Tensor[] in) {
    try {
      op.infer(Stream.of(in).map(Tensor::spec).toArray(Spec[]::new));
      return true;
    } catch (TensorException e) {
      assertThat(e.getMessage()).contains(op.label().split("_")[0]);
      return false;
    }
  }

  /** The result in float64 where the op has one, else that of the scalar tier itself. */
  private static Tensor[] reference(OpSample sample, Tensor[] in) {
    Tensor[] wide = in.clone();
    for (int i = 0; i < in.length; i++) {
      wide[i] = sample.varies(i) ? in[i].cast(DType.FLOAT64) : in[i];
    }
    return accepts(sample.op(), wide)
        ? Engine.runAll(sample.op(), wide)
        : Engine.runAll(sample.op(), in);
  }

  private static void compare(Tensor actual, Tensor expected) {
    DType type = actual.dtype();
    double tolerance =
        switch (type) {
          case FLOAT64 -> 1e-14;
          case FLOAT32 -> 1e-6;
          case FLOAT16 -> 1e-3;
          case BFLOAT16 -> 8e-3;
          case FLOAT8_E4M3FN -> 0x1p-3;
          case FLOAT8_E5M2 -> 0x1p-2;
          // What does not fit loses its high bits; a mean of integers its fraction.
          default -> 0;
        };
    Tensor wanted =
        type.isInteger() && expected.dtype().isFloating()
            ? expected.cast(DType.INT64).cast(type)
            : expected.cast(type);
    Golden.assertClose(actual, wanted, tolerance, tolerance);
  }

  // ---- emptiness and broadcasting ----

  @ParameterizedTest
  @MethodSource("samples")
  void nothingComesFromNothing(OpSample sample) {
    if (!isElementwise(sample.op())) {
      return;
    }
    for (Tier tier : Tier.values()) {
      Tensor[] in = new Tensor[sample.in().size()];
      for (int i = 0; i < in.length; i++) {
        Spec spec = new Spec(sample.in().get(i).spec().dtype(), Shape.of(0, 3));
        in[i] = Placement.tensor(Tiers.backend(tier), spec, new double[0]);
      }
      assertThat(Engine.run(sample.op(), in).shape()).isEqualTo(Shape.of(0, 3));
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void shapesBroadcastByNumpysRule(OpSample sample) {
    if (!isElementwise(sample.op()) || sample.in().size() < 2) {
      return;
    }
    int[][][] shapes = {
      {{2, 3}, {3}, {2, 1}},
      {{2, 1}, {1, 3}, {}},
      {{}, {2, 3}, {1}},
      {{4, 1, 3}, {2, 1}, {4, 2, 3}},
      {{1}, {0, 3}, {}},
      {{2, 1, 3, 1}, {4, 1, 2}, {1, 1}}
    };
    for (int[][] dims : shapes) {
      for (Tier tier : Tier.values()) {
        checkBroadcast(sample, dims, Tiers.backend(tier));
      }
    }
  }

  private static void checkBroadcast(OpSample sample, int[][] dims, Backend backend) {
    int count = sample.in().size();
    Shape whole = Shape.SCALAR;
    for (int i = 0; i < count; i++) {
      whole = Shape.broadcast("test", whole, Shape.of(dims[i]));
    }
    Tensor[] in = new Tensor[count];
    Tensor[] stretched = new Tensor[count];
    for (int i = 0; i < count; i++) {
      Spec spec = new Spec(sample.in().get(i).spec().dtype(), Shape.of(dims[i]));
      double[] cycle = sample.in().get(i).data();
      double[] data = new double[(int) spec.shape().size()];
      Arrays.setAll(data, k -> cycle[k % cycle.length]);
      in[i] = Placement.tensor(backend, spec, data);
      stretched[i] = Placement.tensor(backend, spec.as(whole), stretch(data, spec.shape(), whole));
    }
    Tensor actual = Engine.run(sample.op(), in);
    assertThat(actual.shape()).isEqualTo(whole);
    Golden.assertClose(actual, Engine.run(sample.op(), stretched), 1e-15, 0);
  }

  /** Broadcasting by index arithmetic: element by element, from the coordinates. */
  private static double[] stretch(double[] data, Shape shape, Shape whole) {
    double[] out = new double[(int) whole.size()];
    int lead = whole.rank() - shape.rank();
    for (int i = 0; i < out.length; i++) {
      long rest = i;
      int from = 0;
      for (int axis = 0; axis < whole.rank(); axis++) {
        long inner = whole.sizeOf(axis + 1, whole.rank());
        long at = rest / inner;
        rest %= inner;
        if (axis >= lead) {
          int length = shape.dim(axis - lead);
          from = from * length + (length == 1 ? 0 : (int) at);
        }
      }
      out[i] = data[from];
    }
    return out;
  }

  // ---- devices, errors ----

  @ParameterizedTest
  @MethodSource("samples")
  void opsAndGradientsStayOnTheirDevice(OpSample sample) {
    if (sample.in().isEmpty()) {
      return;
    }
    Backend second = Engine.backend(SecondDevice.NAME);
    Tensor[] in = sample.inputs(second);
    for (Tensor y : Engine.runAll(sample.op(), in)) {
      assertThat(y.device()).isEqualTo(SecondDevice.NAME);
    }
    if (sample.op().isDifferentiable() && isReal(sample)) {
      GradientCheck.Slope slope =
          new GradientCheck(x -> sum(Engine.runAll(sample.op(), x))).measure(2, in);
      assertThat(slope.error()).isLessThan(1e-6);
    }
  }

  @ParameterizedTest
  @MethodSource("wrongUses")
  void errorsSayWhatCameAndWhatWasExpected(OpSamples.Wrong wrong) {
    for (Tier tier : Tier.values()) {
      Tensor[] in = wrong.in().stream().map(a -> a.on(Tiers.backend(tier))).toArray(Tensor[]::new);
      assertThatThrownBy(() -> Engine.runAll(wrong.op(), in))
          .isInstanceOf(TensorException.class)
          .hasMessage(wrong.message());
    }
  }
}
