package keratin.cpu;

import static keratin.cpu.OpSample.in;
import static keratin.cpu.OpSamples.row;

import java.util.ArrayList;
import java.util.List;
import keratin.cpu.OpSamples.Wrong;
import keratin.tensor.ConvOp;
import keratin.tensor.ConvTransposeOp;
import keratin.tensor.Ints;
import keratin.tensor.PoolOp;
import keratin.tensor.Window;

/** The part of the table in {@link OpSamples} that is convolutions and pools. */
final class WindowSamples {
  private WindowSamples() {}

  /** Every sample. */
  static List<OpSample> all() {
    List<OpSample> table = new ArrayList<>();
    windows(table);
    return table;
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

  /** One wrong use for every kind of op that can be misused. */
  static List<Wrong> wrongUses() {
    Window window = new Window(Ints.of(3), Ints.of(1), Ints.of(1), false);
    return List.of(
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
                + "  Use a smaller window, or padding \"same\"."));
  }
}
