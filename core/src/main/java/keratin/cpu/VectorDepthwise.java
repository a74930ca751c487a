package keratin.cpu;

import static keratin.cpu.FloatRows.load;
import static keratin.cpu.FloatRows.store;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import keratin.memory.Raw;
import keratin.tensor.ConvAffine;
import keratin.tensor.ConvInputGrad;
import keratin.tensor.ConvKernelGrad;
import keratin.tensor.ConvOp;
import keratin.tensor.Fused;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.Window;
import org.jspecify.annotations.Nullable;

/**
 * Convolutions of float32 where every channel has filters of its own, and their gradients: no
 * matrices, but a multiplication per filter and element of the window, a vector of filters at a
 * time.
 */
final class VectorDepthwise {
  private static final VectorSpecies<Float> SPECIES = FloatMath.SPECIES;
  private static final int LANES = SPECIES.length();

  private VectorDepthwise() {}

  /** Whether there is a kernel: one channel in a group, and enough filters for a vector. */
  static boolean has(Fused op, Tensor[] in) {
    return switch (op) {
      case ConvOp conv -> suits(conv.groups(), in[0], in[1], in[1].shape().dim(-2));
      case ConvAffine affine ->
          suits(affine.groups(), in[0], in[1], in[1].shape().dim(-2))
              && VectorAffine.has(affine.activation());
      case ConvInputGrad gradient ->
          suits(gradient.groups(), in[0], in[1], in[1].shape().dim(-2))
              && PoolPlaces.isFull(gradient.lengths());
      case ConvKernelGrad gradient ->
          suits(gradient.groups(), in[0], in[1], in[0].shape().dim(-1) / gradient.groups());
      default -> false;
    };
  }

  private static boolean suits(int groups, Tensor first, Tensor second, int channels) {
    return groups > 1
        && channels == 1
        && first.size() > 0
        && second.size() > 0
        && first.rank() <= 5
        && second.shape().dim(-1) >= LANES;
  }

  /**
   * Images whose channels are repeated as often as each has filters: then every filter has a
   * channel of its own. One image for each thread is in memory.
   */
  private static final class Repeated implements PoolPlaces.Images, AutoCloseable {
    private final long x;
    private final long count;
    private final int times;
    private final boolean sums;
    private final Workspace space;

    /**
     * Of images at x.
     *
     * @param places on the repeated images
     * @param sums whether the repeated images are filled from zero and their sums go to x
     */
    Repeated(long x, PoolPlaces places, int times, boolean sums) {
      this.x = x;
      this.count = places.pixels() * places.channels() / times;
      this.times = times;
      this.sums = sums;
      this.space = new Workspace("a depthwise convolution", 0, 4 * count * times);
    }

    @Override
    public long begin(long image) {
      long mine = space.take();
      if (sums) {
        Raw.fill(mine, 4 * count * times, (byte) 0);
        return mine;
      }
      long from = x + 4 * image * count;
      for (long i = 0, to = mine; i < count; i++) {
        float value = Raw.getFloat(from + 4 * i);
        for (int j = 0; j < times; j++, to += 4) {
          Raw.setFloat(to, value);
        }
      }
      return mine;
    }

    @Override
    public void end(long image, long address) {
      for (long i = 0, from = address; sums && i < count; i++) {
        float sum = 0;
        for (int j = 0; j < times; j++, from += 4) {
          sum += Raw.getFloat(from);
        }
        Raw.setFloat(x + 4 * (image * count + i), sum);
      }
      space.back(address);
    }

    @Override
    public void close() {
      space.close();
    }
  }

  private static PoolPlaces places(Window window, Shape x, int filters) {
    return new PoolPlaces(window, x.with(-1, filters));
  }

  private static void forEach(PoolPlaces places, Tensor x, boolean sums, PoolPlaces.Body body) {
    int times = places.channels() / x.shape().dim(-1);
    if (times == 1) {
      places.forEach(x.address(), body);
      return;
    }
    try (Repeated images = new Repeated(x.address(), places, times, sums)) {
      places.forEach(images, body);
    }
  }

  static void forward(Window window, Tensor x, Tensor kernel, Tensor y) {
    forward(window, x, kernel, y, null);
  }

  static void affine(ConvAffine op, Tensor x, Tensor kernel, Tensor bias, Tensor y) {
    int n = y.shape().dim(-1);
    Gemm.Epilogue epilogue = VectorAffine.epilogue(op.activation(), bias.address(), y.address(), n);
    forward(op.window(), x, kernel, y, epilogue);
  }

  private static void forward(
      Window window, Tensor x, Tensor kernel, Tensor y, Gemm.@Nullable Epilogue epilogue) {
    int n = y.shape().dim(-1);
    long w = kernel.address();
    long to = y.address();
    forEach(
        places(window, x.shape(), n),
        x,
        false,
        (image, under, taps, count, place) -> {
          sum(image, under, taps, count, n, w, to + 4 * place * n);
          if (epilogue != null) {
            epilogue.block(place, place + 1, 0, n);
          }
        });
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
    int n = dy.shape().dim(-1);
    long w = kernel.address();
    long from = dy.address();
    MoveKernels.fill(0, dx);
    forEach(
        places(window, dx.shape(), n),
        dx,
        true,
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
    Shape shape = dy.shape();
    int n = shape.dim(-1);
    long from = dy.address();
    long perImage = shape.sizeOf(1, shape.rank() - 1);
    int size = Math.toIntExact(dk.size());
    long bytes = 4L * size;
    try (Workspace space = new Workspace("a depthwise convolution", shape.dim(0) * bytes, 0)) {
      long sums = space.shared();
      Raw.fill(sums, shape.dim(0) * bytes, (byte) 0);
      forEach(
          places(window, x.shape(), n),
          x,
          false,
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
