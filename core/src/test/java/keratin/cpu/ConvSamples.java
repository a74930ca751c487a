package keratin.cpu;

import static keratin.cpu.OpSample.in;

import java.util.ArrayList;
import java.util.List;
import keratin.cpu.OpSample.Array;
import keratin.tensor.AveragePoolGrad;
import keratin.tensor.ConvAffine;
import keratin.tensor.ConvInputGrad;
import keratin.tensor.ConvKernelGrad;
import keratin.tensor.ConvOp;
import keratin.tensor.ConvTransposeOp;
import keratin.tensor.Ints;
import keratin.tensor.MaxPoolGrad;
import keratin.tensor.MaxPoolPick;
import keratin.tensor.Op;
import keratin.tensor.Unary;
import keratin.tensor.Window;

/**
 * The part of the table in {@link OpSamples} that is gradients of convolutions and of pooling, and
 * convolutions with padding in numbers.
 */
final class ConvSamples {
  private ConvSamples() {}

  /** Every sample. */
  static List<OpSample> all() {
    List<OpSample> table = new ArrayList<>();
    convolutions(table);
    pooling(table);
    return table;
  }

  private static void convolutions(List<OpSample> table) {
    row(
        table,
        new ConvOp(
            new Window(Ints.of(2, 3), Ints.of(2, 1), Ints.of(1, 1), false, Ints.of(1, 0, 0, 2)), 1),
        in(
            "real(1, 3, 3, 2) 0.25 0.79 0.55 -0.55 -0.4 0.75 -0.99 0.64 0.59 -0.06 -0.39 "
                + "-0.44 -0.49 -0.11 0.01 0.11 0.99 0.59",
            "real(2, 3, 2, 2) 0.24 0.98 -0.57 -0.68 0.23 -0.91 -0.93 0.03 -0.07 0.83 0.26 "
                + "0.03 -0.01 -0.5 -0.98 -0.62 0.38 -0.6 -0.26 -0.99 0.66 -0.69 -0.46 0.76"),
        "real(1, 2, 3, 2) -1.0337 0.4457 0.1865 -0.4365 -0.731 -0.265 -0.0281 -2.3174 "
            + "0.6102 -0.2906 -0.4309 -0.9438");
    row(
        table,
        new ConvOp(new Window(Ints.of(3), Ints.of(1), Ints.of(2), false, Ints.of(4, 0)), 1),
        in(
            "real(1, 5, 1) 0.02 0.69 0.28 0.48 -0.82",
            "real(3, 1, 2) 0.08 0.02 0.74 -0.28 0.2 -0.88"),
        "real(1, 5, 2) 0.004 -0.0176 0.138 -0.6072 0.0708 -0.252 0.6066 -0.6156 "
            + "0.0448 0.6436");
    row(
        table,
        new ConvOp(new Window(Ints.of(2, 1), Ints.of(1, 2), Ints.of(1, 1), true), 2),
        in(
            "real(1, 3, 2, 4) -0.22 -0.35 -0.7 0.63 -0.24 0.96 0.18 0.21 0.28 0.35 -0.7 "
                + "-0.12 -0.52 -0.2 -0.81 0.94 -0.57 0.34 -0.4 0.75 0.32 -0.74 0.69 0.89",
            "real(2, 1, 2, 4) 0.81 0.14 -0.71 -0.62 0.86 0.1 -0.64 0.77 0.28 0.14 -0.25 "
                + "-0.18 -0.52 -0.92 0.75 -0.06"),
        "real(1, 3, 1, 4) -0.5828 -0.3486 0.1788 1.0523 0.1914 -0.3184 1.2363 0.3686 "
            + "-0.1693 -0.0458 -0.196 0.8255");
    row(
        table,
        new ConvInputGrad(new Window(Ints.of(3), Ints.of(1), Ints.of(1), false), 1, Ints.of(5)),
        in(
            "real(2, 3, 2) -0.31 0.18 0.37 -0.29 0.04 0.53 0.82 -0.7 0.87 -0.99 0.51 0.62",
            "real(3, 2, 2) 0.1 -0.36 0.5 -0.95 -0.26 -0.94 -0.75 0.93 0.32 -0.14 0.05 " + "0.75"),
        "real(2, 5, 2) -0.0958 -0.326 0.0528 0.8604 -0.1348 -0.9112 -0.3496 0.2639 "
            + "-0.0614 0.3995 0.334 1.075 0.8882 0.1095 0.8926 -2.3912 -0.2984 -0.5049 "
            + "0.0764 0.4905");
    row(
        table,
        new ConvInputGrad(
            new Window(Ints.of(2, 2), Ints.of(2, 1), Ints.of(1, 1), true), 1, Ints.of(3, 3)),
        in(
            "real(1, 2, 3, 2) -0.55 -0.6 -0.27 -0.64 -0.31 0.9 0.15 -0.32 -0.46 0.9 -0.11 "
                + "0.96",
            "real(2, 2, 1, 2) -0.73 -0.16 0.63 -0.97 0.26 0.59 0.03 0.45"),
        "real(1, 3, 3, 1) 0.4975 0.535 0.533 -0.497 -0.7343 0.1543 -0.0583 0.5967 " + "-1.2361");
    row(
        table,
        new ConvInputGrad(
            new Window(Ints.of(3, 2), Ints.of(2, 2), Ints.of(1, 1), false), 1, Ints.of(4, 4)),
        in(
            "real(1, 1, 2, 1) 0.9 -0.5",
            "real(3, 2, 2, 1) 0.03 0.04 0.79 0.49 0.16 -0.15 0.76 -0.18 0.85 -0.86 -0.14 "
                + "0.04"),
        "real(1, 4, 4, 2) 0.027 0.036 0.711 0.441 -0.015 -0.02 -0.395 -0.245 0.144 "
            + "-0.135 0.684 -0.162 -0.08 0.075 -0.38 0.09 0.765 -0.774 -0.126 0.036 -0.425 "
            + "0.43 0.07 -0.02 0 0 0 0 0 0 0 0");
    row(
        table,
        new ConvInputGrad(new Window(Ints.of(2), Ints.of(1), Ints.of(3), true), 1, Ints.of(5)),
        in(
            "real(1, 5, 2) 0.94 -0.33 -0.2 -0.59 -0.9 -0.57 0.83 0.68 -0.78 0.21",
            "real(2, 1, 2) 0.61 0.35 0.43 0.26"),
        "real(1, 5, 1) -0.3285 -0.7485 1.0627 -0.6417 -0.5352");
    row(
        table,
        new ConvInputGrad(
            new Window(Ints.of(2, 2), Ints.of(1, 1), Ints.of(1, 1), false, Ints.of(1, 0, 0, 1)),
            2,
            Ints.of(2, 2)),
        in(
            "real(1, 2, 2, 4) -0.38 0.88 0.08 0.62 0.32 0.22 -0.62 0.15 -0.92 0.6 0.92 "
                + "0.71 -0.9 -0.32 -0.36 -0.77",
            "real(2, 2, 2, 4) -0.04 0.19 0.32 -0.39 0.92 -0.07 0.26 0.27 -0.63 -0.88 "
                + "-0.18 0.53 0.63 0.46 -0.77 0.83 0.6 0.76 0.05 0.83 -0.91 -0.94 -0.96 -0.49 "
                + "-0.5 -0.62 0.13 -0.92 0.18 -0.67 0.36 -0.96"),
        "real(1, 2, 2, 4) 0.5916 -1.3698 0.5361 0.0503 0.0304 -2.2652 -0.0707 -0.4653 "
            + "-0.096 0.2732 0.6353 -1.2311 -0.6952 0.5522 -1.1907 0.3725");
    row(
        table,
        new ConvInputGrad(
            new Window(Ints.of(2, 2), Ints.of(1, 2), Ints.of(1, 1), false), 2, Ints.of(3, 3)),
        in(
            "real(1, 2, 1, 4) 0.61 -0.35 0.44 0.73 0.79 -0.68 -0.95 0.3",
            "real(2, 2, 1, 4) 0.25 0.59 -0.37 0.73 0.59 -0.74 0.53 0.77 -0.61 0.15 0.28 "
                + "0.22 -0.81 0.32 0.26 0.65"),
        "real(1, 3, 3, 2) -0.054 0.3701 0.6189 0.7953 0 0 -0.6283 0.8543 0.3632 "
            + "0.3164 0 0 -0.5839 -0.2 -0.8575 -0.052 0 0");
    row(
        table,
        new ConvInputGrad(
            new Window(Ints.of(2, 1, 2), Ints.of(1, 1, 1), Ints.of(1, 1, 1), true),
            1,
            Ints.of(2, 2, 2)),
        in(
            "real(1, 2, 2, 2, 1) -0.49 -0.09 0.31 -0.8 -0.24 -0.73 0.32 0.66",
            "real(2, 1, 2, 1, 1) -0.57 0.13 0.89 -0.24"),
        "real(1, 2, 2, 2, 1) 0.2793 -0.0124 -0.1767 0.4963 -0.2993 0.4224 0.0935 " + "-1.121");
    row(
        table,
        new ConvKernelGrad(new Window(Ints.of(3), Ints.of(1), Ints.of(1), false), 1),
        in(
            "real(2, 5, 2) -0.25 -0.26 0.08 -0.57 -0.51 -0.34 -0.09 -0.84 0.51 0.16 -0.4 "
                + "-0.84 0.53 -0.74 -0.73 -0.74 -0.84 0.81 -0.46 -0.39",
            "real(2, 3, 2) 0.67 0.24 -0.63 -0.13 0.77 -0.25 0.42 -0.81 0.45 0.55 0.65 " + "0.35"),
        "real(3, 2, 2) -1.0146 0.4171 -1.2437 0.1111 -0.3463 -1.0168 -0.9318 0.5933 "
            + "-0.8759 -0.2699 0.2248 0.896");
    row(
        table,
        new ConvKernelGrad(new Window(Ints.of(2, 2), Ints.of(2, 1), Ints.of(1, 1), true), 1),
        in(
            "real(1, 3, 3, 1) -0.26 -0.87 0.04 0.51 -0.62 -0.47 0.07 0.5 0.79",
            "real(1, 2, 3, 2) -0.75 -0.63 0.6 0.29 0.44 0.99 0.88 0.69 0.55 -0.21 0.28 " + "-0.63"),
        "real(2, 2, 1, 2) 0.2484 -0.6033 1.551 0.7388 -0.9613 -0.9664 0.183 0.2543");
    row(
        table,
        new ConvKernelGrad(new Window(Ints.of(3, 2), Ints.of(2, 2), Ints.of(1, 1), false), 1),
        in(
            "real(1, 4, 4, 2) 0.52 0.52 0.44 -0.11 -0.24 -0.16 -0.93 0.69 0.08 -0.22 0.1 "
                + "0.44 -0.24 0.66 0.84 -0.23 -0.72 0.52 0.99 -0.7 0.43 0.65 0.84 -0.75 -0.82 "
                + "0.98 -0.77 -0.65 0.15 -0.11 0.5 -0.62",
            "real(1, 1, 2, 1) 0.83 -0.57"),
        "real(3, 2, 2, 1) 0.5684 0.5228 0.8953 -0.4846 0.2032 -0.5588 -0.3958 0.4963 "
            + "-0.8427 0.0611 0.3429 -0.1535");
    row(
        table,
        new ConvKernelGrad(new Window(Ints.of(2), Ints.of(1), Ints.of(3), true), 1),
        in(
            "real(1, 5, 1) 0.54 -0.86 -0.05 -0.93 -0.37",
            "real(1, 5, 2) -0.38 0.44 -0.09 -0.89 0.99 0.78 0.83 -0.51 -0.21 -0.55"),
        "real(2, 1, 2) -0.7462 -0.6144 -0.2636 0.5171");
    row(
        table,
        new ConvKernelGrad(
            new Window(Ints.of(2, 2), Ints.of(1, 1), Ints.of(1, 1), false, Ints.of(1, 0, 0, 1)), 2),
        in(
            "real(1, 2, 2, 4) -0.75 -0.93 0.01 -0.75 -0.65 0.72 -0.03 -0.63 0.34 -0.47 "
                + "0.05 -0.43 0.03 0.26 0.07 -0.21",
            "real(1, 2, 2, 4) 0.58 0.75 -0.64 -0.73 -0.77 0.96 0.88 -0.54 0.94 -0.58 0.01 "
                + "-0.01 0.83 -0.92 -0.37 0.2"),
        "real(2, 2, 2, 4) -1.2445 1.033 0.0112 -0.0061 -0.2766 -0.123 0.2256 -0.1185 "
            + "-0.611 0.377 -0.0003 0.0003 0.6768 -0.4176 -0.0063 0.0063 0.41 -1.4113 "
            + "-0.0582 0.0224 -1.3198 0.0271 -0.001 0.85 -0.3488 -0.5049 0.0199 0.0212 "
            + "0.662 0.3892 0.4011 0.462");
    row(
        table,
        new ConvKernelGrad(new Window(Ints.of(2, 2), Ints.of(1, 2), Ints.of(1, 1), false), 2),
        in(
            "real(1, 3, 3, 2) -0.87 -0.53 -0.07 0.76 0.52 0.66 0.52 0.42 0.7 0.36 0.47 "
                + "-0.4 -0.66 0.51 -0.67 0.84 0.19 -0.34",
            "real(1, 2, 1, 4) 0.87 -0.69 0.03 -0.82 0.93 0.15 0.61 -0.44"),
        "real(2, 2, 1, 4) -0.2733 0.6783 0.2403 0.2498 0.5901 0.1533 0.2424 -0.7816 "
            + "-0.1614 -0.4578 0.3237 -0.5688 -0.0141 -0.5835 0.5232 -0.6648");
    row(
        table,
        new ConvKernelGrad(
            new Window(Ints.of(2, 1, 2), Ints.of(1, 1, 1), Ints.of(1, 1, 1), true), 1),
        in(
            "real(1, 2, 2, 2, 1) 0.6 0.41 0.29 0.9 -0.13 -0.17 0.38 0.67",
            "real(1, 2, 2, 2, 1) -0.33 0.34 -0.58 0.1 0.54 -0.87 0.46 -0.97"),
        "real(2, 1, 2, 1, 1) -0.5342 -0.4409 -0.1683 -0.3325");
    row(
        table,
        new ConvAffine(new Window(Ints.of(2, 2), Ints.of(1, 1), Ints.of(1, 1), true), 1, null),
        in(
            "real(1, 2, 3, 1) 0.92 -0.06 -0.18 0.44 0.05 0.46",
            "real(2, 2, 1, 2) -0.83 0.13 0.12 0.86 -0.92 -0.09 0.26 0.1",
            "real(2) -0.85 0.19"),
        "real(1, 2, 3, 2) -2.0126 0.2234 -0.7482 0.0689 -1.1238 0.1252 -1.2092 0.2902 "
            + "-0.8363 0.5921 -1.2318 0.2498");
    row(
        table,
        new ConvAffine(
            new Window(Ints.of(2, 2), Ints.of(1, 1), Ints.of(1, 1), true), 1, Unary.RELU),
        in(
            "real(1, 2, 3, 1) 0.92 -0.06 -0.18 0.44 0.05 0.46",
            "real(2, 2, 1, 2) -0.83 0.13 0.12 0.86 -0.92 -0.09 0.26 0.1",
            "real(2) -0.85 0.19"),
        "real(1, 2, 3, 2) 0 0.2234 0 0.0689 0 0.1252 0 0.2902 0 0.5921 0 0.2498");
    row(
        table,
        new ConvAffine(
            new Window(Ints.of(2, 2), Ints.of(1, 1), Ints.of(1, 1), true), 1, Unary.TANH),
        in(
            "real(1, 2, 3, 1) 0.92 -0.06 -0.18 0.44 0.05 0.46",
            "real(2, 2, 1, 2) -0.83 0.13 0.12 0.86 -0.92 -0.09 0.26 0.1",
            "real(2) -0.85 0.19"),
        "real(1, 2, 3, 2) -0.96490705121 0.21975627293 -0.63407386999 0.068791179044 "
            + "-0.80888662978 0.12454990414 -0.83643935445 0.28231888227 -0.68384432174 "
            + "0.53140426886 -0.84310064259 0.24473065023");
    Window pair = new Window(Ints.of(2), Ints.of(1), Ints.of(1), false);
    String kernel = "real(2, 1, 3) 1 2 3 4 5 6";
    row(
        table,
        new ConvInputGrad(pair, 1, Ints.of(5)),
        in("real(0, 4, 3)", kernel),
        "real(0, 5, 1)");
    row(
        table,
        new ConvKernelGrad(pair, 1),
        in("real(0, 5, 1)", "real(0, 4, 3)"),
        "real(2, 1, 3) 0 0 0 0 0 0");
    row(
        table,
        new ConvAffine(pair, 1, null),
        in("real(0, 5, 1)", kernel, "real(3) 1 2 3"),
        "real(0, 4, 3)");
  }

