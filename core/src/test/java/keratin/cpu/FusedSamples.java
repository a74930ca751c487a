package keratin.cpu;

import static keratin.cpu.OpSample.in;
import static keratin.cpu.OpSamples.FACTOR;
import static keratin.cpu.OpSamples.MATRIX;
import static keratin.cpu.OpSamples.row;

import java.util.ArrayList;
import java.util.List;
import keratin.cpu.OpSamples.Wrong;
import keratin.tensor.AdamUpdate;
import keratin.tensor.Affine;
import keratin.tensor.CrossEntropy;
import keratin.tensor.CrossEntropyGrad;
import keratin.tensor.RmspropUpdate;
import keratin.tensor.SgdUpdate;
import keratin.tensor.SigmoidCrossEntropy;
import keratin.tensor.SoftmaxGrad;
import keratin.tensor.SoftmaxOp;
import keratin.tensor.SparseCrossEntropy;
import keratin.tensor.SparseCrossEntropyGrad;
import keratin.tensor.Unary;

/**
 * The part of the table in {@link OpSamples} that is softmax, losses, affine layers and updates of
 * weights.
 */
final class FusedSamples {
  private static final String LOGITS = "real(2, 3) 0.5 -1.2 2 1.1 0.3 -0.7";
  private static final String PROBABILITIES = "real(2, 3) 0.2 0.5 0.3 0.1 0.1 0.8";
  private static final String W = "real(3) 0.5 -1.5 2";
  private static final String G = "real(3) 0.1 -0.2 0.4";
  private static final String M = "real(3) 0.05 0 -0.1";

  private FusedSamples() {}

  /** Every sample. */
  static List<OpSample> all() {
    List<OpSample> table = new ArrayList<>();
    fused(table);
    return table;
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

  /** One wrong use for every kind of op that can be misused. */
  static List<Wrong> wrongUses() {
    String ints = "int32(2, 3)";
    String reals = "real(2, 3)";
    return List.of(
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
