package keratin.cpu;

import keratin.memory.Raw;
import keratin.tensor.ConvAffine;
import keratin.tensor.ConvInputGrad;
import keratin.tensor.ConvKernelGrad;
import keratin.tensor.ConvOp;
import keratin.tensor.Fused;
import keratin.tensor.Ints;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.Window;
import org.jspecify.annotations.Nullable;

/** Convolutions of float32 and their gradients. */
final class VectorConv {
  private VectorConv() {}

  /**
   * Whether there is a kernel. What is empty is decomposed; groups that are worth Winograd's
   * transforms are, too, into convolutions of their own.
   */
  static boolean has(Fused op, Tensor[] in) {
    boolean suits =
        switch (op) {
          case ConvOp conv -> isWhole(conv.window(), conv.groups(), in[0], in[1]);
          case ConvAffine affine ->
              VectorAffine.has(affine.activation())
                  && isWhole(affine.window(), affine.groups(), in[0], in[1]);
          case ConvInputGrad gradient -> {
            int filters = in[0].shape().dim(-1) / gradient.groups();
            int channels = in[1].shape().dim(-2);
            yield PoolPlaces.isFull(gradient.lengths())
                && isWhole(gradient.window(), gradient.groups(), channels, filters, places(in[0]));
          }
          case ConvKernelGrad gradient -> {
            int channels = in[0].shape().dim(-1) / gradient.groups();
            int filters = in[1].shape().dim(-1) / gradient.groups();
            yield isWhole(gradient.window(), gradient.groups(), channels, filters, places(in[1]));
          }
          default -> false;
        };
    return suits && in[0].size() > 0 && in[1].size() > 0 && in[0].rank() <= 5;
  }

  private static boolean isWhole(Window window, int groups, Tensor x, Tensor kernel) {
    Shape shape = kernel.shape();
    long places = x.shape().dim(0);
    for (int i = 0; i < window.rank(); i++) {
      places *= window.places(i, x.shape().dim(i + 1));
    }
    return isWhole(window, groups, shape.dim(-2), shape.dim(-1) / groups, places);
  }

  private static boolean isWhole(
      Window window, int groups, int channels, int filters, long places) {
    return groups == 1 || !isWinograd(window, channels, filters, places);
  }

  static void forward(Window window, int groups, Tensor x, Tensor kernel, Tensor y) {
    forward(window, groups, x, kernel, y, null);
  }

  private static void forward(
      Window window,
      int groups,
      Tensor x,
      Tensor kernel,
      Tensor y,
      Gemm.@Nullable Epilogue epilogue) {
    int channels = kernel.shape().dim(-2);
    int all = y.shape().dim(-1);
    int filters = all / groups;
    if (isWinograd(window, channels, filters, places(y))) {
      winograd(x.shape(), before(window, x.shape()), y.shape())
          .forward(x.address(), kernel.address(), y.address(), epilogue);
      return;
    }
    if (isNarrow(window, groups, x.shape())) {
      new NarrowConv(window, x.shape(), all)
          .forward(x.address(), kernel.address(), y.address(), epilogue);
      return;
    }
    Patches patches = Patches.of(window, x.shape(), channels);
    long first = kernel.address();
    if (groups == 1 && StreamedProduct.suits(patches, filters)) {
      new StreamedProduct(patches, filters).run(x.address(), first, y.address(), epilogue);
      return;
    }
    new PatchProduct(patches, filters, groups, 4L * filters)
        .run(
            x.address(),
            column -> first + 4L * column * all,
            false,
            4L * all,
            y.address(),
            null,
            epilogue);
  }

  private static boolean isWinograd(Window window, int channels, int filters, long places) {
    return window.size().equals(Ints.of(3, 3))
        && window.strides().equals(Ints.of(1, 1))
        && window.dilations().equals(Ints.of(1, 1))
        && WinogradConv.suits(channels, filters, places);
  }

  /** Of batch and places, which lie before the filters. */
  private static long places(Tensor y) {
    return y.shape().sizeOf(0, y.rank() - 1);
  }

  /** A single channel is put together as fast column by column. */
  private static boolean isNarrow(Window window, int groups, Shape x) {
    return groups == 1 && x.dim(-1) > 1 && NarrowConv.suits(window, x);
  }

