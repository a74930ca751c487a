package keratin.layers.preprocessing.image;

import keratin.config.Kind;
import keratin.config.Option;
import keratin.random.GlobalRandom;
import keratin.random.Seed;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;

/**
 * A part of images, at a place that is drawn for the batch; in inference the largest part in the
 * middle that has the ratio of the size, resized to it. Images that are not larger than the size
 * are resized in training, too.
 *
 * {@snippet :
 * new RandomCrop(24, 24).of(x);   // (8, 32, 32, 3) -> (8, 24, 24, 3)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_crop/">keras.layers.RandomCrop</a>
 */
public final class RandomCrop extends BaseRandomImage<RandomCrop> {
  private final Option<Integer> height = required("height", Kind.POSITIVE);
  private final Option<Integer> width = required("width", Kind.POSITIVE);

  private RandomCrop() {}

  /** Images of this height and width. */
  public RandomCrop(int height, int width) {
    this.height.set(height);
    this.width.set(width);
  }

  /** Keras draws a seed for the config, and another one for the layer. */
  @Override
  public void drawSeeds() {
    if (seed() == null) {
      GlobalRandom.defaultSeed();
    }
    super.drawSeeds();
  }

  @Override
  Shape outputShape(Shape images) {
    return images.with(heightAxis(), height.get()).with(heightAxis() + 1, width.get());
  }

  @Override
  Transformation draw(Tensor images, Seed source) {
    int rows = height(images);
    int columns = width(images);
    CropWindow middle = middle(rows, columns);
    boolean larger = rows > height.get() && columns > width.get();
    int top = larger ? place(rows - height.get(), source) : middle.top();
    int left = larger ? place(columns - width.get(), source) : middle.left();
    return cut(
        new CropWindow(
            top,
            left,
            Math.min(height.get(), rows - top),
            Math.min(width.get(), columns - left),
            height.get(),
            width.get(),
            heightAxis()),
        images);
  }

  private int place(int last, Seed source) {
    return (int) uniform(0, last + 1.0, source).toDoubleArray()[0];
  }

  @Override
  Transformation rest(Tensor images) {
    return cut(middle(height(images), width(images)), images);
  }

  private CropWindow middle(int rows, int columns) {
    return CropWindow.largest(rows, columns, height.get(), width.get(), heightAxis());
  }

  private Cut cut(CropWindow window, Tensor images) {
    return new Cut(this, window, height(images), width(images));
  }
}