  private static void pooling(List<OpSample> table) {
    row(
        table,
        new MaxPoolGrad(new Window(Ints.of(2), Ints.of(2), Ints.of(1), false)),
        in(
            "real(1, 5, 2) 0.778 0.556 -0.111 0.333 -0.778 0.111 -0.556 1 -0.333 -1",
            "real(1, 2, 2) 0.11 0.61 -0.07 0.24"),
        "real(1, 5, 2) 0.11 0.61 0 0 0 0 -0.07 0.24 0 0");
    row(
        table,
        new MaxPoolGrad(new Window(Ints.of(2, 2), Ints.of(1, 2), Ints.of(1, 1), true)),
        in(
            "real(1, 3, 3, 2) 0.529 0.294 0.412 -0.647 -0.412 -1 0.176 -0.882 -0.176 1 "
                + "0.765 -0.529 -0.294 -0.059 0.059 0.882 0.647 -0.765",
            "real(1, 3, 2, 2) 0.51 0.01 -0.32 0.65 -0.24 0.69 0.57 -0.11 0.43 -0.93 -0.22 "
                + "0.72"),
        "real(1, 3, 3, 2) 0.51 0 0 0 0 0 -0.24 0 0 0.7 0.25 0.54 0 0 0.43 -0.93 -0.22 " + "0.72");
    row(
        table,
        new MaxPoolGrad(new Window(Ints.of(3, 2), Ints.of(2, 2), Ints.of(1, 1), true)),
        in(
            "real(1, 3, 3, 2) -0.529 -0.647 -0.176 1 -0.294 0.059 0.765 0.647 -0.882 "
                + "-0.765 0.176 -0.059 0.412 0.882 0.529 0.294 -1 -0.412",
            "real(1, 2, 2, 2) 1 -0.29 -0.11 -0.26 0.16 0.9 0.78 -0.25"),
        "real(1, 3, 3, 2) 0 0 0 -0.29 0 -0.26 1.16 0 0 0 0.67 -0.25 0 0.9 0 0 0 0");
    row(
        table,
        new MaxPoolGrad(new Window(Ints.of(2, 2), Ints.of(2, 2), Ints.of(1, 1), false)),
        in(
            "real(1, 4, 4, 2) 0.871 0.935 0.032 0.355 -0.032 -0.161 -0.419 -0.935 0.613 "
                + "0.742 0.29 -0.806 -0.677 0.097 0.677 0.226 -0.29 -1 -0.742 0.419 -0.548 "
                + "0.484 -0.871 -0.484 -0.097 -0.613 1 0.548 -0.355 0.161 0.806 -0.226",
            "real(1, 2, 2, 2) 0.54 -0.89 0.47 0.63 -0.11 -0.88 0.37 -0.51"),
        "real(1, 4, 4, 2) 0.54 -0.89 0 0 0 0 0 0 0 0 0 0 0 0 0.47 0.63 0 0 0 0 0 "
            + "-0.51 0 0 0 0 -0.11 -0.88 0 0 0.37 0");
    row(
        table,
        new MaxPoolPick(new Window(Ints.of(2), Ints.of(2), Ints.of(1), false)),
        in(
            "real(1, 5, 2) -1 1 0.556 0.111 0.333 -0.778 -0.333 0.778 -0.556 -0.111",
            "real(1, 5, 2) -0.59 0.92 -0.42 -0.39 -0.49 -0.87 -0.15 0.54 0.42 -0.61"),
        "real(1, 2, 2) -0.42 0.92 -0.49 0.54");
    row(
        table,
        new MaxPoolPick(new Window(Ints.of(2, 2), Ints.of(1, 2), Ints.of(1, 1), true)),
        in(
            "real(1, 3, 3, 2) -0.412 -0.765 -1 0.882 0.294 -0.647 0.765 0.059 0.412 0.176 "
                + "-0.176 -0.882 -0.059 0.529 -0.529 0.647 1 -0.294",
            "real(1, 3, 3, 2) 0.28 -0.73 -0.72 -0.65 -0.43 0.92 -0.95 -0.63 -0.67 -0.05 "
                + "-0.97 -0.08 -0.67 -0.46 0.58 -0.63 0.23 -0.19"),
        "real(1, 3, 2, 2) -0.95 -0.65 -0.43 0.92 -0.95 -0.63 0.23 -0.19 -0.67 -0.63 "
            + "0.23 -0.19");
    row(
        table,
        new MaxPoolPick(new Window(Ints.of(3, 2), Ints.of(2, 2), Ints.of(1, 1), true)),
        in(
            "real(1, 3, 3, 2) 0.294 0.529 -0.294 -0.059 0.059 -0.176 0.765 -0.412 -0.647 "
                + "0.412 -1 -0.529 -0.882 0.647 -0.765 0.176 1 0.882",
            "real(1, 3, 3, 2) 0.91 0.77 -0.77 -0.37 -0.94 0.66 0.83 0.98 0.22 0.33 0.36 "
                + "0.14 0.9 0.22 -0.33 0.03 -0.96 0.45"),
        "real(1, 2, 2, 2) 0.83 0.77 -0.94 0.66 0.83 0.22 -0.96 0.45");
    row(
        table,
        new MaxPoolPick(new Window(Ints.of(2, 2), Ints.of(2, 2), Ints.of(1, 1), false)),
        in(
            "real(1, 4, 4, 2) 0.742 -0.032 0.548 0.419 -0.871 0.161 -0.419 0.226 0.29 "
                + "-0.806 -0.742 -0.097 0.613 -0.355 0.677 -0.548 1 -0.29 -0.677 -0.935 0.032 "
                + "-0.161 0.355 0.806 -1 -0.613 -0.226 0.871 0.097 0.935 -0.484 0.484",
            "real(1, 4, 4, 2) 0.57 -0.51 -0.72 0.6 0.37 -0.58 -0.46 0.88 -0.46 0.4 -0.74 "
                + "0.63 -0.76 0.03 -0.93 0.1 0.69 -0.83 -0.45 0.53 0.22 -0.37 0.26 -0.09 0.72 "
                + "-0.41 0.52 0.27 0.48 -0.24 0.45 0.4"),
        "real(1, 2, 2, 2) 0.57 0.6 -0.93 0.88 0.69 0.27 0.26 -0.24");
    row(
        table,
        new AveragePoolGrad(new Window(Ints.of(2), Ints.of(2), Ints.of(1), false), Ints.of(5)),
        in("real(1, 2, 2) -0.23 -0.95 0.93 0.43"),
        "real(1, 5, 2) -0.115 -0.475 -0.115 -0.475 0.465 0.215 0.465 0.215 0 0");
    row(
        table,
        new AveragePoolGrad(
            new Window(Ints.of(2, 2), Ints.of(1, 2), Ints.of(1, 1), true), Ints.of(3, 3)),
        in(
            "real(1, 3, 2, 2) -0.59 0.46 -0.44 -0.06 0.72 -0.1 -0.42 -0.39 -0.85 -0.56 "
                + "-0.46 -0.65"),
        "real(1, 3, 3, 2) -0.1475 0.115 -0.1475 0.115 -0.22 -0.03 0.0325 0.09 0.0325 "
            + "0.09 -0.43 -0.225 -0.245 -0.305 -0.245 -0.305 -0.67 -0.845");
    row(
        table,
        new AveragePoolGrad(
            new Window(Ints.of(3, 2), Ints.of(2, 2), Ints.of(1, 1), true), Ints.of(3, 3)),
        in("real(1, 2, 2, 2) -0.87 -0.07 -0.57 0.48 0.85 -0.45 0.14 0.01"),
        "real(1, 3, 3, 2) -0.2175 -0.0175 -0.2175 -0.0175 -0.285 0.24 -0.005 -0.13 "
            + "-0.005 -0.13 -0.215 0.245 0.2125 -0.1125 0.2125 -0.1125 0.07 0.005");
    row(
        table,
        new AveragePoolGrad(
            new Window(Ints.of(2, 2), Ints.of(2, 2), Ints.of(1, 1), false), Ints.of(4, 4)),
        in("real(1, 2, 2, 2) -0.85 -0.75 0.77 -0.05 0.61 -0.87 0.19 0.73"),
        "real(1, 4, 4, 2) -0.2125 -0.1875 -0.2125 -0.1875 0.1925 -0.0125 0.1925 "
            + "-0.0125 -0.2125 -0.1875 -0.2125 -0.1875 0.1925 -0.0125 0.1925 -0.0125 0.1525 "
            + "-0.2175 0.1525 -0.2175 0.0475 0.1825 0.0475 0.1825 0.1525 -0.2175 0.1525 "
            + "-0.2175 0.0475 0.1825 0.0475 0.1825");
    Window pair = new Window(Ints.of(2), Ints.of(2), Ints.of(1), false);
    row(table, new MaxPoolGrad(pair), in("real(0, 4, 1)", "real(0, 2, 1)"), "real(0, 4, 1)");
    row(table, new MaxPoolPick(pair), in("real(0, 4, 1)", "real(0, 4, 1)"), "real(0, 2, 1)");
    row(table, new AveragePoolGrad(pair, Ints.of(4)), in("real(0, 2, 1)"), "real(0, 4, 1)");
  }

