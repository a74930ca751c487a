package keratin.layers.preprocessing.image;

import java.util.function.Supplier;
import keratin.layers.Layer;
import keratin.layers.LayerContract;
import keratin.random.RandomOps;
import keratin.random.Seed;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;

/** What holds of every layer for images; three channels, wherever they are. */
final class ImageContract {
  private ImageContract() {}

  /** Of one that does the same each time. */
  static LayerContract of(Supplier<? extends Layer> factory) {
    return new LayerContract(factory, 3, 4, 3)
        .input(() -> images(4, 3, 4, 3))
        .accept("bounding_box_format", "xyxy");
  }

  /** Of one that draws. */
  static LayerContract ofRandom(Supplier<? extends Layer> factory) {
    return of(factory).randomInTraining().vary("seed", 3);
  }

  /** Numbers of bytes. */
  static Tensor images(int... dims) {
    return RandomOps.uniform(Shape.of(dims), 0, 255, DType.FLOAT32, Seed.of(1)).floor();
  }
}
