package keratin.cpu;

import static keratin.cpu.OpSample.in;

import java.util.ArrayList;
import java.util.List;
import keratin.cpu.OpSample.Array;
import keratin.tensor.BatchNorm;
import keratin.tensor.BatchNormGrad;
import keratin.tensor.Op;
import keratin.tensor.ScaleShift;

/** The part of the table in {@link OpSamples} that normalizes; the numbers are NumPy's. */
final class NormSamples {
  private NormSamples() {}

  /** Every sample. */
  static List<OpSample> all() {
    List<OpSample> table = new ArrayList<>();
    row(
        table,
        new BatchNorm(1, 0.1),
        in(
            "real(4, 3) 3.1 -3.8 0.6 -0.9 -0.7 -0.3 -3 -0.3 -1.3 5 0.3 -0.5",
            "real(3) -0.4 -1 -1.6",
            "real(3) -0.6 0.7 -0.4"),
        "real(4, 3) -0.85798795074 2.3551890025 -2.4904786557 -0.35459682734 "
            + "0.43702604633 -0.56080605044 -0.090316487562 0.18952114875 1.5832746221 "
            + "-1.0970987344 -0.18173619761 -0.13198991593",
        "real(3) 1.05 -1.125 -0.375",
        "real(3) 10.0025 2.511875 0.456875");
    row(
        table,
        new BatchNormGrad(1, 0.1),
        in(
            "real(4, 3) 3.1 -3.8 0.6 -0.9 -0.7 -0.3 -3 -0.3 -1.3 5 0.3 -0.5",
            "real(3) -0.4 -1 -1.6",
            "real(3) -0.13 -0.04 0.13",
            "real(3) 1.4 0.6 1.5",
            "real(4, 3) 1.4 -0.3 0 2.3 0.8 -0.8 -0.3 0.8 2.9 -0.4 -0.4 1.5",
            "real(3) -4.2 1.5 -1.4",
            "real(3) -2.5 0.4 1.1"),
        "real(4, 3) -5.0255115796 -0.1603904266 0.6058691867 -0.65911292638 "
            + "-0.51637995959 1.967363344 2.6367206645 -0.39266874188 -2.3244016973 "
            + "-6.6512943169 1.2271724159 -0.86425092418",
        "real(3) 1.2737346662 0.30597852399 -3.7536235826",
        "real(3) 3 0.9 3.6");
    row(
        table,
        new ScaleShift(1),
        in(
            "real(4, 3) 3.1 -3.8 0.6 -0.9 -0.7 -0.3 -3 -0.3 -1.3 5 0.3 -0.5",
            "real(3) -0.4 -1 -1.6",
            "real(3) -0.6 0.7 -0.4"),
        "real(4, 3) -1.84 4.5 -1.36 -0.24 1.4 0.08 0.6 1 1.68 -2.6 0.4 0.4");
    row(
        table,
        new BatchNorm(1, 0.1),
        in(
            "real(2, 3, 2) -0.7 -1.6 0 -0.1 2.1 1.1 0.3 1.7 -0.3 -1.4 0.9 0.9",
            "real(3) -0.3 -1.2 0.3",
            "real(3) -3.7 1 0.7"),
        "real(2, 3, 2) -3.551855013 -3.3385262316 0.15922114031 0.3460608869 "
            + "1.1325763541 0.62366299633 -3.7888869922 -4.1207317632 0.7197403801 "
            + "2.7749775927 0.52188032477 0.52188032477",
        "real(3) -0.075 -0.45 1.25",
        "real(3) 1.501875 0.3125 0.2475");
    row(
        table,
        new BatchNormGrad(1, 0.1),
        in(
            "real(2, 3, 2) -0.7 -1.6 0 -0.1 2.1 1.1 0.3 1.7 -0.3 -1.4 0.9 0.9",
            "real(3) -0.3 -1.2 0.3",
            "real(3) 0.24 -0.18 0.05",
            "real(3) 2.1 2.6 0.5",
            "real(2, 3, 2) -2.5 0.1 -1.4 1.1 -3.1 -1.4 1.1 1.7 -3.2 -0.7 0.5 -0.9",
            "real(3) -0.6 -2.6 2.5",
            "real(3) 1.1 1.1 1.7"),
        "real(2, 3, 2) -0.24297027077 -1.3613584477 -0.28232382813 -2.1703280819 "
            + "4.3424391015 2.8332250611 -0.31275913979 0.48757066038 0.84542312371 "
            + "-1.665205084 3.1355676551 2.5933499866",
        "real(3) 3.1781781517 0.65361558529 -10.540969674",
        "real(3) 0.4 -4.2 -4.9");
    row(
        table,
        new ScaleShift(1),
        in(
            "real(2, 3, 2) -0.7 -1.6 0 -0.1 2.1 1.1 0.3 1.7 -0.3 -1.4 0.9 0.9",
            "real(3) -0.3 -1.2 0.3",
            "real(3) -3.7 1 0.7"),
        "real(2, 3, 2) -3.49 -3.22 1 1.12 1.33 1.03 -3.79 -4.21 1.36 2.68 0.97 0.97");
    row(
        table,
        new BatchNorm(3, 0.1),
        in(
            "real(2, 2, 2, 3) 0.5 -1 -1.2 -1.2 2.1 -2.2 -0.9 -0.5 0.3 0.9 -1.9 -2.6 -0 "
                + "1.8 1.1 0.3 -0.5 0.4 -0.4 1.2 -1.2 0.2 -0.2 0.8",
            "real(3) 0.3 3.8 2.2",
            "real(3) 2.2 -3.1 -0.5"),
        "real(2, 2, 2, 3) 2.4337975809 -6.2309020698 -1.5131473704 1.7425699504 "
            + "2.3964725225 -3.1341831631 1.864551297 -4.8393900388 0.91840631857 "
            + "2.5964393763 -8.7356237256 -3.7825974801 2.2304953366 1.5615653039 "
            + "2.2152349527 2.3524766832 -4.8393900388 1.0805098978 2.0678535412 "
            + "-0.1082491333 -1.5131473704 2.3118162343 -4.0044828202 1.7289242149",
        "real(3) -0.075 0.125 -0.575",
        "real(3) 0.444375 1.764375 1.741875");
    row(
        table,
        new BatchNormGrad(3, 0.1),
        in(
            "real(2, 2, 2, 3) 0.5 -1 -1.2 -1.2 2.1 -2.2 -0.9 -0.5 0.3 0.9 -1.9 -2.6 -0 "
                + "1.8 1.1 0.3 -0.5 0.4 -0.4 1.2 -1.2 0.2 -0.2 0.8",
            "real(3) 0.3 3.8 2.2",
            "real(3) 0.07 -0.11 -0.14",
            "real(3) 1.2 4.2 0.9",
            "real(2, 2, 2, 3) -0.9 0.8 -3.4 1.8 1.6 -2 -1.5 -1.2 0.1 1 3.1 -0.3 1.2 0.2 "
                + "2.6 1.1 2.1 -1.6 -0.3 -1.2 2.3 1 -0.5 -0.7",
            "real(3) -0.8 -1.8 -2",
            "real(3) 0.8 1.3 0"),
        "real(2, 2, 2, 3) -0.3631962651 -0.3707746576 -4.640045 0.0094572284909 "
            + "2.7998000072 0.576705 -0.79922488673 -3.7608916407 -0.14517 0.2162005711 "
            + "3.3491563705 5.171405 0.090008080581 0.06931111405 3.64543 0.12330166389 "
            + "2.2864333493 -4.098845 -0.3841417933 -2.8261348584 7.899955 0.077121482017 "
            + "-2.3131686545 -2.973545",
        "real(3) 0.045607017004 -2.0355469524 7.77",
        "real(3) 3.4 4.9 -3");
    row(
        table,
        new ScaleShift(3),
        in(
            "real(2, 2, 2, 3) 0.5 -1 -1.2 -1.2 2.1 -2.2 -0.9 -0.5 0.3 0.9 -1.9 -2.6 -0 "
                + "1.8 1.1 0.3 -0.5 0.4 -0.4 1.2 -1.2 0.2 -0.2 0.8",
            "real(3) 0.3 3.8 2.2",
            "real(3) 2.2 -3.1 -0.5"),
        "real(2, 2, 2, 3) 2.35 -6.9 -3.14 1.84 4.88 -5.34 1.93 -5 0.16 2.47 -10.32 "
            + "-6.22 2.2 3.74 1.92 2.29 -5 0.38 2.08 1.46 -3.14 2.26 -3.86 1.26");
    empty(table);
    return table;
  }

