package keratin.layers.reshaping;

/**
 * Adds zeros at the edges of volumes {@code (batch, depth, height, width, channels)}.
 *
 * {@snippet :
 * new ZeroPadding3D(1).of(x);   // (2, 4, 4, 4, 8) -> (2, 6, 6, 6, 8)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/reshaping_layers/zero_padding3d/">keras.layers.ZeroPadding3D</a>
 */
public final class ZeroPadding3D extends BaseZeroPadding<ZeroPadding3D> {
  /** One zero at every edge. */
  public ZeroPadding3D() {
    super(3);
  }

  /** Adds this many at every edge. */
  public ZeroPadding3D(int padding) {
    this();
    padding(padding);
  }

  /** Adds as many before as after, a number for every axis. */
  public ZeroPadding3D(int depth, int height, int width) {
    this();
    padding(new int[] {depth, height, width});
  }

  /** Adds {@code {before, after}}, a pair for every axis. */
  public ZeroPadding3D(int[][] padding) {
    this();
    padding(padding);
  }
}
