package keratin.cpu;

import static keratin.cpu.OpSample.in;
import static keratin.cpu.OpSamples.row;

import java.util.ArrayList;
import java.util.List;
import keratin.cpu.OpSample.Array;
import keratin.cpu.OpSamples.Wrong;
import keratin.tensor.DType;
import keratin.tensor.DropoutOp;
import keratin.tensor.RandomDraw;
import keratin.tensor.Shape;

/** The part of the table in {@link OpSamples} that is random numbers. */
final class DrawSamples {
  private DrawSamples() {}

  /** Every sample. */
  static List<OpSample> all() {
    List<OpSample> table = new ArrayList<>();
    draws(table);
    return table;
  }

  /** What is drawn is compared with TensorFlow's numbers in keratin.random's tests. */
  private static void draws(List<OpSample> table) {
    List<Array> seed = in("int64(2) 7 11");
    Shape shape = Shape.of(2, 3);
    row(table, new RandomDraw.Uniform(shape, DType.FLOAT32, -1, 1), seed);
    row(table, new RandomDraw.Uniform(Shape.of(0, 3), DType.FLOAT64, -1, 1), seed);
    row(table, new RandomDraw.Normal(shape, DType.FLOAT32, 1, 2), seed);
    row(table, new RandomDraw.TruncatedNormal(shape, DType.FLOAT32, 1, 2), seed);
    row(table, new RandomDraw.Integers(shape, DType.INT64, -5, 5), seed);
    row(table, new RandomDraw.Gamma(shape), in("int64(2) 7 11", "real(3) 0.5 1.5 4"));
    row(
        table,
        new RandomDraw.Binomial(shape, DType.FLOAT32),
        in("int64(2) 7 11", "real(3) 5 10 40", "real(3) 0.1 0.5 0.9"));
    row(
        table,
        new RandomDraw.Categorical(4, DType.INT32),
        in("int64(2) 7 11", "real(2, 3) 0 1 2 2 1 0"));
    row(table, new RandomDraw.Order(5), seed);
    row(table, new DropoutOp(0.5), in("real(2, 3) 1 2 3 4 5 6", "int64(2) 7 11"));
    row(table, new DropoutOp(0.5), in("real(0, 3)", "int64(2) 7 11"));
  }

  /** One wrong use for every kind of op that can be misused. */
  static List<Wrong> wrongUses() {
    String ints = "int32(2, 3)";
    String reals = "real(2, 3)";
    return List.of(
        new Wrong(
            new RandomDraw.Normal(Shape.of(2), DType.INT32, 0, 1),
            in("int64(2)"),
            "normal: drawn in a floating dtype of two bytes or more, but int32 was asked for. Cast"
                + " the result."),
        new Wrong(
            new RandomDraw.Uniform(Shape.of(2), DType.INT32, 0, 9),
            in("int64(2)"),
            "uniform: drawn in a floating dtype of two bytes or more, but int32 was asked for. Draw"
                + " integers: RandomOps.randint(shape, low, high, dtype, seed)"),
        new Wrong(
            new RandomDraw.Uniform(Shape.of(2), DType.FLOAT32, 0, 1),
            in(ints),
            "uniform: the seed is (2, 3) int32 but must be (2,) int64, or (3,) int64 for the start"
                + " of a stream."),
        new Wrong(
            new RandomDraw.TruncatedNormal(Shape.of(2), DType.BOOL, 0, 1),
            in("int64(2)"),
            "truncated_normal: drawn in a floating dtype of two bytes or more, but bool was asked"
                + " for. Cast the result."),
        new Wrong(
            new RandomDraw.Integers(Shape.of(2), DType.INT32, 5, 1),
            in("int64(2)"),
            "integers: [5, 1) is not a range of int32; low must be below high and both must fit."),
        new Wrong(
            new RandomDraw.Gamma(Shape.of(2, 2)),
            in("int64(2)", reals),
            "gamma: the shape (2, 2) must end with that of alpha, which is (2, 3). Broadcast alpha"
                + " first."),
        new Wrong(
            new RandomDraw.Binomial(Shape.of(2), DType.FLOAT32),
            in("int64(2)", reals),
            "binomial: 2 inputs came, but 3 are needed: seed, counts, probabilities."),
        new Wrong(
            new RandomDraw.Categorical(4, DType.INT32),
            in("int64(2)", "real(3)"),
            "categorical: logits must be (batch, classes), but their shape is (3,)."),
        new Wrong(new RandomDraw.Order(4), in(), "order: 0 inputs came, but 1 are needed: seed."),
        new Wrong(
            new DropoutOp(0.5),
            in(ints, "int64(2)"),
            "dropout: x is int32 but must be floating. Cast it: x.cast(DType.FLOAT32)"));
  }
}
