package keratin.cpu;

import static keratin.cpu.OpSample.in;

import java.util.ArrayList;
import java.util.List;
import keratin.cpu.OpSample.Array;
import keratin.tensor.Op;

/**
 * Inputs and outputs of every op, and a wrong use of each: the table that {@link OpContractTest}
 * checks everything from.
 *
 * <p>The expected numbers were made by NumPy in float64, at points where the op is smooth. Reals
 * are checked in every other dtype too.
 */
final class OpSamples {
  static final String ANY = "real(5) -1.3 -0.4 0.3 0.9 2.1";
  static final String MATRIX = "real(2, 3) 1.5 -2 0.7 3 0.2 -1.1";
  static final String FACTOR = "real(3, 2) 0.4 -1.2 0.9 2.2 -0.5 0.3";
  static final String CUBE =
      "real(2, 3, 2) -0.6 -0.4571428571 -0.3142857143 -0.1714285714 -0.02857142857 "
          + "0.1142857143 0.2571428571 0.4 0.5428571429 0.6857142857 0.8285714286 "
          + "0.9714285714";

  private OpSamples() {}

  /** Every sample. */
  static List<OpSample> all() {
    List<OpSample> table = new ArrayList<>();
    table.addAll(ElementwiseSamples.all());
    table.addAll(MoveSamples.all());
    table.addAll(ReductionSamples.all());
    table.addAll(FusedSamples.all());
    table.addAll(WindowSamples.all());
    table.addAll(DrawSamples.all());
    table.addAll(LinalgSamples.all());
    table.addAll(RecurrentSamples.all());
    table.addAll(ConvSamples.all());
    table.addAll(NormSamples.all());
    table.addAll(SpecialSamples.all());
    return table;
  }

  static void row(List<OpSample> table, Op op, List<Array> in, String... out) {
    table.add(new OpSample(op, in, in(out)));
  }

  /** A wrong use and what is said of it. */
  record Wrong(Op op, List<Array> in, String message) {}

  /** One wrong use for every kind of op that can be misused. */
  static List<Wrong> wrongUses() {
    List<Wrong> table = new ArrayList<>();
    table.addAll(ElementwiseSamples.wrongUses());
    table.addAll(MoveSamples.wrongUses());
    table.addAll(ReductionSamples.wrongUses());
    table.addAll(FusedSamples.wrongUses());
    table.addAll(WindowSamples.wrongUses());
    table.addAll(DrawSamples.wrongUses());
    table.addAll(LinalgSamples.wrongUses());
    table.addAll(RecurrentSamples.wrongUses());
    table.addAll(ConvSamples.wrongUses());
    table.addAll(NormSamples.wrongUses());
    return table;
  }
}
