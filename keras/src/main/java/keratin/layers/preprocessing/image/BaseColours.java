package keratin.layers.preprocessing.image;

import java.util.List;
import keratin.config.Option;
import keratin.ops.Ops;
import keratin.tensor.Tensor;

/**
 * What layers that change colours at random have in common: the range of the pixels' numbers.
 *
 * @param <SELF> the layer's own class
 */
public abstract class BaseColours<SELF extends BaseColours<SELF>> extends BaseRandomImage<SELF> {
  /** The range of bytes. */
  static final Factor BYTES = new Factor(0, 255, List.of(0.0, 255.0));

  private final Option<Factor> valueRange = option("value_range", Factor.RANGE, BYTES);

  BaseColours() {}

  /** The range of the numbers in images, 0 to 255 by default. */
  public final SELF valueRange(double low, double high) {
    valueRange.set(new double[] {low, high});
    return self();
  }

  final Factor valueRange() {
    return valueRange.get();
  }

  /** Numbers brought into the range. */
  final Tensor clipped(Tensor images) {
    return Ops.clip(images, valueRange().lower(), valueRange().upper());
  }

  final Tensor toBytes(Tensor images) {
    return rescaled(images, valueRange(), BYTES);
  }

  final Tensor fromBytes(Tensor images) {
    return rescaled(images, BYTES, valueRange());
  }

  /** Numbers of one range in another. */
  static Tensor rescaled(Tensor images, Factor from, Factor to) {
    if (from.lower() == to.lower() && from.upper() == to.upper()) {
      return images;
    }
    Tensor unit = images.sub(from.lower()).div(from.upper() - from.lower());
    return unit.mul(to.upper() - to.lower()).add(to.lower());
  }
}
