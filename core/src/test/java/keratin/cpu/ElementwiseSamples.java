package keratin.cpu;

import static keratin.cpu.OpSample.in;
import static keratin.cpu.OpSamples.ANY;
import static keratin.cpu.OpSamples.row;

import java.util.ArrayList;
import java.util.List;
import keratin.cpu.OpSamples.Wrong;
import keratin.tensor.Binary;
import keratin.tensor.Cast;
import keratin.tensor.Compare;
import keratin.tensor.DType;
import keratin.tensor.Fill;
import keratin.tensor.Logical;
import keratin.tensor.Select;
import keratin.tensor.Shape;
import keratin.tensor.Spec;
import keratin.tensor.Unary;

/** The part of the table in {@link OpSamples} that is functions of single elements. */
final class ElementwiseSamples {
  private static final String POSITIVE = "real(5) 0.2 0.7 1 1.6 3.1";
  private static final String UNIT = "real(5) -0.8 -0.3 0.1 0.5 0.9";
  private static final String ABOVE_ONE = "real(5) 1.1 1.5 2 3.3 7";
  private static final String LEFT = "real(4) 1.5 -2 0.7 3";
  private static final String RIGHT = "real(4) 0.6 1.7 -1.2 2.5";

  private ElementwiseSamples() {}

  /** Every sample. */
  static List<OpSample> all() {
    List<OpSample> table = new ArrayList<>();
    unary(table);
    binary(table);
    comparisons(table);
    choices(table);
    return table;
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

  /** One wrong use for every kind of op that can be misused. */
  static List<Wrong> wrongUses() {
    String ints = "int32(2, 3)";
    String reals = "real(2, 3)";
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
                + " writes them."));
  }
}
