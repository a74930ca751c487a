package keratin.cpu;

import static keratin.cpu.OpSample.in;
import static keratin.cpu.OpSamples.CUBE;
import static keratin.cpu.OpSamples.MATRIX;
import static keratin.cpu.OpSamples.row;

import java.util.ArrayList;
import java.util.List;
import keratin.cpu.OpSamples.Wrong;
import keratin.tensor.BroadcastTo;
import keratin.tensor.Concat;
import keratin.tensor.Gather;
import keratin.tensor.Ints;
import keratin.tensor.Pad;
import keratin.tensor.ReshapeOp;
import keratin.tensor.ScatterAdd;
import keratin.tensor.Shape;
import keratin.tensor.Slice;
import keratin.tensor.SliceScatter;
import keratin.tensor.StopGradient;
import keratin.tensor.Transpose;

/** The part of the table in {@link OpSamples} that is shapes, and parts of tensors. */
final class MoveSamples {
  private MoveSamples() {}

  /** Every sample. */
  static List<OpSample> all() {
    List<OpSample> table = new ArrayList<>();
    shapes(table);
    parts(table);
    return table;
  }

  private static void shapes(List<OpSample> table) {
    row(table, new ReshapeOp(Ints.of(3, -1)), in(MATRIX), "real(3, 2) 1.5 -2 0.7 3 0.2 -1.1");
    row(table, new ReshapeOp(Ints.of(0, 7)), in("real(0, 3)"), "real(0, 7)");
    row(table, new Transpose(Ints.of(1, 0)), in(MATRIX), "real(3, 2) 1.5 3 -2 0.2 0.7 -1.1");
    row(
        table,
        new Transpose(Ints.of(2, 0, 1)),
        in(CUBE),
        "real(2, 2, 3) -0.6 -0.3142857143 -0.02857142857 0.2571428571 0.5428571429 "
            + "0.8285714286 -0.4571428571 -0.1714285714 0.1142857143 0.4 0.6857142857 "
            + "0.9714285714");
    row(table, new Transpose(Ints.of(1, 0)), in("real(0, 3)"), "real(3, 0)");
    row(
        table,
        new BroadcastTo(Shape.of(2, 2, 3)),
        in("real(1, 3) 1.5 -2 0.7"),
        "real(2, 2, 3) 1.5 -2 0.7 1.5 -2 0.7 1.5 -2 0.7 1.5 -2 0.7");
    row(table, new BroadcastTo(Shape.of(0, 3)), in("real(1, 3) 1.5 -2 0.7"), "real(0, 3)");
    row(table, new StopGradient(), in(MATRIX), MATRIX);
    row(table, new StopGradient(), in("real(0, 3)"), "real(0, 3)");
  }

