package keratin.cpu;

import static keratin.cpu.OpSample.in;

import java.util.ArrayList;
import java.util.List;
import keratin.cpu.OpSample.Array;
import keratin.tensor.AdamUpdate;
import keratin.tensor.Affine;
import keratin.tensor.ArgReduce;
import keratin.tensor.Binary;
import keratin.tensor.BroadcastTo;
import keratin.tensor.Cast;
import keratin.tensor.Compare;
import keratin.tensor.Concat;
import keratin.tensor.ConvOp;
import keratin.tensor.ConvTransposeOp;
import keratin.tensor.CrossEntropy;
import keratin.tensor.CrossEntropyGrad;
import keratin.tensor.Cumulate;
import keratin.tensor.DType;
import keratin.tensor.DropoutOp;
import keratin.tensor.EinsumOp;
import keratin.tensor.Fill;
import keratin.tensor.Gather;
import keratin.tensor.Ints;
import keratin.tensor.Logical;
import keratin.tensor.MatMul;
import keratin.tensor.Op;
import keratin.tensor.Pad;
import keratin.tensor.PoolOp;
import keratin.tensor.RandomDraw;
import keratin.tensor.Reduce;
import keratin.tensor.ReshapeOp;
import keratin.tensor.RmspropUpdate;
import keratin.tensor.ScatterAdd;
import keratin.tensor.Select;
import keratin.tensor.SgdUpdate;
import keratin.tensor.Shape;
import keratin.tensor.SigmoidCrossEntropy;
import keratin.tensor.Slice;
import keratin.tensor.SliceScatter;
import keratin.tensor.SoftmaxGrad;
import keratin.tensor.SoftmaxOp;
import keratin.tensor.SparseCrossEntropy;
import keratin.tensor.SparseCrossEntropyGrad;
import keratin.tensor.Spec;
import keratin.tensor.StopGradient;
import keratin.tensor.Transpose;
import keratin.tensor.Unary;
import keratin.tensor.Window;

/**
 * Inputs and outputs of every op, and a wrong use of each: the table that {@link OpContractTest}
 * checks everything from.
 *
 * <p>The expected numbers were made by NumPy in float64, at points where the op is smooth. Reals
 * are checked in every other dtype too.
 */
final class OpSamples {
  private static final String ANY = "real(5) -1.3 -0.4 0.3 0.9 2.1";
  private static final String POSITIVE = "real(5) 0.2 0.7 1 1.6 3.1";
  private static final String UNIT = "real(5) -0.8 -0.3 0.1 0.5 0.9";
  private static final String ABOVE_ONE = "real(5) 1.1 1.5 2 3.3 7";
  private static final String LEFT = "real(4) 1.5 -2 0.7 3";
  private static final String RIGHT = "real(4) 0.6 1.7 -1.2 2.5";
  private static final String MATRIX = "real(2, 3) 1.5 -2 0.7 3 0.2 -1.1";
  private static final String FACTOR = "real(3, 2) 0.4 -1.2 0.9 2.2 -0.5 0.3";
  private static final String CUBE =
      "real(2, 3, 2) -0.6 -0.4571428571 -0.3142857143 -0.1714285714 -0.02857142857 "
          + "0.1142857143 0.2571428571 0.4 0.5428571429 0.6857142857 0.8285714286 "
          + "0.9714285714";
  private static final String LOGITS = "real(2, 3) 0.5 -1.2 2 1.1 0.3 -0.7";
  private static final String PROBABILITIES = "real(2, 3) 0.2 0.5 0.3 0.1 0.1 0.8";
  private static final String W = "real(3) 0.5 -1.5 2";
  private static final String G = "real(3) 0.1 -0.2 0.4";
  private static final String M = "real(3) 0.05 0 -0.1";

  private OpSamples() {}

  /** Every sample. */
  static List<OpSample> all() {
    List<OpSample> table = new ArrayList<>();
    unary(table);
    binary(table);
    comparisons(table);
    choices(table);
    shapes(table);
    reductions(table);
    products(table);
    parts(table);
    fused(table);
    sums(table);
    windows(table);
    draws(table);
    table.addAll(LinalgSamples.all());
    table.addAll(RecurrentSamples.all());
    table.addAll(ConvSamples.all());
    table.addAll(NormSamples.all());
    table.addAll(SpecialSamples.all());
    return table;
  }

  private static void row(List<OpSample> table, Op op, List<Array> in, String... out) {
    table.add(new OpSample(op, in, in(out)));
  }

