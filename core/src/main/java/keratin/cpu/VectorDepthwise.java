package keratin.cpu;

import static keratin.cpu.FloatRows.load;
import static keratin.cpu.FloatRows.store;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import keratin.memory.Raw;
import keratin.tensor.ConvInputGrad;
import keratin.tensor.ConvKernelGrad;
import keratin.tensor.ConvOp;
import keratin.tensor.Fused;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.Window;

/**
 * Convolutions of float32 where every channel has one filter of its own, and their gradients: no
 * matrices, but a multiplication per channel and element of the window, a vector of channels at a
 * time.
 */
final class VectorDepthwise {
  private static final VectorSpecies<Float> SPECIES = FloatMath.SPECIES;
  private static final int LANES = SPECIES.length();

  private VectorDepthwise() {}

  /** Whether there is a kernel: one filter per channel, and enough of them for a vector. */
  static boolean has(Fused op, Tensor[] in) {
    boolean suits =
        switch (op) {
          case ConvOp conv -> conv.groups() == in[1].shape().dim(-1) && in[1].shape().dim(-2) == 1;
          case ConvInputGrad gradient ->
              gradient.groups() == in[1].shape().dim(-1)
                  && in[1].shape().dim(-2) == 1
                  && PoolPlaces.isFull(gradient.lengths());
          case ConvKernelGrad gradient ->
              gradient.groups() == in[0].shape().dim(-1)
                  && gradient.groups() == in[1].shape().dim(-1);
          default -> false;
        };
    return suits
        && in[0].size() > 0
        && in[1].size() > 0
        && in[0].rank() <= 5
        && in[0].shape().dim(-1) >= LANES;
  }

  static void forward(Window window, Tensor x, Tensor kernel, Tensor y) {
    PoolPlaces places = new PoolPlaces(window, x.shape());
    int n = places.channels();
    long w = kernel.address();
    long to = y.address();
    places.forEach(
        x.address(),
        (image, under, taps, count, place) ->
            sum(image, under, taps, count, n, w, to + 4 * place * n));
  }

  private static void sum(long x, long[] under, int[] taps, int count, int n, long w, long y) {
    for (int c = 0; c < n; c = FloatRows.next(c, n)) {
      long o = 4L * c;
      FloatVector sum = FloatVector.zero(SPECIES);
      for (int k = 0; k < count; k++) {
        sum = load(x + under[k] + o).fma(load(w + 4L * taps[k] * n + o), sum);
      }
      store(sum, y + o);
    }
  }

  static void inputGradient(Window window, Tensor dy, Tensor kernel, Tensor dx) {
    PoolPlaces places = new PoolPlaces(window, dx.shape());
    int n = places.channels();
    long w = kernel.address();
    long from = dy.address();
    MoveKernels.fill(0, dx);
    places.forEach(
        dx.address(),
        (image, under, taps, count, place) ->
            spread(image, under, taps, count, n, w, from + 4 * place * n));
  }

  private static void spread(long x, long[] under, int[] taps, int count, int n, long w, long dy) {
    for (int k = 0; k < count; k++) {
      addProduct(dy, w + 4L * taps[k] * n, x + under[k], n);
    }
  }

  /** {@code sum += a · b}. */
  private static void addProduct(long a, long b, long sum, int n) {
    int c = 0;
    for (; c <= n - LANES; c += LANES) {
      long o = 4L * c;
      store(load(a + o).fma(load(b + o), load(sum + o)), sum + o);
    }
    for (; c < n; c++) {
      long o = 4L * c;
      Raw.setFloat(
          sum + o, Math.fma(Raw.getFloat(a + o), Raw.getFloat(b + o), Raw.getFloat(sum + o)));
    }
  }

  /** Every image has sums of its own, which are added in the images' order. */
  static void kernelGradient(Window window, Tensor x, Tensor dy, Tensor dk) {
    PoolPlaces places = new PoolPlaces(window, x.shape());
    int n = places.channels();
    long from = dy.address();
    Shape shape = dy.shape();
    long perImage = shape.sizeOf(1, shape.rank() - 1);
    int size = Math.toIntExact(dk.size());
    long bytes = 4L * size;
    try (Workspace space = new Workspace("a depthwise convolution", shape.dim(0) * bytes, 0)) {
      long sums = space.shared();
      Raw.fill(sums, shape.dim(0) * bytes, (byte) 0);
      places.forEach(
          x.address(),
          (image, under, taps, count, place) -> {
            long own = sums + place / perImage * bytes;
            for (int k = 0; k < count; k++) {
              addProduct(image + under[k], from + 4 * place * n, own + 4L * taps[k] * n, n);
            }
          });
      Raw.copy(sums, dk.address(), bytes);
      for (int i = 1; i < shape.dim(0); i++) {
        FloatRows.add(sums + i * bytes, 1, dk.address(), size);
      }
    }
  }
}
