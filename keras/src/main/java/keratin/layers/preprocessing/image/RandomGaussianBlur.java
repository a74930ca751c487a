package keratin.layers.preprocessing.image;

import java.util.List;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.ops.Image;
import keratin.random.Seed;
import keratin.tensor.Tensor;

/**
 * Blurs images at random, under a bell whose width is drawn for the batch.
 *
 * {@snippet :
 * new RandomGaussianBlur().kernelSize(5, 5).of(x);   // (8, 32, 32, 3) -> (8, 32, 32, 3)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_gaussian_blur/">keras.layers.RandomGaussianBlur</a>
 */
public final class RandomGaussianBlur extends BaseColours<RandomGaussianBlur> {
  private static final Kind<List<Integer>> SIZES =
      new Kind<>("an odd number, or two of them", RandomGaussianBlur::sizes, v -> v);

  private final Option<Factor> factor = option("factor", Factor.kind(0, 1), 1.0);
  private final Option<List<Integer>> kernelSize = option("kernel_size", SIZES, 3);
  private final Option<Factor> sigma = option("sigma", Factor.kind(0, 1), 1.0);

  /** The probability of an image to be chosen, or a range of it that is drawn from. */
  public RandomGaussianBlur factor(double... probability) {
    factor.set(probability.length == 1 ? (Object) probability[0] : probability);
    return this;
  }

  private static List<Integer> sizes(Object source) {
    List<Integer> sizes = Kind.INTS.parse().apply(source);
    boolean odd = sizes.stream().allMatch(size -> size > 0 && size % 2 == 1);
    if (sizes.isEmpty() || sizes.size() > 2 || !odd) {
      throw new IllegalArgumentException();
    }
    return List.of(sizes.getFirst(), sizes.getLast());
  }

  /** Height and width of the bell in pixels, odd numbers. */
  public RandomGaussianBlur kernelSize(int height, int width) {
    kernelSize.set(new int[] {height, width});
    return this;
  }

  /** The bell's standard deviation, or a range of it that is drawn from; 0 to 1. */
  public RandomGaussianBlur sigma(double... deviation) {
    sigma.set(deviation.length == 1 ? (Object) deviation[0] : deviation);
    return this;
  }

  @Override
  Transformation draw(Tensor images, Seed source) {
    Tensor chosen = spread(chosen(images, factor.get(), source));
    Factor widths = sigma.get();
    double[] bell = uniform(widths.lower(), widths.upper(), source, 2).add(1e-6).toDoubleArray();
    int[] size = {kernelSize.get().getFirst(), kernelSize.get().getLast()};
    return x ->
        clipped(Tensor.where(chosen, Image.gaussianBlur(x, size, bell, axes().dataFormat()), x));
  }
}