  private static WinogradConv winograd(Shape from, int[] before, Shape to) {
    return new WinogradConv(
        from.dim(0),
        new int[] {from.dim(1), from.dim(2)},
        from.dim(-1),
        before,
        to.dim(1),
        to.dim(2),
        to.dim(-1));
  }

  /** Elements of padding above and to the left. */
  private static int[] before(Window window, Shape x) {
    return new int[] {window.padding(0, x.dim(1))[0], window.padding(1, x.dim(2))[0]};
  }

  static void affine(ConvAffine op, Tensor x, Tensor kernel, Tensor bias, Tensor y) {
    int filters = y.shape().dim(-1);
    Gemm.Epilogue epilogue =
        VectorAffine.epilogue(op.activation(), bias.address(), y.address(), filters);
    forward(op.window(), op.groups(), x, kernel, y, epilogue);
  }

  static void kernelGradient(Window window, int groups, Tensor x, Tensor dy, Tensor dk) {
    int channels = dk.shape().dim(-2);
    int filters = dk.shape().dim(-1) / groups;
    if (isWinograd(window, channels, filters, places(dy))) {
      Shape shape = x.shape();
      int[] lengths = {shape.dim(1), shape.dim(2)};
      new WinogradKernelGrad(
              shape.dim(0),
              lengths,
              shape.dim(-1),
              before(window, shape),
              dy.shape().dim(1),
              dy.shape().dim(2),
              dy.shape().dim(-1))
          .run(x.address(), dy.address(), dk.address());
      return;
    }
    if (isNarrow(window, groups, x.shape())) {
      new NarrowConv(window, x.shape(), filters)
          .kernelGradient(x.address(), dy.address(), dk.address());
      return;
    }
    new PatchTransposeProduct(Patches.of(window, x.shape(), channels), filters, groups)
        .run(x.address(), dy.address(), dk.address());
  }

  /**
   * With strides, elements of x whose places differ by a multiple of the stride see the same part
   * of the kernel: each such phase is a convolution of dy with stride 1.
   */
  static void inputGradient(Window window, int groups, Tensor dy, Tensor kernel, Tensor dx) {
    int filters = kernel.shape().dim(-1) / groups;
    if (groups == 1 && SpreadProduct.suits(window, dx.shape(), dy.shape())) {
      SpreadProduct.run(
          window, dx.shape(), dy.shape(), dy.address(), kernel.address(), dx.address());
      return;
    }
    if (isWinograd(window, kernel.shape().dim(-2), filters, places(dy))) {
      // The kernel turned around looks as far ahead as it looked back before.
      int[] before = before(window, dx.shape());
      int[] after = {2 - before[0], 2 - before[1]};
      winograd(dy.shape(), after, dx.shape()).byInput(dy.address(), kernel.address(), dx.address());
      return;
    }
    if (groups == 1 && NarrowConv.suits(window, dx.shape())) {
      new NarrowConv(window, dx.shape(), filters)
          .inputGradient(dy.address(), kernel.address(), dx.address());
      return;
    }
    Phases phases = new Phases(window, dx.shape(), dy.shape(), filters);
    if (phases.areIncomplete()) {
      MoveKernels.fill(0, dx);
    }
    for (Phases.Phase phase : phases.all()) {
      inputGradient(phase, groups, dy, kernel, dx);
    }
  }

  private static void inputGradient(
      Phases.Phase phase, int groups, Tensor dy, Tensor kernel, Tensor dx) {
    Shape shape = kernel.shape();
    int channels = shape.dim(-2);
    int all = shape.dim(-1);
    int filters = all / groups;
    long first = kernel.address();
    long tapBytes = 4L * channels * all;
    long pixel = 4L * channels * groups;
    long to = dx.address();
    new PatchProduct(phase.patches(), channels, groups, 4L * filters)
        .run(
            dy.address(),
            column -> first + phase.taps()[column / filters] * tapBytes + 4L * (column % filters),
            true,
            4L * all,
            to,
            phase.isWhole()
                ? null
                : (row, count, from) -> {
                  for (int i = 0; i < count; i++) {
                    Raw.copy(from + i * pixel, to + phase.element(row + i) * pixel, pixel);
                  }
                },
            null);
  }
}
