package keratin.cpu;

import static keratin.cpu.Tiers.reals;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole sequences in one op against the same step by step in float64. */
class VectorRecurrenceTest {
  // Steps, batch, features, units: around the lanes of a vector, the rows of a block, the width of
  // a panel, and the steps whose rows are collected, of which there are more for many units.
  private static final int[][] SIZES = {
    {1, 1, 1, 16},
    {5, 3, 7, 17},
    {3, 33, 30, 19},
    {4, 140, 5, 32},
    {9, 20, 16, 47},
    {70, 2, 3, 64},
    {16, 17, 5, 184},
    {3, 130, 9, 16},
    {2, 4, 2, 3},
  };

  /** Which results a loss is made of, and which gradients are asked for. */
  private enum Asked {
    EVERYTHING(true, true, true),
    OF_LAST_STATES(false, true, true),
    OF_ALL_STATES(true, false, true),
    NO_GRADIENT_OF_X(false, true, false);

    private final boolean all;
    private final boolean last;
    private final boolean ofX;

    Asked(boolean all, boolean last, boolean ofX) {
      this.all = all;
      this.last = last;
      this.ofX = ofX;
    }

    boolean uses(int output) {
      return output == 0 ? all : last;
    }
  }

  @ParameterizedTest
  @EnumSource
  void isWhatTheStepsGive(Recurrence.Cell cell) {
    SplittableRandom random = Tiers.random();
    for (int[] size : SIZES) {
      for (boolean masked : new boolean[] {false, true}) {
        check(new Recurrence(cell, masked), random, size, 1);
      }
    }
  }

  /** First states of zeros are left out of products. */
  @ParameterizedTest
  @EnumSource
  void beginsAtRest(Recurrence.Cell cell) {
    SplittableRandom random = Tiers.random();
    check(new Recurrence(cell, false), random, SIZES[0], 0);
    check(new Recurrence(cell, false), random, SIZES[4], 0);
  }

  private static void check(Recurrence op, SplittableRandom random, int[] size, float first) {
    Recurrence.Cell cell = op.cell();
    int steps = size[0];
    int batch = size[1];
    int u = size[3];
    int g = cell.gates() * u;
    double scale = 1 / Math.sqrt(u);
    List<Tensor> in = new ArrayList<>();
    in.add(reals(random, -2, 2, batch, steps, size[2]));
    in.add(reals(random, -1, 1, size[2], g));
    in.add(reals(random, -scale, scale, u, g));
    in.add(cell.hasStateBias() ? reals(random, -1, 1, 2, g) : reals(random, -1, 1, g));
    in.add(reals(random, -1, 1, batch, u).mul(first));
    if (cell.hasCarry()) {
      in.add(reals(random, -1, 1, batch, u).mul(first));
    }
    int watched = in.size();
    if (op.masked()) {
      in.add(reals(random, 0, 1, batch, steps).greater(0.3));
    }
    boolean fast = u >= RecurrentRows.LANES;
    Tensor[] narrow = in.toArray(new Tensor[0]);
    String what = op + " " + Arrays.toString(size) + " " + first;
    assertThat(Engine.backend(Device.CPU).fuses(op, narrow)).as(what).isEqualTo(fast);
    Tensor[] wide =
        in.stream()
            .map(t -> t.dtype() == DType.FLOAT32 ? t.cast(DType.FLOAT64) : t)
            .toArray(Tensor[]::new);
    // Gradients of weights are sums of steps times batch numbers.
    double tolerance = 1e-6 * (4 + Math.sqrt(steps * batch));
    for (Asked asked : Asked.values()) {
      List<Tensor> actual = results(op, narrow, watched, asked);
      List<Tensor> expected = results(op, wide, watched, asked);
      for (int i = 0; i < expected.size(); i++) {
        Tensor found = actual.get(i).cast(DType.FLOAT64);
        Golden.assertClose(found, expected.get(i), tolerance, tolerance);
      }
    }
  }

  /** The results, then the gradients of the inputs. */
  private static List<Tensor> results(Recurrence op, Tensor[] in, int watched, Asked asked) {
    List<Tensor> all = new ArrayList<>();
    try (var tape = new GradientTape()) {
      List<Tensor> sources = List.of(in).subList(asked.ofX ? 0 : 1, watched);
      sources.forEach(tape::watch);
      Tensor[] out = Engine.runAll(op, in);
      Tensor total = null;
      for (int i = 0; i < (op.cell().hasCarry() ? 3 : 2); i++) {
        all.add(out[i]);
        if (asked.uses(i)) {
          Tensor part = out[i].mul(Golden.weights(out[i]).cast(out[i].dtype())).sum();
          total = total == null ? part : total.add(part);
        }
      }
      for (@Nullable Tensor gradient : tape.gradient(total, sources)) {
        all.add(gradient);
      }
    }
    return all;
  }

  @Test
  void threadsDoNotChangeABit() {
    Recurrence op = new Recurrence(Recurrence.Cell.LSTM, false);
    SplittableRandom random = Tiers.random();
    Tensor[] in = {
      reals(random, -1, 1, 200, 5, 9),
      reals(random, -1, 1, 9, 80),
      reals(random, -1, 1, 20, 80),
      reals(random, -1, 1, 80),
      reals(random, -1, 1, 200, 20),
      reals(random, -1, 1, 200, 20)
    };
    int before = Pool.threads();
    try {
      Pool.setThreads(1);
      List<Tensor> one = results(op, in, in.length, Asked.EVERYTHING);
      Pool.setThreads(3);
      List<Tensor> three = results(op, in, in.length, Asked.EVERYTHING);
      for (int i = 0; i < one.size(); i++) {
        assertThat(three.get(i).toFloatArray()).containsExactly(one.get(i).toFloatArray());
      }
    } finally {
      Pool.setThreads(before);
    }
  }
}
