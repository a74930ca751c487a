package keratin.layers.preprocessing.image;

import keratin.config.Option;
import keratin.random.RandomOps;
import keratin.random.Seed;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;

/**
 * Puts a rectangle of another image of the batch into every image, and mixes the labels by its
 * area.
 *
 * {@snippet :
 * Tensor labels = Tensor.of(new float[][] {{1, 0}, {0, 1}});
 * LabeledImages mixed = new CutMix().of(new LabeledImages(x).labels(labels));
 * mixed.images();   // (2, 8, 8, 3) -> (2, 8, 8, 3)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/cut_mix/">keras.layers.CutMix</a>
 * @see <a href="https://arxiv.org/abs/1905.04899">Yun et al., 2019, CutMix: Regularization Strategy
 *     to Train Strong Classifiers with Localizable Features</a>
 */
public final class CutMix extends BaseRandomImage<CutMix> {
  private final Option<Factor> factor = option("factor", Factor.kind(0, 1), 1.0);

  /** The α of the Beta distribution of areas, or a range of it that is drawn from; 0 to 1. */
  public CutMix factor(double... alpha) {
    factor.set(alpha.length == 1 ? (Object) alpha[0] : alpha);
    return this;
  }

  @Override
  Transformation draw(Tensor images, Seed source) {
    int count = images.shape().dim(0);
    Tensor alpha = uniform(factor.get().lower(), factor.get().upper(), source).add(1e-6);
    Tensor kept = RandomOps.beta(Shape.of(count), alpha, alpha, source);
    Tensor parts = kept.mul(-1).add(1).sqrt().expandDims(1);
    RandomRectangles cut = RandomRectangles.draw(this, images, parts, source);
    Tensor order = RandomOps.permutation(count, source);
    return new Mixture(cut, order);
  }

  private record Mixture(RandomRectangles cut, Tensor order) implements Transformation.Movement {
    @Override
    public Tensor images(Tensor images) {
      return Tensor.where(cut.mask(), images.gather(order, 0), images);
    }

    @Override
    public Tensor labels(Tensor labels) {
      return MixUp.mixed(labels, labels.gather(order, 0), cut.area().mul(-1).add(1));
    }

    @Override
    public LabeledBoxes boxes(LabeledBoxes boxes) {
      throw new TensorException("CutMix cannot change boxes: a cut may leave a part of one.");
    }
  }
}
