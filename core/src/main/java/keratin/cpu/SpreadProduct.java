package keratin.cpu;

import keratin.memory.Raw;
import keratin.tensor.Shape;
import keratin.tensor.Window;

/** The input gradient of convolutions whose images have many more elements than places. */
final class SpreadProduct implements PoolPlaces.Images {
  /*
   * Gathered, every element of the input is a sum over the whole window, most of which lies outside
   * where images are small: 5 x 5 elements with 3 x 3 places multiply 225 times, of which 81 count.
   * Here dy's rows are multiplied with the whole kernel, and a product's part for an element of the
   * window is added to the element of the input that it belongs to.
   *
   * A thread's memory holds the sums of an image, then its products.
   */

  private static final int MOST_DEPTH = 512;
  // Floats of an image's products, and of the kernel, which every image reads.
  private static final long MOST_PRODUCTS = 1 << 16;
  private static final long MOST_KERNEL = 3 << 15;
  private static final int LANES = SgemmKernel.LANES;

  private final MicroKernel kernel = MicroKernel.chosen();
  private final PoolPlaces places;
  private final int channels;
  private final int taps;
  private final int n;
  private final int perImage;
  private final long imageBytes;
  private final Workspace space;
  private final long panelBytes;
  private final int panelsPerTap;
  private final long dy;
  private final long dx;

  private SpreadProduct(Window window, Shape x, Shape y, long dy, long dx) {
    this.places = new PoolPlaces(window, x);
    this.channels = x.dim(-1);
    this.taps = window.count();
    this.n = y.dim(-1);
    this.perImage = Math.toIntExact(y.sizeOf(1, y.rank() - 1));
    this.imageBytes = 4 * places.pixels() * channels;
    this.panelBytes = 4L * n * kernel.columns();
    this.panelsPerTap = Math.ceilDiv(channels, kernel.columns());
    this.dy = dy;
    this.dx = dx;
    long own = imageBytes + 4L * perImage * taps * channels;
    this.space = new Workspace("an input gradient", panels() * panelBytes, own);
  }

  /** Whether it multiplies at most half as often, in whole vectors, and products are few. */
  static boolean suits(Window window, Shape x, Shape y) {
    long pixels = x.sizeOf(1, x.rank() - 1);
    long count = y.sizeOf(1, y.rank() - 1);
    for (int i = 0; i < window.rank(); i++) {
      if (window.strides().get(i) > 1) {
        return false;
      }
    }
    return 2 * count <= pixels
        && x.dim(-1) % LANES == 0
        && y.dim(-1) <= MOST_DEPTH
        && (long) window.count() * x.dim(-1) * y.dim(-1) <= MOST_KERNEL
        && (long) window.count() * x.dim(-1) * count <= MOST_PRODUCTS;
  }

  /** The gradient dx of an x of this shape by dy of shape {@code y}, with the kernel w. */
  static void run(Window window, Shape x, Shape y, long dy, long w, long dx) {
    SpreadProduct product = new SpreadProduct(window, x, y, dy, dx);
    try (Workspace space = product.space) {
      product.pack(w, space.shared());
      product.places.forEach(product, product::spread);
    }
  }

  private long panels() {
    return (long) taps * panelsPerTap;
  }

  private int width(int panel) {
    return Math.min(kernel.columns(), channels - panel % panelsPerTap * kernel.columns());
  }

  /** The first channel, over all elements of the window, of a panel. */
  private long column(int panel) {
    long within = (long) panel % panelsPerTap * kernel.columns();
    return (long) panel / panelsPerTap * channels + within;
  }

  private void pack(long w, long packed) {
    for (int p = 0; p < panels(); p++) {
      kernel.pack(true, w + 4 * column(p) * n, 4L * n, n, width(p), packed + p * panelBytes);
    }
  }

  @Override
  public long begin(long image) {
    long mine = space.take();
    Raw.fill(mine, imageBytes, (byte) 0);
    long from = dy + 4 * image * perImage * n;
    long to = mine + imageBytes;
    long row = 4L * taps * channels;
    for (int p = 0; p < panels(); p++) {
      long panel = space.shared() + p * panelBytes;
      kernel.multiply(from, 4L * n, 4, perImage, panel, n, width(p), to + 4 * column(p), row, 0);
    }
    return mine;
  }

  private void spread(long image, long[] under, int[] elements, int count, long place) {
    long row = image + imageBytes + place % perImage * (4L * taps * channels);
    for (int k = 0; k < count; k++) {
      long from = row + 4L * elements[k] * channels;
      long to = image + under[k];
      for (int c = 0; c < channels; c += LANES) {
        long at = to + 4L * c;
        FloatRows.store(FloatRows.load(at).add(FloatRows.load(from + 4L * c)), at);
      }
    }
  }

  @Override
  public void end(long image, long address) {
    Raw.copy(address, dx + image * imageBytes, imageBytes);
    space.back(address);
  }
}
