package keratin.saving;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import keratin.formats.ArrayData;
import keratin.formats.ElementType;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Spec;
import keratin.tensor.Tensor;

/** Tensors as files hold them. */
final class StoredTensors {
  private StoredTensors() {}

  /**
   * A tensor's numbers; what files have no format for becomes float32, which holds all of it, and
   * booleans bytes.
   */
  static ArrayData of(Tensor tensor) {
    if (tensor.dtype() == DType.BFLOAT16 || tensor.dtype().isFloat8()) {
      return of(tensor.cast(DType.FLOAT32));
    }
    ElementType type =
        tensor.dtype() == DType.BOOL
            ? ElementType.UINT8
            : ElementType.valueOf(tensor.dtype().name());
    return new ArrayData(type, tensor.shape().dims(), ByteBuffer.wrap(tensor.toByteArray()));
  }

  /** A tensor of stored numbers. */
  static Tensor tensor(ArrayData array) {
    DType dtype =
        switch (array.type()) {
          case UINT64 -> DType.INT64;
          default -> DType.of(array.type().toString());
        };
    MemorySegment bytes = MemorySegment.ofBuffer(array.data());
    return Tensor.fromArray(new Spec(dtype, Shape.of(array.shape())), bytes);
  }
}
