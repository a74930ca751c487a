package keratin.cpu;

import static keratin.cpu.OpSample.in;
import static keratin.cpu.OpSamples.CUBE;
import static keratin.cpu.OpSamples.FACTOR;
import static keratin.cpu.OpSamples.MATRIX;
import static keratin.cpu.OpSamples.row;

import java.util.ArrayList;
import java.util.List;
import keratin.cpu.OpSamples.Wrong;
import keratin.tensor.ArgReduce;
import keratin.tensor.Cumulate;
import keratin.tensor.EinsumOp;
import keratin.tensor.MatMul;
import keratin.tensor.Reduce;

/** The part of the table in {@link OpSamples} that is sums, extremes and products. */
final class ReductionSamples {
  private ReductionSamples() {}

  /** Every sample. */
  static List<OpSample> all() {
    List<OpSample> table = new ArrayList<>();
    reductions(table);
    sums(table);
    products(table);
    return table;
  }

  private static void reductions(List<OpSample> table) {
    row(
        table,
        new Reduce(Reduce.Kind.SUM, 0b010, false),
        in(CUBE),
        "real(2, 2) -0.9428571429 -0.5142857143 1.628571429 2.057142857");
    row(
        table,
        new Reduce(Reduce.Kind.SUM, 0b101, true),
        in(CUBE),
        "real(1, 3, 1) -0.4 0.7428571429 1.885714286");
    row(table, new Reduce(Reduce.Kind.SUM, 0b11, false), in(MATRIX), "real() 2.3");
    row(
        table,
        new Reduce(Reduce.Kind.MEAN, 0b010, false),
        in(CUBE),
        "real(2, 2) -0.3142857143 -0.1714285714 0.5428571429 0.6857142857");
    row(
        table,
        new Reduce(Reduce.Kind.MEAN, 0b101, true),
        in(CUBE),
        "real(1, 3, 1) -0.1 0.1857142857 0.4714285714");
    row(table, new Reduce(Reduce.Kind.MEAN, 0b11, false), in(MATRIX), "real() 0.3833333333");
    row(
        table,
        new Reduce(Reduce.Kind.PROD, 0b010, false),
        in(CUBE),
        "real(2, 2) -0.005387755102 0.008956268222 0.1156618076 0.2664489796");
    row(
        table,
        new Reduce(Reduce.Kind.PROD, 0b101, true),
        in(CUBE),
        "real(1, 3, 1) 0.0282122449 0.02005564348 -0.002628238234");
    row(table, new Reduce(Reduce.Kind.PROD, 0b11, false), in(MATRIX), "real() 1.386");
    row(
        table,
        new Reduce(Reduce.Kind.MAX, 0b010, false),
        in(CUBE),
        "real(2, 2) -0.02857142857 0.1142857143 0.8285714286 0.9714285714");
    row(
        table,
        new Reduce(Reduce.Kind.MAX, 0b101, true),
        in(CUBE),
        "real(1, 3, 1) 0.4 0.6857142857 0.9714285714");
    row(table, new Reduce(Reduce.Kind.MAX, 0b11, false), in(MATRIX), "real() 3");
    row(
        table,
        new Reduce(Reduce.Kind.MIN, 0b010, false),
        in(CUBE),
        "real(2, 2) -0.6 -0.4571428571 0.2571428571 0.4");
    row(
        table,
        new Reduce(Reduce.Kind.MIN, 0b101, true),
        in(CUBE),
        "real(1, 3, 1) -0.6 -0.3142857143 -0.02857142857");
    row(table, new Reduce(Reduce.Kind.MIN, 0b11, false), in(MATRIX), "real() -2");
    row(
        table,
        new Reduce(Reduce.Kind.PROD, 0b10, false),
        in("real(3, 3) 1.5 0 2 0 0 3 1 2 0.5"),
        "real(3) 0 0 1");
    row(table, new Reduce(Reduce.Kind.SUM, 0b01, false), in("real(0, 3)"), "real(3) 0 0 0");
    row(table, new Reduce(Reduce.Kind.PROD, 0b01, false), in("real(0, 3)"), "real(3) 1 1 1");
    row(table, new Reduce(Reduce.Kind.MAX, 0b10, false), in("real(0, 3)"), "real(0)");
    row(
        table,
        new Reduce(Reduce.Kind.ANY, 0b10, false),
        in("bool(3, 2) 1 0 0 0 1 1"),
        "bool(3) 1 0 1");
    row(
        table,
        new Reduce(Reduce.Kind.ALL, 0b10, false),
        in("bool(3, 2) 1 0 0 0 1 1"),
        "bool(3) 0 0 1");
    row(table, new ArgReduce(true, 1), in("real(2, 3) 1 3 3 2 -1 0"), "int32(2) 1 0");
    row(table, new ArgReduce(false, 0), in("real(2, 3) 1 3 3 2 -1 3"), "int32(3) 0 1 0");
    row(table, new ArgReduce(true, 1), in("real(0, 3)"), "int32(0)");
    row(
        table,
        new Cumulate(Cumulate.Kind.SUM, 1, false, false),
        in(CUBE),
        "real(2, 3, 2) -0.6 -0.4571428571 -0.9142857143 -0.6285714286 -0.9428571429 "
            + "-0.5142857143 0.2571428571 0.4 0.8 1.085714286 1.628571429 2.057142857");
    row(
        table,
        new Cumulate(Cumulate.Kind.SUM, 1, false, true),
        in(CUBE),
        "real(2, 3, 2) -0.9428571429 -0.5142857143 -0.3428571429 -0.05714285714 "
            + "-0.02857142857 0.1142857143 1.628571429 2.057142857 1.371428571 1.657142857 "
            + "0.8285714286 0.9714285714");
    row(
        table,
        new Cumulate(Cumulate.Kind.SUM, 1, true, false),
        in(CUBE),
        "real(2, 3, 2) 0 0 -0.6 -0.4571428571 -0.9142857143 -0.6285714286 0 0 "
            + "0.2571428571 0.4 0.8 1.085714286");
    row(
        table,
        new Cumulate(Cumulate.Kind.SUM, 1, true, true),
        in(CUBE),
        "real(2, 3, 2) -0.3428571429 -0.05714285714 -0.02857142857 0.1142857143 0 0 "
            + "1.371428571 1.657142857 0.8285714286 0.9714285714 0 0");
    row(
        table,
        new Cumulate(Cumulate.Kind.PROD, 1, false, false),
        in(CUBE),
        "real(2, 3, 2) -0.6 -0.4571428571 0.1885714286 0.07836734694 -0.005387755102 "
            + "0.008956268222 0.2571428571 0.4 0.1395918367 0.2742857143 0.1156618076 "
            + "0.2664489796");
    row(
        table,
        new Cumulate(Cumulate.Kind.PROD, 1, false, true),
        in(CUBE),
        "real(2, 3, 2) -0.005387755102 0.008956268222 0.008979591837 -0.01959183673 "
            + "-0.02857142857 0.1142857143 0.1156618076 0.2664489796 0.4497959184 "
            + "0.666122449 0.8285714286 0.9714285714");
    row(
        table,
        new Cumulate(Cumulate.Kind.PROD, 1, true, false),
        in(CUBE),
        "real(2, 3, 2) 1 1 -0.6 -0.4571428571 0.1885714286 0.07836734694 1 1 "
            + "0.2571428571 0.4 0.1395918367 0.2742857143");
    row(
        table,
        new Cumulate(Cumulate.Kind.PROD, 1, true, true),
        in(CUBE),
        "real(2, 3, 2) 0.008979591837 -0.01959183673 -0.02857142857 0.1142857143 1 1 "
            + "0.4497959184 0.666122449 0.8285714286 0.9714285714 1 1");
    row(
        table,
        new Cumulate(Cumulate.Kind.PROD, 0, false, false),
        in("real(5) 2 0 3 0 4"),
        "real(5) 2 0 0 0 0");
    row(table, new Cumulate(Cumulate.Kind.SUM, 0, false, false), in("real(0, 3)"), "real(0, 3)");
  }