  private static void unary(List<OpSample> table) {
    row(table, Unary.NEG, in(ANY), "real(5) 1.3 0.4 -0.3 -0.9 -2.1");
    row(table, Unary.ABS, in(ANY), "real(5) 1.3 0.4 0.3 0.9 2.1");
    row(table, Unary.SIGN, in(ANY), "real(5) -1 -1 1 1 1");
    row(table, Unary.SQUARE, in(ANY), "real(5) 1.69 0.16 0.09 0.81 4.41");
    row(
        table,
        Unary.RECIPROCAL,
        in(ANY),
        "real(5) -0.7692307692 -2.5 3.333333333 1.111111111 0.4761904762");
    row(
        table,
        Unary.SQRT,
        in(POSITIVE),
        "real(5) 0.4472135955 0.8366600265 1 1.264911064 1.760681686");
    row(
        table,
        Unary.RSQRT,
        in(POSITIVE),
        "real(5) 2.236067977 1.195228609 1 0.790569415 0.5679618342");
    row(
        table,
        Unary.CBRT,
        in(POSITIVE),
        "real(5) 0.5848035476 0.8879040017 1 1.169607095 1.458099736");
    row(
        table,
        Unary.EXP,
        in(ANY),
        "real(5) 0.272531793 0.670320046 1.349858808 2.459603111 8.166169913");
    row(
        table,
        Unary.EXP2,
        in(ANY),
        "real(5) 0.4061261982 0.7578582833 1.231144413 1.866065983 4.28709385");
    row(
        table,
        Unary.EXPM1,
        in(ANY),
        "real(5) -0.727468207 -0.329679954 0.3498588076 1.459603111 7.166169913");
    row(
        table,
        Unary.LOG,
        in(POSITIVE),
        "real(5) -1.609437912 -0.3566749439 0 0.4700036292 1.131402111");
    row(
        table,
        Unary.LOG1P,
        in(POSITIVE),
        "real(5) 0.1823215568 0.5306282511 0.6931471806 0.955511445 1.410986974");
    row(
        table,
        Unary.LOG2,
        in(POSITIVE),
        "real(5) -2.321928095 -0.5145731728 0 0.6780719051 1.632268215");
    row(
        table,
        Unary.LOG10,
        in(POSITIVE),
        "real(5) -0.6989700043 -0.15490196 0 0.2041199827 0.4913616938");
    row(
        table,
        Unary.SIN,
        in(ANY),
        "real(5) -0.9635581854 -0.3894183423 0.2955202067 0.7833269096 0.8632093666");
    row(
        table,
        Unary.COS,
        in(ANY),
        "real(5) 0.2674988286 0.921060994 0.9553364891 0.6216099683 -0.5048461046");
    row(
        table,
        Unary.TAN,
        in(UNIT),
        "real(5) -1.029638557 -0.3093362496 0.1003346721 0.5463024898 1.260158218");
    row(
        table,
        Unary.ASIN,
        in(UNIT),
        "real(5) -0.927295218 -0.304692654 0.1001674212 0.5235987756 1.119769515");
    row(
        table,
        Unary.ACOS,
        in(UNIT),
        "real(5) 2.498091545 1.875488981 1.470628906 1.047197551 0.4510268118");
    row(
        table,
        Unary.ATAN,
        in(ANY),
        "real(5) -0.9151007006 -0.3805063771 0.2914567945 0.7328151018 1.126377117");
    row(
        table,
        Unary.SINH,
        in(ANY),
        "real(5) -1.698382437 -0.4107523258 0.3045202934 1.026516726 4.021856742");
    row(
        table,
        Unary.COSH,
        in(ANY),
        "real(5) 1.97091423 1.081072372 1.045338514 1.433086385 4.14431317");
    row(
        table,
        Unary.TANH,
        in(ANY),
        "real(5) -0.8617231593 -0.3799489623 0.2913126125 0.7162978702 0.9704519366");
    row(
        table,
        Unary.ASINH,
        in(ANY),
        "real(5) -1.078451059 -0.3900353198 0.2956730476 0.8088669357 1.487482837");
    row(
        table,
        Unary.ACOSH,
        in(ABOVE_ONE),
        "real(5) 0.4435682544 0.9624236501 1.316957897 1.863279351 2.633915794");
    row(
        table,
        Unary.ATANH,
        in(UNIT),
        "real(5) -1.098612289 -0.3095196042 0.1003353477 0.5493061443 1.47221949");
    row(
        table,
        Unary.ERF,
        in(ANY),
        "real(5) -0.9340079449 -0.428392355 0.3286267595 0.7969082124 0.9970205333");
    row(
        table,
        Unary.ERFC,
        in(ANY),
        "real(5) 1.934007945 1.428392355 0.6713732405 0.2030917876 0.002979466656");
    row(
        table,
        Unary.SIGMOID,
        in(ANY),
        "real(5) 0.214165017 0.4013123399 0.5744425168 0.7109495026 0.8909031788");
    row(
        table,
        Unary.SOFTPLUS,
        in(ANY),
        "real(5) 0.2410084538 0.5130152524 0.8543552445 1.241153875 2.215519523");
    row(table, Unary.RELU, in(ANY), "real(5) 0 0 0.3 0.9 2.1");
    row(table, Unary.FLOOR, in(ANY), "real(5) -2 -1 0 0 2");
    row(table, Unary.CEIL, in(ANY), "real(5) -1 -0.0 1 1 3");
    row(table, Unary.ROUND, in("real(5) -1.5 -0.4 0.5 1.5 2.6"), "real(5) -2 -0.0 0 2 3");
    row(table, Unary.TRUNC, in(ANY), "real(5) -1 -0.0 0 0 2");
    row(table, Unary.BITWISE_NOT, in("int32(3) 0 5 -7"), "int32(3) -1 -6 6");
    row(table, Unary.LOGICAL_NOT, in("bool(2) 1 0"), "bool(2) 0 1");
    row(table, Unary.IS_NAN, in("real(4) 1 nan inf -inf"), "bool(4) 0 1 0 0");
    row(table, Unary.IS_INF, in("real(4) 1 nan inf -inf"), "bool(4) 0 0 1 1");
    row(table, Unary.IS_FINITE, in("real(4) 1 nan inf -inf"), "bool(4) 1 0 0 0");
  }