  private static void parts(List<OpSample> table) {
    row(
        table,
        new Concat(1),
        in(MATRIX, "real(2, 1) 0.4 -1.2", "real(2, 0)"),
        "real(2, 4) 1.5 -2 0.7 0.4 3 0.2 -1.1 -1.2");
    row(
        table,
        new Concat(0),
        in(MATRIX, "real(1, 3) 1.5 -2 0.7"),
        "real(3, 3) 1.5 -2 0.7 3 0.2 -1.1 1.5 -2 0.7");
    row(
        table,
        new Slice(Ints.of(1, 4), Ints.of(2, 3), Ints.of(2, -2)),
        in(
            "real(4, 6) -1 -0.8888888889 -0.7777777778 -0.6666666667 -0.5555555556 "
                + "-0.4444444444 -0.3333333333 -0.2222222222 -0.1111111111 0 0.1111111111 "
                + "0.2222222222 0.3333333333 0.4444444444 0.5555555556 0.6666666667 "
                + "0.7777777778 0.8888888889 1 1.111111111 1.222222222 1.333333333 1.444444444 "
                + "1.555555556"),
        "real(2, 3) 0.1111111111 -0.1111111111 -0.3333333333 1.444444444 1.222222222 " + "1");
    row(
        table,
        new Slice(Ints.of(0, 2), Ints.of(0, 2), Ints.of(1, 1)),
        in(
            "real(4, 6) -1 -0.8888888889 -0.7777777778 -0.6666666667 -0.5555555556 "
                + "-0.4444444444 -0.3333333333 -0.2222222222 -0.1111111111 0 0.1111111111 "
                + "0.2222222222 0.3333333333 0.4444444444 0.5555555556 0.6666666667 "
                + "0.7777777778 0.8888888889 1 1.111111111 1.222222222 1.333333333 1.444444444 "
                + "1.555555556"),
        "real(0, 2)");
    row(
        table,
        new SliceScatter(Ints.of(1, 4), Ints.of(2, -2), Shape.of(4, 6)),
        in(
            "real(2, 3) -0.6 -0.4571428571 -0.3142857143 -0.1714285714 -0.02857142857 "
                + "0.1142857143"),
        "real(4, 6) 0 0 0 0 0 0 -0.3142857143 0 -0.4571428571 0 -0.6 0 0 0 0 0 0 0 "
            + "0.1142857143 0 -0.02857142857 0 -0.1714285714 0");
    row(
        table,
        new SliceScatter(Ints.of(0, 0), Ints.of(1, 1), Shape.of(1, 3)),
        in("real(0, 3)"),
        "real(1, 3) 0 0 0");
    row(
        table,
        new Pad(Ints.of(1, 0), Ints.of(0, 2), 0.5),
        in(MATRIX),
        "real(3, 5) 0.5 0.5 0.5 0.5 0.5 1.5 -2 0.7 0.5 0.5 3 0.2 -1.1 0.5 0.5");
    row(table, new Pad(Ints.of(1, 0), Ints.of(0, 0), 0), in("real(0, 3)"), "real(1, 3) 0 0 0");
    row(
        table,
        new Gather(1),
        in(MATRIX, "int32(2, 2) 2 0 -1 2"),
        "real(2, 2, 2) 0.7 1.5 0.7 0.7 -1.1 3 -1.1 -1.1");
    row(table, new Gather(0), in(MATRIX, "int32() 1"), "real(3) 3 0.2 -1.1");
    row(table, new Gather(0), in(MATRIX, "int32(0)"), "real(0, 3)");
    row(
        table,
        new ScatterAdd(1, 3),
        in("real(2, 2, 2) 0.7 1.5 0.7 0.7 -1.1 3 -1.1 -1.1", "int32(2, 2) 2 0 -1 2"),
        "real(2, 3) 1.5 0 2.1 3 0 -3.3");
    row(table, new ScatterAdd(0, 2), in("real(0, 3)", "int32(0)"), "real(2, 3) 0 0 0 0 0 0");
  }

  /** One wrong use for every kind of op that can be misused. */
  static List<Wrong> wrongUses() {
    String reals = "real(2, 3)";
    return List.of(
        new Wrong(
            new ReshapeOp(Ints.of(4, -1)),
            in(reals),
            "reshape: the shape (2, 3) has 6 elements, which [4, -1] cannot hold."),
        new Wrong(
            new Transpose(Ints.of(0, 0)),
            in(reals),
            "transpose: [0, 0] must name every axis of (2, 3) once."),
        new Wrong(
            new BroadcastTo(Shape.of(2, 2)),
            in(reals),
            "broadcast_to: Incompatible shapes: [2,3] vs. [2,2]\n"
                + "  Axes are aligned at the end; two lengths fit if they are equal or one of them"
                + " is 1. Here 3 meets 2."),
        new Wrong(
            new Concat(1),
            in(reals, "real(3, 3)"),
            "concat: (2, 3) and (3, 3) differ in more than axis 1."),
        new Wrong(
            new Slice(Ints.of(0, 2), Ints.of(2, 2), Ints.of(1, 1)),
            in(reals),
            "slice: begin 2, size 2, stride 1 leave axis 1 of the shape (2, 3)."),
        new Wrong(
            new SliceScatter(Ints.of(0, 2), Ints.of(1, 1), Shape.of(2, 3)),
            in(reals),
            "slice: begin 2, size 3, stride 1 leave axis 1 of the shape (2, 3)."),
        new Wrong(
            new Pad(Ints.of(0, -1), Ints.of(0, 0), 0),
            in(reals),
            "pad: axis 1 has a negative padding, (-1, 0). Use a slice to cut."),
        new Wrong(
            new Gather(1),
            in(reals, "int32(2) 0 3"),
            "gather: index 3 is out of range for axis 1 of the shape (2, 3); valid: -3 to 2"),
        new Wrong(
            new ScatterAdd(0, 4),
            in(reals, "int32(3)"),
            "scatter_add: updates (2, 3) do not carry the indices' shape (3,) from axis 0 on."));
  }
}