  private static void sums(List<OpSample> table) {
    row(table, new EinsumOp("ij,jk->ik"), in(MATRIX, FACTOR), "real(2, 2) -1.55 -5.99 1.93 -3.49");
    row(
        table,
        new EinsumOp("...ij,kj->...ki"),
        in(
            "real(2, 2, 3) -0.6 -0.3142857143 -0.02857142857 -0.4571428571 "
                + "-0.1714285714 0.1142857143 0.2571428571 0.5428571429 0.8285714286 0.4 "
                + "0.6857142857 0.9714285714",
            "real(2, 3) 1.5 -2 0.7 3 0.2 -1.1"),
        "real(2, 2, 2) -0.2914285714 -0.2628571428 -1.831428571 -1.531428571 "
            + "-0.1200000001 -0.09142857142 -0.03142857158 0.2685714286");
    row(table, new EinsumOp("bij,bij->b"), in(CUBE, CUBE), "real(2) 0.7110204081 2.62122449");
    row(
        table,
        new EinsumOp("ij,ij,ij->j"),
        in(MATRIX, MATRIX, MATRIX),
        "real(3) 30.375 -7.992 -0.988");
    row(
        table,
        new EinsumOp("ijk->kj"),
        in(CUBE),
        "real(2, 3) -0.3428571429 0.2285714286 0.8 -0.0571428571 0.5142857143 " + "1.085714286");
    row(
        table,
        new EinsumOp("i,j"),
        in("real(3) 1.5 -2 0.7", "real(3) 0.4 0.9 -0.5"),
        "real(3, 3) 0.6 1.35 -0.75 -0.8 -1.8 1 0.28 0.63 -0.35");
    row(
        table,
        new EinsumOp("...j,...jk->...k"),
        in(
            "real(2, 3) 1.5 -2 0.7 3 0.2 -1.1",
            "real(2, 3, 2) 0.4 -1.2 0.9 2.2 -0.5 0.3 0.4 -1.2 0.9 2.2 -0.5 0.3"),
        "real(2, 2) -1.55 -5.99 1.93 -3.49");
    row(table, new EinsumOp("ii->i"), in("real(2, 2) 1 2 3 4.5"), "real(2) 1 4.5");
    row(table, new EinsumOp("ij,jk->ik"), in("real(0, 3)", FACTOR), "real(0, 2)");
  }