  private static void binary(List<OpSample> table) {
    row(table, Binary.ADD, in(LEFT, RIGHT), "real(4) 2.1 -0.3 -0.5 5.5");
    row(table, Binary.SUB, in(LEFT, RIGHT), "real(4) 0.9 -3.7 1.9 0.5");
    row(table, Binary.MUL, in(LEFT, RIGHT), "real(4) 0.9 -3.4 -0.84 7.5");
    row(table, Binary.DIV, in(LEFT, RIGHT), "real(4) 2.5 -1.176470588 -0.5833333333 1.2");
    row(table, Binary.FLOOR_DIV, in(LEFT, RIGHT), "real(4) 2 -2 -1 1");
    row(table, Binary.MOD, in(LEFT, RIGHT), "real(4) 0.3 1.4 -0.5 0.5");
    row(table, Binary.MAXIMUM, in(LEFT, RIGHT), "real(4) 1.5 1.7 0.7 3");
    row(table, Binary.MINIMUM, in(LEFT, RIGHT), "real(4) 0.6 -2 -1.2 2.5");
    row(
        table,
        Binary.ATAN2,
        in(LEFT, RIGHT),
        "real(4) 1.19028995 -0.8663022626 2.613518205 0.8760580506");
    row(table, Binary.RELU_GRAD, in(LEFT, RIGHT), "real(4) 1.5 -2 0 3");
    row(table, Binary.SIGMOID_GRAD, in(LEFT, RIGHT), "real(4) -0.45 -10.2 -0.252 -15");
    row(table, Binary.TANH_GRAD, in(LEFT, RIGHT), "real(4) -0.75 -5.1 -0.612 -20");
    row(
        table,
        Binary.POW,
        in("real(4) 1.5 2 0.7 3", "real(4) 0.6 1.7 1.2 2"),
        "real(4) 1.275424501 3.249009585 0.6518049406 9");
    row(
        table,
        Binary.BITWISE_AND,
        in("int32(4) 12 -7 5 1", "int32(4) 10 3 1 4"),
        "int32(4) 8 1 1 0");
    row(
        table,
        Binary.BITWISE_OR,
        in("int32(4) 12 -7 5 1", "int32(4) 10 3 1 4"),
        "int32(4) 14 -5 5 5");
    row(
        table,
        Binary.BITWISE_XOR,
        in("int32(4) 12 -7 5 1", "int32(4) 10 3 1 4"),
        "int32(4) 6 -6 4 5");
    row(
        table,
        Binary.LEFT_SHIFT,
        in("int32(4) 12 -7 5 1", "int32(4) 10 3 1 4"),
        "int32(4) 12288 -56 10 16");
    row(
        table,
        Binary.RIGHT_SHIFT,
        in("int32(4) 12 -7 5 1", "int32(4) 10 3 1 4"),
        "int32(4) 0 -1 2 0");
  }

  private static void comparisons(List<OpSample> table) {
    row(table, Compare.EQUAL, in("real(3) 1 2 3", "real(3) 2 2 1"), "bool(3) 0 1 0");
    row(table, Compare.NOT_EQUAL, in("real(3) 1 2 3", "real(3) 2 2 1"), "bool(3) 1 0 1");
    row(table, Compare.LESS, in("real(3) 1 2 3", "real(3) 2 2 1"), "bool(3) 1 0 0");
    row(table, Compare.LESS_EQUAL, in("real(3) 1 2 3", "real(3) 2 2 1"), "bool(3) 1 1 0");
    row(table, Compare.GREATER, in("real(3) 1 2 3", "real(3) 2 2 1"), "bool(3) 0 0 1");
    row(table, Compare.GREATER_EQUAL, in("real(3) 1 2 3", "real(3) 2 2 1"), "bool(3) 0 1 1");
    row(table, Logical.LOGICAL_AND, in("bool(4) 1 1 0 0", "bool(4) 1 0 1 0"), "bool(4) 1 0 0 0");
    row(table, Logical.LOGICAL_OR, in("bool(4) 1 1 0 0", "bool(4) 1 0 1 0"), "bool(4) 1 1 1 0");
    row(table, Logical.LOGICAL_XOR, in("bool(4) 1 1 0 0", "bool(4) 1 0 1 0"), "bool(4) 0 1 1 0");
  }