  /** No channels, and no rows: the mean of no rows is no number. */
  private static void empty(List<OpSample> table) {
    String bare = "real(2, 0)";
    row(table, new BatchNorm(1, 0.1), in(bare, "real(0)", "real(0)"), bare, "real(0)", "real(0)");
    String none = "real(0, 2)";
    String two = "real(2) 1 2";
    row(
        table,
        new BatchNormGrad(1, 0.1),
        in(none, two, two, two, none, two, two),
        none,
        "real(2) 0 0",
        "real(2) 0 0");
    row(table, new ScaleShift(1), in(none, two, two), none);
  }

  private static void row(List<OpSample> table, Op op, List<Array> in, String... out) {
    table.add(new OpSample(op, in, OpSample.in(out)));
  }

  /** A wrong use of every op. */
  static List<OpSamples.Wrong> wrongUses() {
    String x = "real(2, 3)";
    String three = "real(3)";
    return List.of(
        new OpSamples.Wrong(
            new BatchNorm(1, 0.1),
            in(x, three, "real(2)"),
            "batch_norm: beta must have a number for every channel of x, shape (3,), but its shape"
                + " is (2,)."),
        new OpSamples.Wrong(
            new BatchNormGrad(1, 0.1),
            in(x, three, three, three, "real(3, 2)", three, three),
            "batch_norm_grad: x has shape (2, 3) but dy has (3, 2); they must be equal."),
        new OpSamples.Wrong(
            new ScaleShift(2),
            in(x, three, three),
            "scale_shift: axis 2 is not in [0, 2), the axes of the shape (2, 3). Count from the"
                + " front."));
  }
}
