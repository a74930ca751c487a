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

/** Convolutions of float32 without groups, and their gradients. */
final class VectorConv {
  private VectorConv() {}

  /** Whether there is a kernel; what is empty, or in groups, is decomposed. */
  static boolean has(Fused op, Tensor[] in) {
    boolean suits =
        switch (op) {
          case ConvOp conv -> conv.groups() == 1;
          case ConvInputGrad gradient ->
              gradient.groups() == 1 && PoolPlaces.isFull(gradient.lengths());
          case ConvKernelGrad gradient -> gradient.groups() == 1;
          case ConvAffine affine -> affine.groups() == 1 && VectorAffine.has(affine.activation());
          default -> false;
        };
    return suits && in[0].size() > 0 && in[1].size() > 0 && in[0].rank() <= 5;
  }

  static void forward(Window window, Tensor x, Tensor kernel, Tensor y) {
    forward(window, x, kernel, y, null);
  }

  static void forward(
      Window window, Tensor x, Tensor kernel, Tensor y, Gemm.@Nullable Epilogue epilogue) {
    int filters = y.shape().dim(-1);
    if (isWinograd(window, x.shape(), y.shape())) {
      winograd(x.shape(), before(window, x.shape()), y.shape())
          .forward(x.address(), kernel.address(), y.address(), epilogue);
      return;
    }
    Patches patches = Patches.of(window, x.shape());
    long first = kernel.address();
    if (StreamedProduct.suits(patches, filters)) {
      new StreamedProduct(patches, filters).run(x.address(), first, y.address(), epilogue);
      return;
    }
    long rowBytes = 4L * filters;
    new PatchProduct(patches, filters)
        .run(
            x.address(),
            column -> first + column * rowBytes,
            false,
            rowBytes,
            y.address(),
            null,
            epilogue);
  }

  private static boolean isWinograd(Window window, Shape x, Shape y) {
    return window.size().equals(Ints.of(3, 3))
        && window.strides().equals(Ints.of(1, 1))
        && window.dilations().equals(Ints.of(1, 1))
        && WinogradConv.suits(x.dim(-1), y.dim(-1), y.sizeOf(0, 3));
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
    forward(op.window(), x, kernel, y, epilogue);
  }

  static void kernelGradient(Window window, Tensor x, Tensor dy, Tensor dk) {
    if (isWinograd(window, x.shape(), dy.shape())) {
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
    new PatchTransposeProduct(Patches.of(window, x.shape()), dy.shape().dim(-1))
        .run(x.address(), dy.address(), dk.address());
  }

  /**
   * With strides, elements of x whose places differ by a multiple of the stride see the same part
   * of the kernel: each such phase is a convolution of dy with stride 1.
   */
  static void inputGradient(Window window, Tensor dy, Tensor kernel, Tensor dx) {
    if (isWinograd(window, dx.shape(), dy.shape())) {
      // The kernel turned around looks as far ahead as it looked back before.
      int[] before = before(window, dx.shape());
      int[] after = {2 - before[0], 2 - before[1]};
      winograd(dy.shape(), after, dx.shape()).byInput(dy.address(), kernel.address(), dx.address());
      return;
    }
    Phases phases = new Phases(window, dx.shape(), dy.shape());
    if (phases.areIncomplete()) {
      MoveKernels.fill(0, dx);
    }
    for (Phases.Phase phase : phases.all()) {
      inputGradient(phase, dy, kernel, dx);
    }
  }

  private static void inputGradient(Phases.Phase phase, Tensor dy, Tensor kernel, Tensor dx) {
    Shape shape = kernel.shape();
    int channels = shape.dim(-2);
    int filters = shape.dim(-1);
    long first = kernel.address();
    long tapBytes = 4L * channels * filters;
    long to = dx.address();
    new PatchProduct(phase.patches(), channels)
        .run(
            dy.address(),
            column -> first + phase.taps()[column / filters] * tapBytes + 4L * (column % filters),
            true,
            4L * filters,
            to,
            phase.isWhole()
                ? null
                : (row, count, from) -> {
                  for (int i = 0; i < count; i++) {
                    Raw.copy(
                        from + 4L * i * channels,
                        to + 4 * phase.element(row + i) * channels,
                        4L * channels);
                  }
                },
            null);
  }
}