  private static void row(List<OpSample> table, Op op, List<Array> in, String... out) {
    table.add(new OpSample(op, in, in(out)));
  }

  /** Wrong uses of each. */
  static List<OpSamples.Wrong> wrongUses() {
    Window three = new Window(Ints.of(3), Ints.of(1), Ints.of(1), false);
    Window padded = new Window(Ints.of(5), Ints.of(1), Ints.of(1), false, Ints.of(1, 1));
    return List.of(
        new OpSamples.Wrong(
            new ConvOp(padded, 1),
            in("real(1, 2, 2)", "real(5, 2, 8)"),
            "conv: the window spans 5 elements, but axis 1 of the shape (1, 2, 2) has 2 and 2 of"
                + " padding.\n  Use a smaller window, or padding \"same\"."),
        new OpSamples.Wrong(
            new ConvTransposeOp(three, Ints.of(2)),
            in("real(1, 5, 2)", "real(3, 4, 2)"),
            "conv_transpose: with output padding [2] spatial axis 0 would be 9 long.\n"
                + "  Use an output padding from 0 to 0, or none."),
        new OpSamples.Wrong(
            new ConvInputGrad(three, 1, Ints.of(5)),
            in("real(1, 4, 2)", "real(3, 4, 2)"),
            "conv_input_grad: the window takes (3,) places on (1, 5, 4), but dy is (1, 4, 2)."),
        new OpSamples.Wrong(
            new ConvInputGrad(three, 1, Ints.of(5)),
            in("real(1, 3, 2)", "real(3, 4, 8)"),
            "conv_input_grad: dy (1, 3, 2) has 2 filters, but the kernel (3, 4, 8) has 8 in 1"
                + " groups."),
        new OpSamples.Wrong(
            new ConvKernelGrad(three, 2),
            in("real(1, 5, 3)", "real(1, 3, 4)"),
            "conv_kernel_grad: 2 groups must divide the channels of x (1, 5, 3) and the filters"
                + " of dy (1, 3, 4)."),
        new OpSamples.Wrong(
            new ConvAffine(three, 1, Unary.RELU),
            in("real(1, 5, 2)", "real(3, 2, 8)", "real(2)"),
            "conv_affine: the kernel (3, 2, 8) has 8 filters, so bias must be (8,), but is (2,)."),
        new OpSamples.Wrong(
            new MaxPoolGrad(three),
            in("real(1, 5, 2)", "real(1, 4, 2)"),
            "max_pool_grad: the expected dy has shape (1, 3, 2) but dy has (1, 4, 2); they must"
                + " be equal."),
        new OpSamples.Wrong(
            new MaxPoolPick(three),
            in("real(1, 5, 2)"),
            "max_pool_pick: 1 inputs came, but 2 are needed: x, values."),
        new OpSamples.Wrong(
            new AveragePoolGrad(three, Ints.of(5)),
            in("real(1, 4, 2)"),
            "average_pool_grad: the window takes (3,) places on (1, 5, 2), but dy is"
                + " (1, 4, 2)."));
  }
}
