package keratin.datasets;

import java.lang.foreign.MemorySegment;
import keratin.formats.ArrayData;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Spec;
import keratin.tensor.Tensor;

/**
 * Images with their labels, for training and for the test, as Keras' {@code load_data} gives them:
 * pixels from 0 to 255, not scaled.
 *
 * @param xTrain images, {@code uint8 (n, rows, columns)}, or {@code (n, rows, columns, 3)} in
 *     colour
 * @param yTrain their classes from 0, {@code uint8 (n,)}, or {@code (n, 1)} as the CIFAR sets have
 *     them
 * @param xTest images kept for the test, as {@code xTrain}
 * @param yTest their classes, as {@code yTrain}
 */
public record ImageData(Tensor xTrain, Tensor yTrain, Tensor xTest, Tensor yTest) {
  static ImageData of(ImageArrays arrays) {
    return new ImageData(
        tensor(arrays.xTrain()),
        tensor(arrays.yTrain()),
        tensor(arrays.xTest()),
        tensor(arrays.yTest()));
  }

  /** Only uint8 gets here: who read it has checked it. */
  private static Tensor tensor(ArrayData array) {
    var spec = new Spec(DType.UINT8, Shape.of(array.shape()));
    return Tensor.fromArray(spec, MemorySegment.ofBuffer(array.data()));
  }
}
