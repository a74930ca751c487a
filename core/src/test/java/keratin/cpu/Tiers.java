package keratin.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import keratin.tensor.Backend;
import keratin.tensor.DType;
import keratin.tensor.Fused;
import keratin.tensor.Op;
import keratin.tensor.Shape;
import keratin.tensor.Spec;
import keratin.tensor.Tensor;

/** Runs one op on two tiers and compares; the scalar tier is the oracle. */
final class Tiers {
  static final long SEED = 20260118;
  static final int[] SIZES = {0, 1, 3, 7, 13, 17, 207, 4098, 70001};

  /** What IEEE arithmetic treats in ways of its own, and the neighbours of thresholds. */
  static final float[] SPECIALS = {
    0f,
    -0f,
    1f,
    -1f,
    0.5f,
    -0.5f,
    1.5f,
    2.5f,
    -2.5f,
    Float.NaN,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.MIN_NORMAL,
    1e-39f,
    1e-20f,
    -1e-20f,
    1e-7f,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    8388608f,
    8388607.5f,
    -8388609f,
    2147483648f,
    1e10f,
    88.72283f,
    88.72284f,
    88.8f,
    -87.4f,
    -88f,
    -103.9f,
    -104f,
    127.9f,
    128f,
    -149f,
    -150f,
    60f,
    61f,
    0.625f,
    0.9277344f,
    4f
  };

  private static final CpuBackend SCALAR = new CpuBackend(Tier.SCALAR);
  private static final CpuBackend VECTOR = new CpuBackend(Tier.VECTOR);

  private static final CpuBackend FULL = new CpuBackend(Tier.chosen());

  private Tiers() {}

  /** A backend of this tier, or of the highest there is below it. */
  static Backend backend(Tier tier) {
    return switch (tier) {
      case SCALAR -> SCALAR;
      case VECTOR -> VECTOR;
      case NATIVE, ONEDNN -> FULL;
    };
  }

  static SplittableRandom random() {
    return new SplittableRandom(SEED);
  }

  static Tensor reals(SplittableRandom random, double low, double high, int... dims) {
    Shape shape = Shape.of(dims);
    float[] data = new float[(int) shape.size()];
    for (int i = 0; i < data.length; i++) {
      data[i] = (float) random.nextDouble(low, high);
    }
    return Tensor.of(data, shape);
  }

  static Tensor run(CpuBackend backend, Op op, Tensor... in) {
    Spec[] specs = new Spec[in.length];
    for (int i = 0; i < in.length; i++) {
      specs[i] = in[i].spec();
    }
    Spec spec = op.infer(specs)[0];
    // Not zeros: a kernel that leaves a place unwritten must be seen.
    Tensor y = Tensor.full(spec.dtype(), spec.dtype() == DType.BOOL ? 1 : 77, spec.shape().dims());
    backend.run(op, in, new Tensor[] {y});
    return y;
  }

  /** The vector tier's result, compared with the scalar tier's. */
  static Tensor compare(Op op, double ulps, Tensor... in) {
    Tensor expected = run(SCALAR, op, in);
    Tensor actual = run(VECTOR, op, in);
    assertSame(op, actual, expected, ulps, in);
    return actual;
  }

  /** The vector tier's results of a fused op, compared with its decomposition in float64. */
  static void compareFused(Fused op, double tolerance, Tensor... in) {
    assertThat(VECTOR.fuses(op, in)).as("%s has a kernel", op).isTrue();
    Spec[] specs = Stream.of(in).map(Tensor::spec).toArray(Spec[]::new);
    Tensor[] out =
        Stream.of(op.infer(specs))
            .map(s -> Tensor.full(s.dtype(), 77, s.shape().dims()))
            .toArray(Tensor[]::new);
    VECTOR.run(op, in, out);
    Tensor[] wide =
        Stream.of(in)
            .map(x -> x.dtype().isFloating() ? x.cast(DType.FLOAT64) : x)
            .toArray(Tensor[]::new);
    Tensor[] expected = op.decompose(wide);
    for (int i = 0; i < out.length; i++) {
      double[] a = out[i].toDoubleArray();
      double[] b = expected[i].toDoubleArray();
      for (int j = 0; j < a.length; j++) {
        assertThat(a[j])
            .as("%s %s, output %d, element %d, seed %d", op, in[0].shape(), i, j, SEED)
            .isCloseTo(b[j], within(tolerance * Math.max(1, Math.abs(b[j]))));
      }
    }
  }

  static void assertSame(Op op, Tensor actual, Tensor expected, double ulps, Tensor... in) {
    assertThat(actual.spec()).isEqualTo(expected.spec());
    double[] a = actual.toDoubleArray();
    double[] b = expected.toDoubleArray();
    for (int i = 0; i < a.length; i++) {
      if (Double.compare(a[i], b[i]) == 0) {
        continue;
      }
      double unit = actual.dtype() == DType.FLOAT32 ? Math.ulp((float) b[i]) : Math.ulp(b[i]);
      boolean close = Math.abs(a[i] - b[i]) <= ulps * unit && a[i] * b[i] >= 0 && a[i] != 0;
      if (!close && !(a[i] == b[i] && a[i] != 0)) {
        String shapes = Stream.of(in).map(t -> t.shape().toString()).toList().toString();
        boolean aligned = in.length > 0 && in[0].size() == a.length;
        String from = aligned ? " from " + in[0].toDoubleArray()[i] : "";
        fail(
            "%s%s: element %d%s is %s, but should be %s (within %s ulps); seed %d",
            op, shapes, i, from, a[i], b[i], ulps, SEED);
      }
    }
  }
}
