package keratin.layers.preprocessing.image;

import java.util.Arrays;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.ops.Ops;
import keratin.random.RandomOps;
import keratin.random.Seed;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;

/**
 * Mixes every image with another one of the batch, {@code w · x + (1 − w) · other}, and their
 * labels alike; boxes of both stay.
 *
 * {@snippet :
 * Tensor labels = Tensor.of(new float[][] {{1, 0}, {0, 1}});
 * LabeledImages mixed = new MixUp().of(new LabeledImages(x).labels(labels));
 * mixed.images();   // (2, 8, 8, 3) -> (2, 8, 8, 3)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/mix_up/">keras.layers.MixUp</a>
 * @see <a href="https://arxiv.org/abs/1710.09412">Zhang et al., 2018, mixup: Beyond Empirical Risk
 *     Minimization</a>
 */
public final class MixUp extends BaseRandomImage<MixUp> {
  private final Option<Double> alpha = option("alpha", Kind.FLOAT, 0.2);

  /** The α of the Beta distribution that weights are drawn from. */
  public MixUp alpha(double number) {
    alpha.set(number);
    return this;
  }

  @Override
  Transformation draw(Tensor images, Seed source) {
    int count = images.shape().dim(0);
    Tensor order = RandomOps.permutation(count, source);
    Tensor weights = RandomOps.beta(Shape.of(count), alpha.get(), alpha.get(), source);
    return new Mixture(order, weights);
  }

  /** {@code w · x + (1 − w) · other}, row by row. */
  static Tensor mixed(Tensor x, Tensor other, Tensor weights) {
    int[] dims = new int[x.rank()];
    Arrays.fill(dims, 1);
    dims[0] = -1;
    Tensor w = weights.cast(x.dtype().isFloating() ? x.dtype() : weights.dtype()).reshape(dims);
    return w.mul(x).add(w.mul(-1).add(1).mul(other));
  }

  private record Mixture(Tensor order, Tensor weights) implements Transformation.Movement {
    @Override
    public Tensor images(Tensor images) {
      return mixed(images, images.gather(order, 0), weights);
    }

    @Override
    public Tensor labels(Tensor labels) {
      return images(labels);
    }

    @Override
    public LabeledBoxes boxes(LabeledBoxes boxes) {
      return new LabeledBoxes(
          Ops.concat(1, boxes.boxes(), boxes.boxes().gather(order, 0)),
          Ops.concat(1, boxes.labels(), boxes.labels().gather(order, 0)));
    }
  }
}
