package keratin.layers.preprocessing.image;

import keratin.ops.Ops;
import keratin.random.Seed;
import keratin.tensor.DType;
import keratin.tensor.Engine;
import keratin.tensor.Tensor;

/**
 * A rectangle in every image of a batch.
 *
 * @param mask true inside, shaped so that it broadcasts to the images
 * @param area its part of the image, {@code (batch,)}
 */
record RandomRectangles(Tensor mask, Tensor area) {
  /**
   * Rectangles of given sizes at random places.
   *
   * @param parts their widths and heights as parts of the images', {@code (batch, 2)} or {@code
   *     (batch, 1)} for both
   */
  static RandomRectangles draw(BaseRandomImage<?> layer, Tensor images, Tensor parts, Seed source) {
    int width = layer.width(images);
    int height = layer.height(images);
    Tensor[] across = span(layer, width, parts.slice(1, 0, 1), source);
    Tensor[] down = span(layer, height, parts.slice(1, parts.shape().dim(1) - 1, 1), source);
    boolean first = layer.channelAxis() != -1;
    Tensor columns =
        places(images, width, first ? new int[] {1, 1, 1, -1} : new int[] {1, 1, -1, 1});
    Tensor rows = places(images, height, first ? new int[] {1, 1, -1, 1} : new int[] {1, -1, 1, 1});
    Tensor mask = inside(columns, across).logicalAnd(inside(rows, down));
    Tensor size = across[1].sub(across[0]).mul(down[1].sub(down[0]));
    return new RandomRectangles(mask, size.div((double) width * height).reshape(-1));
  }

  /** Where they begin and end. */
  private static Tensor[] span(BaseRandomImage<?> layer, int length, Tensor parts, Seed source) {
    Tensor size = parts.reshape(-1).mul(length);
    Tensor room = size.mul(-1).add(length);
    Tensor begin = layer.uniform(0, 1, source, size.shape().dim(0)).mul(room);
    return new Tensor[] {begin, begin.add(size)};
  }

  private static Tensor places(Tensor beside, int length, int[] dims) {
    Tensor numbers = Engine.beside(beside, () -> Ops.arange(length)).cast(DType.FLOAT32);
    return numbers.cast(beside.dtype()).reshape(dims);
  }

  private static Tensor inside(Tensor places, Tensor[] span) {
    Tensor begin = BaseRandomImage.spread(span[0]);
    Tensor end = BaseRandomImage.spread(span[1]);
    return places.greaterEqual(begin).logicalAnd(places.less(end));
  }
}