  private static void products(List<OpSample> table) {
    row(table, new MatMul(false, false), in(MATRIX, FACTOR), "real(2, 2) -1.55 -5.99 1.93 -3.49");
    row(
        table,
        new MatMul(false, true),
        in(MATRIX, "real(2, 3) 0.4 0.9 -0.5 -1.2 2.2 0.3"),
        "real(2, 2) -1.55 -5.99 1.93 -3.49");
    row(
        table,
        new MatMul(true, false),
        in("real(3, 2) 1.5 3 -2 0.2 0.7 -1.1", FACTOR),
        "real(2, 2) -1.55 -5.99 1.93 -3.49");
    row(
        table,
        new MatMul(true, true),
        in("real(3, 2) 1.5 3 -2 0.2 0.7 -1.1", "real(2, 3) 0.4 0.9 -0.5 -1.2 2.2 0.3"),
        "real(2, 2) -1.55 -5.99 1.93 -3.49");
    row(
        table,
        new MatMul(false, false),
        in(CUBE, "real(2, 1, 2, 2) -0.7 -0.5 -0.3 -0.1 0.1 0.3 0.5 0.7"),
        "real(2, 2, 3, 2) 0.5571428571 0.3457142857 0.2714285714 0.1742857143 "
            + "-0.01428571429 0.002857142857 -0.3 -0.1685714286 -0.5857142857 -0.34 "
            + "-0.8714285714 -0.5114285714 -0.2885714286 -0.5 -0.1171428571 -0.2142857143 "
            + "0.05428571429 0.07142857143 0.2257142857 0.3571428571 0.3971428571 "
            + "0.6428571429 0.5685714286 0.9285714286");
    row(
        table,
        new MatMul(false, false),
        in(CUBE, "real(2, 1) 0.4 -0.3"),
        "real(2, 3, 1) -0.1028571429 -0.07428571429 -0.04571428571 -0.01714285714 "
            + "0.01142857143 0.04");
    row(
        table,
        new MatMul(true, true),
        in(CUBE, "real(1, 3) 0.4 -0.3 0.8"),
        "real(2, 2, 1) -0.1685714286 -0.04 0.6028571429 0.7314285714");
    row(table, new MatMul(false, false), in("real(2, 0)", "real(0, 2)"), "real(2, 2) 0 0 0 0");
    row(table, new MatMul(false, false), in("real(0, 3)", FACTOR), "real(0, 2)");
  }

  /** One wrong use for every kind of op that can be misused. */
  static List<Wrong> wrongUses() {
    String reals = "real(2, 3)";
    return List.of(
        new Wrong(
            new Reduce(Reduce.Kind.MAX, 1, false),
            in("real(0, 3)"),
            "max: axis 0 of the shape (0, 3) is empty, and nothing has no max."),
        new Wrong(
            new ArgReduce(true, 0),
            in("real(0, 3)"),
            "argmax: axis 0 of the shape (0, 3) is empty."),
        new Wrong(
            new Cumulate(Cumulate.Kind.SUM, 0, false, false),
            in("bool(3)"),
            "cumsum is not defined for bool. Cast the tensor first: x.cast(DType.INT32)"),
        new Wrong(
            new MatMul(false, false),
            in("real(32, 784)", "real(512, 10)"),
            "matmul: a (32, 784) has inner dimension 784 but b (512, 10) has 512"),
        new Wrong(
            new EinsumOp("ij,jk->ik"),
            in(reals, "real(4, 5)"),
            "einsum \"ij,jk->ik\": j is 3 in operand 0 but 4 in operand 1."));
  }
}
