package keratin.formats.tfevents;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import keratin.formats.ArrayData;
import keratin.formats.ElementType;
import keratin.formats.FormatException;
import keratin.formats.tfevents.proto.ShapeProto;
import keratin.formats.tfevents.proto.TensorProto;
import org.jspecify.annotations.Nullable;

/** Tensors as TensorFlow's {@code TensorProto} and back. */
final class TensorCode {
  /** {@code DT_STRING} of TensorFlow. */
  private static final int STRING = 7;

  private TensorCode() {}

  /** TensorFlow's number of a type; 0 if it has none. */
  private static int number(ElementType type) {
    return switch (type) {
      case FLOAT32 -> 1;
      case FLOAT64 -> 2;
      case INT32 -> 3;
      case UINT8 -> 4;
      case INT16 -> 5;
      case INT8 -> 6;
      case COMPLEX64 -> 8;
      case INT64 -> 9;
      case BOOL -> 10;
      case UINT16 -> 17;
      case COMPLEX128 -> 18;
      case FLOAT16 -> 19;
      case UINT32 -> 22;
      case UINT64 -> 23;
      case BYTES, TEXT -> 0;
    };
  }

  private static @Nullable ElementType type(int number) {
    return Arrays.stream(ElementType.values())
        .filter(type -> number != 0 && number(type) == number)
        .findFirst()
        .orElse(null);
  }

  static TensorProto toProto(SummaryTensor tensor) {
    return switch (tensor) {
      case SummaryTensor.Numbers(ArrayData array) ->
          header(number(array.type()), array.shape())
              .setTensorContent(ByteString.copyFrom(array.data()))
              .build();
      case SummaryTensor.Strings(int[] shape, List<byte[]> values) -> {
        var proto = header(STRING, shape);
        values.forEach(value -> proto.addStringVal(ByteString.copyFrom(value)));
        yield proto.build();
      }
      case SummaryTensor.Other() ->
          throw new IllegalArgumentException(
              "a tensor that was not read cannot be written; expected numbers or strings");
    };
  }

  private static TensorProto.Builder header(int dtype, int[] shape) {
    var dims = ShapeProto.newBuilder();
    for (int length : shape) {
      dims.addDim(ShapeProto.Dim.newBuilder().setSize(length));
    }
    return TensorProto.newBuilder().setDtype(dtype).setTensorShape(dims);
  }

  static SummaryTensor of(TensorProto proto, String source) {
    int[] shape =
        proto.getTensorShape().getDimList().stream()
            .mapToInt(dim -> Math.clamp(dim.getSize(), -1, Integer.MAX_VALUE))
            .toArray();
    ElementType type = type(proto.getDtype());
    if (proto.getDtype() == STRING) {
      return new SummaryTensor.Strings(
          shape, proto.getStringValList().stream().map(ByteString::toByteArray).toList());
    }
    if (type == null) {
      return new SummaryTensor.Other();
    }
    ByteBuffer bytes =
        proto.getTensorContent().isEmpty()
            ? listed(proto, type, shape, source)
            : proto.getTensorContent().asReadOnlyByteBuffer();
    try {
      return new SummaryTensor.Numbers(new ArrayData(type, shape, bytes));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw damaged(source, shape, bytes.remaining() + " bytes", e);
    }
  }

  /** A list may be shorter than the tensor: its last value goes on to the end. */
  private static ByteBuffer listed(
      TensorProto proto, ElementType type, int[] shape, String source) {
    List<? extends Number> values =
        switch (type) {
          case FLOAT32 -> proto.getFloatValList();
          case FLOAT64 -> proto.getDoubleValList();
          case INT64 -> proto.getInt64ValList();
          case BOOL -> proto.getBoolValList().stream().map(b -> b ? 1 : 0).toList();
          default -> proto.getIntValList();
        };
    int count;
    try {
      count = values.isEmpty() ? 0 : Math.toIntExact(ArrayData.count(shape) * type.bytes());
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw damaged(source, shape, values.size() + " values", e);
    }
    ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; bytes.hasRemaining(); i++) {
      Number value = values.get(Math.min(i, values.size() - 1));
      switch (type) {
        case FLOAT32 -> bytes.putFloat(value.floatValue());
        case FLOAT64 -> bytes.putDouble(value.doubleValue());
        case INT64 -> bytes.putLong(value.longValue());
        case INT32 -> bytes.putInt(value.intValue());
        case INT16 -> bytes.putShort(value.shortValue());
        default -> bytes.put(value.byteValue());
      }
    }
    return bytes.flip();
  }

  private static FormatException damaged(
      String source, int[] shape, String what, RuntimeException cause) {
    return new FormatException(
        source,
        "a tensor of shape %s holds %s".formatted(ArrayData.describe(shape), what),
        "as many as the shape says",
        "The file is damaged: copy or make it again.",
        cause);
  }
}
