package keratin.cpu;

import static keratin.cpu.Tiers.reals;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import keratin.autograd.GradientTape;
import keratin.tensor.DType;
import keratin.tensor.Device;
import keratin.tensor.Engine;
import keratin.tensor.Recurrence;
import keratin.tensor.Tensor;
import keratin.testing.Golden;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole sequences in one op against the same step by step in float64. */
class VectorRecurrenceTest {
  // Steps, batch, units: around the lanes of a vector, the rows of a block, the width of a panel.
  private static final int[][] SIZES = {
    {1, 1, 16}, {5, 3, 17}, {3, 33, 19}, {4, 70, 32}, {2, 64, 47}, {30, 2, 64}, {2, 4, 3},
  };

  @ParameterizedTest
  @EnumSource
  void isWhatTheStepsGive(Recurrence.Cell cell) {
    SplittableRandom random = Tiers.random();
    for (int[] size : SIZES) {
      for (boolean masked : new boolean[] {false, true}) {
        check(new Recurrence(cell, masked), random, size[0], size[1], size[2]);
      }
    }
  }

  private static void check(Recurrence op, SplittableRandom random, int steps, int batch, int u) {
    Recurrence.Cell cell = op.cell();
    int g = cell.gates() * u;
    double scale = 1 / Math.sqrt(u);
    List<Tensor> in = new ArrayList<>();
    in.add(reals(random, -2, 2, steps, batch, g));
    in.add(reals(random, -scale, scale, u, g));
    if (cell.hasBias()) {
      in.add(reals(random, -1, 1, g));
    }
    in.add(reals(random, -1, 1, batch, u));
    if (cell.hasCarry()) {
      in.add(reals(random, -1, 1, batch, u));
    }
    int watched = in.size();
    if (op.masked()) {
      in.add(reals(random, 0, 1, steps, batch).greater(0.3));
    }
    String what = op + " " + steps + " " + batch + " " + u;
    boolean fast = u >= RecurrentRows.LANES;
    Tensor[] narrow = in.toArray(new Tensor[0]);
    assertThat(Engine.backend(Device.CPU).fuses(op, narrow)).as(what).isEqualTo(fast);
    List<Tensor> actual = results(op, narrow, watched);
    Tensor[] wide =
        in.stream()
            .map(t -> t.dtype() == DType.FLOAT32 ? t.cast(DType.FLOAT64) : t)
            .toArray(Tensor[]::new);
    List<Tensor> expected = results(op, wide, watched);
    for (int i = 0; i < expected.size(); i++) {
      // Gradients of kernels are sums of steps times batch numbers.
      double tolerance = 1e-6 * (4 + Math.sqrt(steps * batch));
      Golden.assertClose(actual.get(i).cast(DType.FLOAT64), expected.get(i), tolerance, tolerance);
    }
  }

  /** The results, then the gradients of all inputs. */
  private static List<Tensor> results(Recurrence op, Tensor[] in, int watched) {
    List<Tensor> all = new ArrayList<>();
    try (var tape = new GradientTape()) {
      List<Tensor> sources = List.of(in).subList(0, watched);
      sources.forEach(tape::watch);
      Tensor[] out = Engine.runAll(op, in);
      Tensor total = null;
      for (int i = 0; i < (op.cell().hasCarry() ? 2 : 1); i++) {
        all.add(out[i]);
        Tensor part = out[i].mul(Golden.weights(out[i]).cast(out[i].dtype())).sum();
        total = total == null ? part : total.add(part);
      }
      for (@Nullable Tensor gradient : tape.gradient(total, sources)) {
        all.add(gradient);
      }
    }
    return all;
  }
}
