package keratin.formats.hdf5;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.api.dataset.ContiguousDataset;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keratin.formats.ArrayData;
import keratin.formats.ElementType;
import keratin.formats.FormatException;
import org.jspecify.annotations.Nullable;

/** Reads a whole HDF5 file by way of jHDF. */
final class Hdf5Reader {
  private static final int DEEPEST = 200;
  private final String source;

  Hdf5Reader(String source) {
    this.source = source;
  }

  Hdf5Group read(ByteBuffer bytes) {
    try (var file = HdfFile.fromByteBuffer(bytes)) {
      var root = new Hdf5Group();
      fill(root, file, 0);
      return root;
    } catch (FormatException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      // A damaged file can mislead the library anywhere.
      throw new FormatException(
          source,
          "it cannot be read as HDF5 (" + e.getMessage() + ")",
          "a whole HDF5 file",
          "The file is cut off, damaged or of another kind: copy or download it again.",
          e);
    }
  }

  private void fill(Hdf5Group group, Group from, int depth) {
    if (depth > DEEPEST) {
      throw new FormatException(
          source,
          "its groups are nested more than " + DEEPEST + " deep",
          "a tree",
          "The file is damaged: copy or download it again.");
    }
    attributes(from).forEach((name, value) -> set(group, name, value));
    for (Map.Entry<String, Node> entry : from.getChildren().entrySet()) {
      String name = entry.getKey();
      switch (entry.getValue()) {
        case Group inner -> fill(group.group(name), inner, depth + 1);
        case Dataset dataset -> {
          ArrayData array = array(dataset);
          if (array != null) {
            group.put(name, array);
            attributes(dataset)
                .forEach((key, value) -> group.arrayAttribute(name, key, String.valueOf(value)));
          }
        }
        default -> {}
      }
    }
  }

  private static void set(Hdf5Group group, String name, Object value) {
    if (value instanceof String text) {
      group.attribute(name, text);
    } else if (value instanceof List<?> list) {
      group.attribute(name, list.stream().map(String::valueOf).toList());
    }
  }

  private static Map<String, Object> attributes(Node node) {
    var values = new LinkedHashMap<String, Object>();
    for (Attribute attribute : node.getAttributes().values()) {
      Object data = attribute.isEmpty() ? new String[0] : attribute.getData();
      if (data instanceof String text) {
        values.put(attribute.getName(), text);
      } else if (data != null && data.getClass().isArray()) {
        var texts = new ArrayList<String>();
        for (int i = 0; i < Array.getLength(data); i++) {
          texts.add(String.valueOf(Array.get(data, i)));
        }
        values.put(attribute.getName(), texts);
      } else {
        values.put(attribute.getName(), String.valueOf(data));
      }
    }
    return values;
  }

  // ---- arrays ----

  /** Null for arrays of types that models do not have. */
  private @Nullable ArrayData array(Dataset dataset) {
    DataType type = dataset.getDataType();
    ElementType element = element(type);
    if (element == null) {
      return null;
    }
    int[] shape = dataset.isScalar() ? new int[0] : dataset.getDimensions();
    int count = Math.toIntExact(ArrayData.count(shape));
    var room =
        ByteBuffer.allocate(Math.multiplyExact(count, element.bytes()))
            .order(ByteOrder.LITTLE_ENDIAN);
    boolean little =
        type instanceof FixedPoint whole
            ? whole.getByteOrder() == ByteOrder.LITTLE_ENDIAN
            : ((FloatingPoint) type).getByteOrder() == ByteOrder.LITTLE_ENDIAN;
    if (count == 0 || dataset.getStorageInBytes() == 0) {
      return new ArrayData(element, shape, room);
    }
    if (little && dataset instanceof ContiguousDataset contiguous) {
      ByteBuffer bytes = contiguous.getBuffer();
      room.put(bytes.slice(bytes.position(), room.capacity())).flip();
    } else {
      Object flat = dataset.isScalar() ? dataset.getData() : dataset.getDataFlat();
      for (int i = 0; i < count; i++) {
        put(room, element, (Number) (flat.getClass().isArray() ? Array.get(flat, i) : flat));
      }
      room.flip();
    }
    return new ArrayData(element, shape, room);
  }

  private static void put(ByteBuffer room, ElementType element, Number value) {
    switch (element) {
      case FLOAT16 -> room.putShort(Float.floatToFloat16(value.floatValue()));
      case FLOAT32 -> room.putFloat(value.floatValue());
      case FLOAT64 -> room.putDouble(value.doubleValue());
      default -> {
        switch (element.bytes()) {
          case 1 -> room.put(value.byteValue());
          case 2 -> room.putShort(value.shortValue());
          case 4 -> room.putInt(value.intValue());
          default -> room.putLong(value.longValue());
        }
      }
    }
  }

  private static @Nullable ElementType element(DataType type) {
    int size = type.getSize();
    if (type instanceof FloatingPoint) {
      return switch (size) {
        case 2 -> ElementType.FLOAT16;
        case 4 -> ElementType.FLOAT32;
        case 8 -> ElementType.FLOAT64;
        default -> null;
      };
    }
    if (type instanceof FixedPoint whole) {
      boolean signed = whole.isSigned();
      return switch (size) {
        case 1 -> signed ? ElementType.INT8 : ElementType.UINT8;
        case 2 -> signed ? ElementType.INT16 : ElementType.UINT16;
        case 4 -> signed ? ElementType.INT32 : ElementType.UINT32;
        case 8 -> signed ? ElementType.INT64 : ElementType.UINT64;
        default -> null;
      };
    }
    return null;
  }
}
