package keratin.layers.preprocessing.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.random.GlobalRandom;
import keratin.random.RandomOps;
import keratin.random.Seed;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;

/**
 * Mixes images with changed ones: each of a few chains changes the image a few times, what they
 * give is mixed by weights from a Dirichlet distribution, and the image with that by one from a
 * Beta distribution. Masks and boxes stay those of the image.
 *
 * {@snippet :
 * new AugMix().factor(0.2).of(x);   // (8, 32, 32, 3) -> (8, 32, 32, 3)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/aug_mix/">keras.layers.AugMix</a>
 * @see <a href="https://arxiv.org/abs/1912.02781">Hendrycks et al., 2020, AugMix: A Simple Data
 *     Processing Method to Improve Robustness and Uncertainty</a>
 */
public final class AugMix extends BaseAugmentation<AugMix> {
  private static final List<String> SOME =
      List.of(
          SHEAR, TRANSLATION, ROTATION, POSTERIZATION, SOLARIZATION, AUTO_CONTRAST, EQUALIZATION);
  private static final List<String> MORE = List.of(BRIGHTNESS, DEGENERATION, CONTRAST, SHARPNESS);

  /** In the order of their default seeds. */
  private static final List<String> MADE =
      List.of(
          SHEAR, TRANSLATION, ROTATION, SOLARIZATION, POSTERIZATION, AUTO_CONTRAST, EQUALIZATION);

  private final Option<Integer> numChains = option("num_chains", Kind.POSITIVE, 3);
  private final Option<Integer> chainDepth = option("chain_depth", Kind.POSITIVE, 3);
  private final Option<Double> alpha = option("alpha", Kind.FLOAT, 1.0);
  private final Option<Boolean> allOps = option("all_ops", Kind.BOOL, true);

  /** Three chains of at most three changes. */
  public AugMix() {
    super(0.3);
  }

  /** How many chains there are. */
  public AugMix numChains(int count) {
    numChains.set(count);
    return this;
  }

  /** How many changes a chain has at most: each may be none. */
  public AugMix chainDepth(int count) {
    chainDepth.set(count);
    return this;
  }

  /** The α of the distributions of weights. */
  public AugMix alpha(double number) {
    alpha.set(number);
    return this;
  }

  /**
   * Whether brightness, colour degeneration, contrast and sharpness are among the changes, beside
   * shear, translation, rotation, posterization, solarization, automatic contrast, equalization.
   */
  public AugMix allOps(boolean on) {
    allOps.set(on);
    return this;
  }

  private List<String> names(List<String> some) {
    List<String> names = new ArrayList<>(some);
    if (allOps.get()) {
      names.addAll(MORE);
    }
    return names;
  }

  @Override
  Map<String, BaseImagePreprocessing<?>> makeChanges() {
    return make(names(MADE));
  }

  @Override
  Transformation draw(Tensor images, Seed source) {
    Tensor gammas = RandomOps.gamma(Shape.of(numChains.get()), alpha.get(), source);
    float[] weights = gammas.div(gammas.sum()).toFloatArray();
    float kept = RandomOps.beta(Shape.SCALAR, alpha.get(), alpha.get(), source).floatValue();
    List<Chain> chains = new ArrayList<>();
    for (int i = 0; i < numChains.get(); i++) {
      chains.add(chain(images, source));
    }
    return x -> {
      Tensor mixed = x.zerosLike();
      for (int i = 0; i < weights.length; i++) {
        mixed = mixed.add(chains.get(i).images(x).mul(weights[i]));
      }
      return clipped(x.mul(kept).add(mixed.mul(1 - kept)));
    };
  }

  /** Which changes is drawn by Python's generator, as Keras does; the last choice is none. */
  private Chain chain(Tensor images, Seed source) {
    List<String> names = names(SOME);
    List<Transformation> steps = new ArrayList<>();
    for (int i = 0; i < chainDepth.get(); i++) {
      int drawn = Math.toIntExact(GlobalRandom.python(python -> python.randint(0, names.size())));
      BaseImagePreprocessing<?> layer = drawn == names.size() ? null : change(names.get(drawn));
      Transformation step = layer == null ? null : draw(layer, images, source);
      if (step != null) {
        steps.add(step);
      }
    }
    return new Chain(steps);
  }
}
