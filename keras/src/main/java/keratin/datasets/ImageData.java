package keratin.datasets;

import java.lang.foreign.MemorySegment;
import keratin.formats.ArrayData;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Spec;
import keratin.tensor.Tensor;

/**
 * Grey images with their labels, for training and for the test, as Keras' {@code load_data} gives
 * them: pixels from 0 to 255, not scaled.
 *
 * @param xTrain images, {@code uint8 (n, rows, columns)}
 * @param yTrain their classes, {@code uint8 (n,)}, from 0
 * @param xTest images kept for the test, {@code uint8 (m, rows, columns)}
 * @param yTest their classes, {@code uint8 (m,)}
 */
public record ImageData(Tensor xTrain, Tensor yTrain, Tensor xTest, Tensor yTest) {
  static ImageData of(ImageArrays arrays) {
    return new ImageData(
        tensor(arrays.xTrain()),
        tensor(arrays.yTrain()),
        tensor(arrays.xTest()),
        tensor(arrays.yTest()));
  }

  /** Only uint8 gets here: {@link ImageSet} has checked it. */
  private static Tensor tensor(ArrayData array) {
    var spec = new Spec(DType.UINT8, Shape.of(array.shape()));
    return Tensor.fromArray(spec, MemorySegment.ofBuffer(array.data()));
  }
}