  private static void choices(List<OpSample> table) {
    row(
        table,
        new Select(),
        in("bool(3) 1 0 1", "real(3) 1.5 2.5 3.5", "real(3) -1 -2 -3"),
        "real(3) 1.5 -2 3.5");
    row(table, new Cast(DType.INT32), in("real(3) -1.7 0 2.9"), "int32(3) -1 0 2");
    row(table, new Cast(DType.FLOAT64), in("real(3) -1.7 0.5 2.9"), "real(3) -1.7 0.5 2.9");
    row(table, new Cast(DType.BOOL), in("real(3) -1.7 0 2.9"), "bool(3) 1 0 1");
    row(
        table,
        new Fill(new Spec(DType.FLOAT64, Shape.of(2, 2)), 1.5),
        in(),
        "real(2, 2) 1.5 1.5 1.5 1.5");
    row(table, new Fill(new Spec(DType.INT32, Shape.of(0, 2)), 7), in(), "int32(0, 2)");
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

  private static void fused(List<OpSample> table) {
    row(
        table,
        new SoftmaxOp(false),
        in(LOGITS),
        "real(2, 3) 0.1765420589 0.03225132546 0.7912066157 0.6193377617 "
            + "0.2782863949 0.1023758434");
    row(
        table,
        new SoftmaxOp(true),
        in(LOGITS),
        "real(2, 3) -1.734196137 -3.434196137 -0.2341961371 -0.4791044981 "
            + "-1.279104498 -2.279104498");
    row(table, new SoftmaxOp(false), in("real(0, 3)"), "real(0, 3)");
    row(
        table,
        new SoftmaxGrad(false),
        in(
            "real(2, 3) 0.1765420589 0.03225132546 0.7912066157 0.6193377617 "
                + "0.2782863949 0.1023758434",
            "real(2, 3) 0.7 -0.4 1.3 0.2 0.9 -1.1"),
        "real(2, 3) -0.07754566001 -0.04964277245 0.1271884325 -0.0382204976 "
            + "0.1776268998 -0.1394064022");
    row(
        table,
        new SoftmaxGrad(true),
        in(
            "real(2, 3) -1.734196137 -3.434196137 -0.2341961371 -0.4791044981 "
                + "-1.279104498 -2.279104498",
            "real(2, 3) 0.7 -0.4 1.3 0.2 0.9 -1.1"),
        "real(2, 3) 0.4175327058 -0.4516021207 0.03406941492 0.2 0.9 -1.1");
    row(table, new SoftmaxGrad(false), in("real(0, 3)", "real(0, 3)"), "real(0, 3)");
    row(table, new CrossEntropy(), in(LOGITS, PROBABILITIES), "real(2) 2.134196137 1.999104498");
    row(table, new CrossEntropy(), in("real(0, 3)", "real(0, 3)"), "real(0)");
    row(
        table,
        new CrossEntropyGrad(),
        in(LOGITS, PROBABILITIES, "real(2) 0.7 -1.4"),
        "real(2, 3) -0.01642055879 -0.3274240722 0.343844631 -0.7270728663 "
            + "-0.2496009528 0.9766738192");
    row(table, new CrossEntropyGrad(), in("real(0, 3)", "real(0, 3)", "real(0)"), "real(0, 3)");
    row(
        table,
        new SparseCrossEntropy(),
        in(LOGITS, "int32(2) 2 0"),
        "real(2) 0.2341961371 0.4791044981");
    row(table, new SparseCrossEntropy(), in("real(0, 3)", "int32(0)"), "real(0)");
    row(
        table,
        new SparseCrossEntropyGrad(),
        in(LOGITS, "int32(2) 2 0", "real(2) 0.7 -1.4"),
        "real(2, 3) 0.1235794412 0.02257592782 -0.146155369 0.5329271337 "
            + "-0.3896009528 -0.1433261808");
    row(table, new SparseCrossEntropyGrad(), in("real(0, 3)", "int32(0)", "real(0)"), "real(0, 3)");
    row(
        table,
        new SigmoidCrossEntropy(),
        in(LOGITS, PROBABILITIES),
        "real(2, 3) 0.8740769842 0.8632824673 1.526928011 1.277335325 0.8243552445 "
            + "0.9631860489");
    row(table, new SigmoidCrossEntropy(), in("real(0, 3)", "real(0, 3)"), "real(0, 3)");
    row(
        table,
        new Affine(null),
        in(MATRIX, FACTOR, "real(2) 0.3 -0.8"),
        "real(2, 2) -1.25 -6.79 2.23 -4.29");
    row(
        table,
        new Affine(Unary.TANH),
        in(MATRIX, FACTOR, "real(2) 0.3 -0.8"),
        "real(2, 2) -0.84828364 -0.9999974689 0.9771395937 -0.9996244206");
    row(
        table,
        new Affine(Unary.RELU),
        in(MATRIX, FACTOR, "real(2) 0.3 -0.8"),
        "real(2, 2) 0 0 2.23 0");
    row(
        table,
        new Affine(Unary.SOFTPLUS),
        in("real(3) 1.5 -2 0.7", FACTOR, "real(2) 0.3 -0.8"),
        "real(2) 0.2519290813 0.001124336471");
    row(table, new Affine(Unary.RELU), in("real(0, 3)", FACTOR, "real(2) 0.3 -0.8"), "real(0, 2)");
    row(
        table,
        new AdamUpdate(0.01, 0.9, 0.999, 1e-7, 3, false),
        in(W, G, M, "real(3) 0.3 0.5 0.2"),
        "real(3) 0.4997970514 -1.499942836 2.000225877",
        "real(3) 0.055 -0.02 -0.05",
        "real(3) 0.29971 0.49954 0.19996");
    row(
        table,
        new AdamUpdate(0.01, 0.9, 0.999, 1e-7, 1, true),
        in(W, G, M, "real(3) 0.3 0.5 0.2", "real(3) 0.4 0.1 0.9"),
        "real(3) 0.499725 -1.499910516 2.000166667",
        "real(3) 0.055 -0.02 -0.05",
        "real(3) 0.29971 0.49954 0.19996",
        "real(3) 0.4 0.49954 0.9");
    row(
        table,
        new AdamUpdate(0.01, 0.9, 0.999, 1e-7, 1, false),
        in("real(0)", "real(0)", "real(0)", "real(0)"),
        "real(0)",
        "real(0)",
        "real(0)");
    row(table, new SgdUpdate(0.1, 0, false), in(W, G), "real(3) 0.49 -1.48 1.96");
    row(
        table,
        new SgdUpdate(0.1, 0.9, false),
        in(W, G, M),
        "real(3) 0.535 -1.48 1.87",
        "real(3) 0.035 0.02 -0.13");
    row(
        table,
        new SgdUpdate(0.1, 0.9, true),
        in(W, G, M),
        "real(3) 0.5215 -1.462 1.843",
        "real(3) 0.035 0.02 -0.13");
    row(table, new SgdUpdate(0.1, 0, false), in("real(0)", "real(0)"), "real(0)");
    row(
        table,
        new RmspropUpdate(0.01, 0.9, 0, 1e-7, false),
        in(W, G, "real(3) 4.3 4.5 4.2"),
        "real(3) 0.4994917371 -1.499006682 1.997946962",
        "real(3) 3.871 4.054 3.796");
    row(
        table,
        new RmspropUpdate(0.01, 0.9, 0.5, 1e-7, true),
        in(W, G, "real(3) 4.3 4.5 4.2", M, "real(3) 0.4 0.1 0.9"),
        "real(3) 0.474482504 -1.499006082 2.04771838",
        "real(3) 3.871 4.054 3.796",
        "real(3) 0.02551749603 -0.0009939184192 -0.04771837968",
        "real(3) 0.37 0.07 0.85");
    row(
        table,
        new RmspropUpdate(0.01, 0.9, 0, 1e-7, false),
        in("real(0)", "real(0)", "real(0)"),
        "real(0)",
        "real(0)");
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

  private static void windows(List<OpSample> table) {
    row(
        table,
        new ConvOp(new Window(Ints.of(3), Ints.of(1), Ints.of(1), false), 1),
        in(
            "real(2, 5, 2) 0.1 0.42 -0.42 0.02 0.79 0.79 -0.75 -0.59 -0.9 -0.12 -0.94 "
                + "-0.09 0.3 -0.44 0.35 0.18 -0.95 0.12 -0.48 -0.17",
            "real(3, 2, 2) -0.43 0.39 -0.12 -0.69 0.09 0.56 -0.39 -0.56 -0.22 0.87 " + "0.95 0.34"),
        "real(2, 3, 2) 0.4377 0.4587 -0.4543 -1.0307 -0.1879 -1.1504 0.7076 0.4756 "
            + "0.2081 -0.2699 -0.3603 -1.0623");
    row(
        table,
        new ConvOp(new Window(Ints.of(2, 2), Ints.of(2, 1), Ints.of(1, 1), true), 1),
        in(
            "real(1, 4, 3, 2) 0.81 0.69 -0.24 -0.82 0.31 0.12 -0.28 -0.55 -0.19 -0.06 "
                + "-0.46 -0.42 -0.08 0.72 0.17 -0.43 -0.44 -0.09 -0.59 -0.6 0.03 -0.83 -0.03 "
                + "-0.28",
            "real(2, 2, 2, 2) 0.42 0.49 0.38 0.38 -0.25 0.34 -0.32 0.15 -0.35 -0.11 "
                + "-0.88 -0.51 0.94 -0.54 0.38 0.3"),
        "real(1, 2, 3, 2) 1.3054 0.8504 -1.001 -0.1319 0.7064 0.4623 0.7824 0.3334 "
            + "0.6321 0.109 0.0379 -0.1037");
    row(
        table,
        new ConvOp(new Window(Ints.of(2), Ints.of(1), Ints.of(3), true), 1),
        in(
            "real(1, 7, 1) 0.45 -0.05 0.19 -0.87 -0.85 -0.6 -0.7",
            "real(2, 1, 2) -0.8 -0.74 0.11 -0.62"),
        "real(1, 7, 2) 0.0209 -0.1178 -0.4557 0.2064 -0.0535 0.564 -0.218 0.2314 "
            + "0.619 1.0778 0.68 0.629 0.48 0.444");
    row(
        table,
        new ConvOp(new Window(Ints.of(2, 2), Ints.of(1, 1), Ints.of(1, 1), false), 2),
        in(
            "real(1, 3, 3, 4) 0.9 0.36 0.08 0.41 -0.47 0.85 0.68 0.45 -0.04 0.68 0.49 "
                + "0.32 0.83 0.27 -0.27 0.11 -0.61 -0.62 0.45 0.57 0.94 0.7 0.09 -0.82 -0.02 "
                + "0.86 0.58 -0.03 -0.09 -0.56 -0.65 -0.85 0.78 0.28 -0.71 -0.17",
            "real(2, 2, 2, 2) -0.9 -0.58 0.46 0.3 -0.04 -0.45 0.3 0.91 -0.13 -0.86 "
                + "-0.88 -0.83 0.92 0.08 0.67 -0.66"),
        "real(1, 2, 2, 2) -1.6927 -0.0192 2.9783 -0.5004 -1.9966 0.5409 1.8459 " + "0.4432");
    row(
        table,
        new ConvOp(new Window(Ints.of(2, 2), Ints.of(1, 1), Ints.of(1, 1), false), 2),
        in(
            "real(1, 3, 3, 2) -0.48 0.38 0.79 -0.32 -0.87 0.73 -0.42 0.48 -0.68 0.39 "
                + "0.68 0.45 -0.28 0.45 -0.72 -0.37 -0.16 0.75",
            "real(2, 2, 1, 4) -0.69 0.76 0.6 0.94 -0.26 -0.59 -0.52 0.66 0.93 0.4 "
                + "-0.04 -0.43 0.67 0.74 -0.82 -0.57"),
        "real(1, 2, 2, 4) -0.7204 -1.5021 0.0554 -0.2827 -0.4957 1.3449 -0.9562 "
            + "-0.2432 -0.2762 -0.5628 0.3706 0.726 -0.4844 -1.3244 -0.6002 0.3952");
    row(
        table,
        new ConvOp(new Window(Ints.of(2, 2), Ints.of(2, 2), Ints.of(1, 1), true), 2),
        in(
            "real(1, 3, 3, 2) 0.66 0.7 -0.37 -0.44 -0.14 0.08 -0.81 0.67 0.07 0.55 "
                + "-0.54 0.93 0.5 -0.31 0.9 0.4 0.68 -0.91",
            "real(2, 2, 1, 2) -0.89 0.49 -0.39 0.03 -0.69 0.96 0.01 0.66"),
        "real(1, 2, 2, 2) 0.1165 1.336 0.4972 0.932 -0.796 -0.1399 -0.6052 -0.4459");
    row(
        table,
        new ConvOp(new Window(Ints.of(2, 1, 2), Ints.of(1, 1, 1), Ints.of(1, 1, 1), true), 1),
        in(
            "real(1, 2, 2, 2, 1) -0.85 -0.04 -0.88 0.77 -0.11 -0.86 -0.85 0.08",
            "real(2, 1, 2, 1, 1) -0.85 -0.63 -0.13 -0"),
        "real(1, 2, 2, 2, 1) 0.762 0.1458 0.3734 -0.6649 0.6353 0.731 0.6721 -0.068");
    row(
        table,
        new ConvOp(new Window(Ints.of(2), Ints.of(1), Ints.of(1), false), 1),
        in("real(0, 5, 1)", "real(2, 1, 3) 1 2 3 4 5 6"),
        "real(0, 4, 3)");
    row(
        table,
        new ConvTransposeOp(new Window(Ints.of(3), Ints.of(2), Ints.of(1), true), null),
        in(
            "real(1, 3, 2) 0.17 0.24 -0.25 0.24 -0.69 -0.45",
            "real(3, 2, 2) 0.6 -0.69 -0.55 -0.51 -0.04 -1 -0.94 -0.08 -0.67 0.36 0.59 " + "0.16"),
        "real(1, 6, 2) -0.0636 -0.2159 -0.2468 -0.179 -0.3431 0.1538 -0.23 0.2158 "
            + "0.1504 0.4999 0.4776 0.6846");
    row(
        table,
        new ConvTransposeOp(new Window(Ints.of(2), Ints.of(3), Ints.of(1), false), null),
        in(
            "real(1, 3, 2) 0.39 -0.22 -0.91 -0.12 -0.26 0.19",
            "real(2, 1, 2) -0.73 -0.54 0.63 -0.47"),
        "real(1, 9, 1) -0.1659 0.3491 0 0.7291 -0.5169 0 0.0872 -0.2531 0");
    row(
        table,
        new ConvTransposeOp(new Window(Ints.of(3, 2), Ints.of(1, 2), Ints.of(1, 1), false), null),
        in(
            "real(1, 2, 2, 1) -0.18 0.87 -0.45 -0.71",
            "real(3, 2, 2, 1) 0.4 0.13 0.22 -0.92 -0.17 -0.99 -0.51 0.41 -0.88 -0.41 "
                + "0.98 0.94"),
        "real(1, 4, 4, 2) -0.072 -0.0234 -0.0396 0.1656 0.348 0.1131 0.1914 "
            + "-0.8004 -0.1494 0.1197 -0.0072 0.3402 -0.4319 -0.9536 -0.5999 1.0099 "
            + "0.2349 0.5193 0.0531 -0.3537 -0.6449 0.3462 1.2147 0.5267 0.396 0.1845 "
            + "-0.441 -0.423 0.6248 0.2911 -0.6958 -0.6674");
    row(
        table,
        new ConvTransposeOp(new Window(Ints.of(3, 3), Ints.of(2, 2), Ints.of(1, 1), true), null),
        in(
            "real(1, 2, 2, 1) -0.04 0.47 0.27 -0.07",
            "real(3, 3, 1, 1) 0.71 -0.65 0.66 -0.92 0.73 0.35 -0.11 0.34 -0.08"),
        "real(1, 4, 4, 1) -0.0284 0.026 0.3073 -0.3055 0.0368 -0.0292 -0.4464 "
            + "0.3431 0.1961 -0.1891 0.08 0.2053 -0.2484 0.1971 0.1589 -0.0511");
    row(
        table,
        new ConvTransposeOp(new Window(Ints.of(3), Ints.of(2), Ints.of(1), false), Ints.of(1)),
        in("real(1, 3, 1) 0.56 -0.77 0.02", "real(3, 1, 1) 0.74 0.86 -0.56"),
        "real(1, 8, 1) 0.4144 0.4816 -0.8834 -0.6622 0.446 0.0172 -0.0112 0");
    row(
        table,
        new ConvTransposeOp(new Window(Ints.of(3), Ints.of(2), Ints.of(1), true), Ints.of(1)),
        in("real(1, 3, 1) -0.5 0.81 -0.31", "real(3, 1, 1) -0.89 0.43 -0.17"),
        "real(1, 6, 1) 0.445 -0.215 -0.6359 0.3483 0.1382 -0.1333");
    row(
        table,
        new ConvTransposeOp(new Window(Ints.of(2), Ints.of(2), Ints.of(1), true), null),
        in("real(0, 5, 1)", "real(2, 3, 1) 1 2 3 4 5 6"),
        "real(0, 10, 3)");
    row(
        table,
        new PoolOp(PoolOp.Kind.MAX, new Window(Ints.of(2), Ints.of(2), Ints.of(1), false)),
        in(
            "real(1, 6, 2) 0.143 0.286 -0.714 -0.286 0 -0.429 -0.857 0.429 0.571 -1 "
                + "-0.571 -0.143"),
        "real(1, 3, 2) 0.143 0.286 0 0.429 0.571 -0.143");
    row(
        table,
        new PoolOp(PoolOp.Kind.AVERAGE, new Window(Ints.of(2), Ints.of(2), Ints.of(1), false)),
        in(
            "real(1, 6, 2) 0.143 0.286 -0.714 -0.286 0 -0.429 -0.857 0.429 0.571 -1 "
                + "-0.571 -0.143"),
        "real(1, 3, 2) -0.2855 0 -0.4285 0 0 -0.5715");
    row(
        table,
        new PoolOp(PoolOp.Kind.MAX, new Window(Ints.of(2, 2), Ints.of(1, 2), Ints.of(1, 1), true)),
        in(
            "real(1, 4, 3, 1) -0.143 -0.714 0.429 0 -0.429 -1 -0.571 0.286 0.143 0.571 "
                + "-0.286 -0.857"),
        "real(1, 4, 2, 1) 0 0.429 0.286 0.143 0.571 0.143 0.571 -0.857");
    row(
        table,
        new PoolOp(
            PoolOp.Kind.AVERAGE, new Window(Ints.of(2, 2), Ints.of(1, 2), Ints.of(1, 1), true)),
        in(
            "real(1, 4, 3, 1) -0.143 -0.714 0.429 0 -0.429 -1 -0.571 0.286 0.143 0.571 "
                + "-0.286 -0.857"),
        "real(1, 4, 2, 1) -0.3215 -0.2855 -0.1785 -0.4285 0 -0.357 0.1425 -0.857");
    row(
        table,
        new PoolOp(PoolOp.Kind.MAX, new Window(Ints.of(3, 2), Ints.of(2, 2), Ints.of(1, 1), true)),
        in(
            "real(1, 3, 3, 2) -0.714 1.286 -0.143 1.429 0.857 -0.857 0.286 1 1.143 0 "
                + "0.429 0.143 -1 -0.286 -0.571 -0.429 0.714 0.571"),
        "real(1, 2, 2, 2) 1.143 1.429 0.857 0.143 1.143 1 0.714 0.571");
    row(
        table,
        new PoolOp(
            PoolOp.Kind.AVERAGE, new Window(Ints.of(3, 2), Ints.of(2, 2), Ints.of(1, 1), true)),
        in(
            "real(1, 3, 3, 2) -0.714 1.286 -0.143 1.429 0.857 -0.857 0.286 1 1.143 0 "
                + "0.429 0.143 -1 -0.286 -0.571 -0.429 0.714 0.571"),
        "real(1, 2, 2, 2) 0.143 0.92875 0.643 -0.357 -0.0355 0.07125 0.5715 0.357");
    row(
        table,
        new PoolOp(PoolOp.Kind.MAX, new Window(Ints.of(2), Ints.of(2), Ints.of(1), false)),
        in("real(0, 4, 1)"),
        "real(0, 2, 1)");
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

  /** A wrong use and what is said of it. */
  record Wrong(Op op, List<Array> in, String message) {}

  /** One wrong use for every kind of op that can be misused. */
  static List<Wrong> wrongUses() {
    List<Wrong> table = new ArrayList<>(ownWrongUses());
    table.addAll(LinalgSamples.wrongUses());
    table.addAll(RecurrentSamples.wrongUses());
    table.addAll(ConvSamples.wrongUses());
    table.addAll(NormSamples.wrongUses());
    return table;
  }

  private static List<Wrong> ownWrongUses() {
    String ints = "int32(2, 3)";
    String reals = "real(2, 3)";
    Window window = new Window(Ints.of(3), Ints.of(1), Ints.of(1), false);
    return List.of(
        new Wrong(
            Unary.EXP,
            in(ints),
            "exp is not defined for int32. Cast the tensor first: x.cast(DType.FLOAT32)"),
        new Wrong(
            Binary.ADD, in(ints, reals), "add: a is int32 but b is float64. Cast one of them."),
        new Wrong(
            Compare.LESS, in(ints, reals), "less: a is int32 but b is float64. Cast one of them."),
        new Wrong(
            Logical.LOGICAL_AND,
            in(ints, ints),
            "logical_and needs bool tensors but got int32. Cast it: x.cast(DType.BOOL)"),
        new Wrong(
            new Select(),
            in(ints, reals, reals),
            "where: the condition is int32, but must be bool. Compare it: condition.notEqual(0)"),
        new Wrong(
            new Cast(DType.STRING),
            in(ints),
            "cast: int32 cannot become string. Strings.toNumber reads strings, Strings.asString"
                + " writes them."),
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
            "scatter_add: updates (2, 3) do not carry the indices' shape (3,) from axis 0 on."),
        new Wrong(
            new RandomDraw.Normal(Shape.of(2), DType.INT32, 0, 1),
            in("int64(2)"),
            "normal: drawn in a floating dtype of two bytes or more, but int32 was asked for. Cast"
                + " the result."),
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
            "dropout: x is int32 but must be floating. Cast it: x.cast(DType.FLOAT32)"),
        new Wrong(
            new SoftmaxOp(false),
            in("real()"),
            "softmax: x needs at least 1 axis, but its shape is ()."),
        new Wrong(
            new SoftmaxGrad(false),
            in(reals, "real(3)"),
            "softmax_grad: y has shape (2, 3) but dy has (3,); they must be equal."),
        new Wrong(
            new CrossEntropy(),
            in(reals, "real(2, 4)"),
            "cross_entropy: logits has shape (2, 3) but labels has (2, 4); they must be equal."),
        new Wrong(
            new CrossEntropyGrad(),
            in(reals, reals),
            "cross_entropy_grad: 2 inputs came, but 3 are needed: logits, labels, dy."),
        new Wrong(
            new SparseCrossEntropy(),
            in(reals, "int32(2) 0 3"),
            "sparse_cross_entropy: label 3 at position 1 is outside [0, 3).\n"
                + "  The logits have 3 classes, numbered from 0. Check the labels, or give the last"
                + " layer more units."),
        new Wrong(
            new SparseCrossEntropyGrad(),
            in(reals, reals),
            "sparse_cross_entropy_grad: 2 inputs came, but 3 are needed: logits, labels, dy."),
        new Wrong(
            new SigmoidCrossEntropy(),
            in(reals, ints),
            "sigmoid_cross_entropy: logits is float64 but labels is int32. Cast one of them."),
        new Wrong(
            new Affine(null),
            in(reals, "real(4, 5)", "real(5)"),
            "matmul: a (2, 3) has inner dimension 3 but b (4, 5) has 4"),
        new Wrong(
            new EinsumOp("ij,jk->ik"),
            in(reals, "real(4, 5)"),
            "einsum \"ij,jk->ik\": j is 3 in operand 0 but 4 in operand 1."),
        new Wrong(
            new ConvOp(window, 1),
            in("real(1, 5, 2)", "real(3, 4, 8)"),
            "conv: x (1, 5, 2) has 2 channels, but the kernel (3, 4, 8) with 1 group is for 4"
                + " channels and a multiple of 1 filters."),
        new Wrong(
            new ConvTransposeOp(window, null),
            in("real(1, 5, 2)", "real(3, 4, 8)"),
            "conv_transpose: x (1, 5, 2) has 2 channels, but the kernel (3, 4, 8) is for 8."),
        new Wrong(
            new PoolOp(PoolOp.Kind.MAX, window),
            in("real(1, 2, 2)"),
            "max_pool: the window spans 3 elements, but axis 1 of the shape (1, 2, 2) has 2.\n"
                + "  Use a smaller window, or padding \"same\"."),
        new Wrong(
            new AdamUpdate(0.1, 0.9, 0.999, 1e-7, 1, false),
            in(reals, reals, reals),
            "adam_update: 3 inputs came, but 4 are needed: w, g, m, v."),
        new Wrong(
            new SgdUpdate(0.1, 0.9, false),
            in(reals, reals, "real(3)"),
            "sgd_update: w has shape (2, 3) but m has (3,); they must be equal."),
        new Wrong(
            new RmspropUpdate(0.1, 0.9, 0, 1e-7, false),
            in(ints, reals, reals),
            "rmsprop_update: w is int32 but must be floating. Cast it: w.cast(DType.FLOAT32)"));
  }
}
