package keratin.optimizers;

import java.util.ArrayList;
import java.util.List;
import keratin.config.Kind;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;

/** Sums the gradients of several steps, whose mean then makes one update. */
final class Accumulator {
  /** Numbers of steps worth accumulating. */
  static final Kind<Integer> STEPS =
      new Kind<>("an integer of at least 2", Accumulator::atLeastTwo, v -> v);

  private final List<Variable> sums;
  private final int steps;

  Accumulator(List<Variable> sums, int steps) {
    this.sums = sums;
    this.steps = steps;
  }

  private static Integer atLeastTwo(Object value) {
    int count = Kind.INT.parse().apply(value);
    if (count < 2) {
      throw new IllegalArgumentException();
    }
    return count;
  }

  /**
   * Adds gradients; true if an update is due.
   *
   * @param at the places of their variables
   * @param count the steps before this one
   */
  boolean add(List<Tensor> gradients, int[] at, long count) {
    for (int i = 0; i < at.length; i++) {
      sums.get(at[i]).assignAdd(gradients.get(i));
    }
    return (count + 1) % steps == 0;
  }

  List<Tensor> means(int[] at) {
    List<Tensor> means = new ArrayList<>();
    for (int index : at) {
      means.add(sums.get(index).div(steps));
    }
    return means;
  }

  void clear() {
    sums.forEach(sum -> sum.assign(sum.zerosLike()));
  }
}
