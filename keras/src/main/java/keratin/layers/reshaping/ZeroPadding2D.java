package keratin.layers.reshaping;

/**
 * Adds zeros at the edges of images {@code (batch, height, width, channels)}.
 *
 * {@snippet :
 * new ZeroPadding2D(3).of(x);   // (8, 28, 28, 1) -> (8, 34, 34, 1)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/reshaping_layers/zero_padding2d/">keras.layers.ZeroPadding2D</a>
 */
public final class ZeroPadding2D extends BaseZeroPadding<ZeroPadding2D> {
  /** One zero at every edge. */
  public ZeroPadding2D() {
    super(2);
  }

  /** Adds this many at every edge. */
  public ZeroPadding2D(int padding) {
    this();
    padding(padding);
  }

  /** Adds as many before as after, a number for every axis. */
  public ZeroPadding2D(int height, int width) {
    this();
    padding(new int[] {height, width});
  }

  /** Adds {@code {before, after}}, a pair for every axis. */
  public ZeroPadding2D(int[][] padding) {
    this();
    padding(padding);
  }
}
