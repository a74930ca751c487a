package keratin.layers;

import keratin.tensor.DType;
import keratin.tensor.DTypeException;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of a tensor count: the steps of a padded sequence, for example. A {@code bool}
 * tensor of the entries' shape, tied to the tensor that it describes; as Keras' {@code
 * _keras_mask}.
 */
public final class Mask {
  private static final Object KEY = new Object();

  private Mask() {}

  /** The mask tied to {@code x}; null if every entry counts. */
  public static @Nullable Tensor of(Tensor x) {
    return (Tensor) x.attachment(KEY);
  }

  /**
   * Ties a mask to {@code x} and gives {@code x}.
   *
   * @throws DTypeException if the mask is not {@code bool}
   */
  public static Tensor attach(Tensor x, Tensor mask) {
    if (mask.dtype() != DType.BOOL) {
      throw new DTypeException(
          "A mask must be bool, but %s came. Compare it: mask.notEqual(0)".formatted(mask.spec()));
    }
    x.attach(KEY, mask);
    return x;
  }

  /** A mask of the shape of {@code x} in which every entry counts. */
  public static Tensor everywhere(Tensor x) {
    // By ops on x, so that it is known where it came from if x is a symbol.
    return x.equal(x).logicalOr(Tensor.of(true));
  }

  /** A new symbol of the same shape and dtype, with the mask of {@code x}. */
  static Tensor symbolLike(Tensor x) {
    Tensor symbol = Tensor.symbol(x.spec());
    Tensor mask = of(x);
    return mask == null ? symbol : attach(symbol, mask);
  }
}
