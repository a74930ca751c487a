package keratin.layers.preprocessing.image;

import keratin.config.Option;
import keratin.ops.Ops;
import keratin.random.Seed;
import keratin.tensor.Tensor;

/**
 * Inverts what is bright: pixels get a number added, and those that then are not below a threshold
 * are inverted. Both are drawn at random for every image.
 *
 * {@snippet :
 * new Solarization().additionFactor(0.3).thresholdFactor(0.3).of(x);   // (8, 32, 32, 3) -> (8, 32, 32, 3)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/solarization/">keras.layers.Solarization</a>
 */
public final class Solarization extends BaseColours<Solarization> {
  private final Option<Factor> additionFactor = option("addition_factor", Factor.upTo1(), 0.0);
  private final Option<Factor> thresholdFactor = option("threshold_factor", Factor.upTo1(), 0.0);

  /** What is added, as a part of the value range: at most this, or from a range; 0 to 1. */
  public Solarization additionFactor(double... part) {
    additionFactor.set(part.length == 1 ? (Object) part[0] : part);
    return this;
  }

  /** The threshold, as a part of the value range: at most this, or from a range; 0 to 1. */
  public Solarization thresholdFactor(double... part) {
    thresholdFactor.set(part.length == 1 ? (Object) part[0] : part);
    return this;
  }

  @Override
  Transformation draw(Tensor images, Seed source) {
    Tensor added = bytes(images, additionFactor.get(), source);
    Tensor thresholds = bytes(images, thresholdFactor.get(), source);
    return x -> {
      Tensor bright = Ops.clip(toBytes(x).add(added), 0, 255);
      Tensor inverted = bright.mul(-1).add(255);
      return fromBytes(Tensor.where(bright.less(thresholds), bright, inverted));
    };
  }

  /** As Keras draws them: only the upper end is times 255. */
  private Tensor bytes(Tensor images, Factor range, Seed source) {
    return spread(uniform(range.lower(), range.upper() * 255, source, images.shape().dim(0)));
  }
}
