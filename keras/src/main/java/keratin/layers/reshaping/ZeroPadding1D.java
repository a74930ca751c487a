package keratin.layers.reshaping;

/**
 * Adds zeros at the edges of sequences {@code (batch, steps, channels)}.
 *
 * {@snippet :
 * new ZeroPadding1D(2, 0).of(x);   // (8, 10, 4) -> (8, 12, 4)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/reshaping_layers/zero_padding1d/">keras.layers.ZeroPadding1D</a>
 */
public final class ZeroPadding1D extends BaseZeroPadding<ZeroPadding1D> {
  /** One zero at every edge. */
  public ZeroPadding1D() {
    super(1);
  }

  /** Adds this many at every edge. */
  public ZeroPadding1D(int padding) {
    this();
    padding(padding);
  }

  /** Adds {@code before} steps in front and {@code after} at the end. */
  public ZeroPadding1D(int before, int after) {
    this();
    padding(new int[] {before, after});
  }
}
