package keratin.formats.pickle;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import keratin.formats.ArrayData;
import keratin.formats.ElementType;
import keratin.formats.FormatException;
import org.jspecify.annotations.Nullable;

/** What a pickle imports to make a NumPy array: the only things it may call. */
final class NumpyPart {
  private enum What {
    RECONSTRUCT,
    ARRAY_CLASS,
    DTYPE_CLASS,
    ENCODE,
    DTYPE,
    ARRAY
  }

  private static final Set<String> ARRAY_MODULES =
      Set.of("numpy.core.multiarray", "numpy._core.multiarray");
  private static final Map<String, ElementType> TYPES =
      Map.of(
          "u1", ElementType.UINT8,
          "i4", ElementType.INT32,
          "i8", ElementType.INT64,
          "f4", ElementType.FLOAT32,
          "f8", ElementType.FLOAT64);

  /** Arrays of any objects: what NumPy makes of lists that are not equally long. */
  private static final Set<String> OBJECTS = Set.of("O", "O8", "|O");

  private final What what;
  private @Nullable ElementType type;
  private boolean isObject;
  private @Nullable ArrayData array;
  private @Nullable List<?> objects;

  private NumpyPart(What what) {
    this.what = what;
  }

  static NumpyPart named(Object module, Object name, String source) {
    String full = module + "." + name;
    if (ARRAY_MODULES.contains(module) && name.equals("_reconstruct")) {
      return new NumpyPart(What.RECONSTRUCT);
    }
    return switch (full) {
      case "numpy.ndarray" -> new NumpyPart(What.ARRAY_CLASS);
      case "numpy.dtype" -> new NumpyPart(What.DTYPE_CLASS);
      case "_codecs.encode" -> new NumpyPart(What.ENCODE);
      default -> throw refused(source, "it wants to use " + full);
    };
  }

  static Object call(Object function, Object arguments, String source) {
    if (function instanceof NumpyPart part && arguments instanceof List<?> list) {
      switch (part.what) {
        case RECONSTRUCT -> {
          return new NumpyPart(What.ARRAY);
        }
        case DTYPE_CLASS -> {
          NumpyPart dtype = new NumpyPart(What.DTYPE);
          Object name = list.isEmpty() ? "" : list.getFirst();
          dtype.type = TYPES.get(name);
          dtype.isObject = OBJECTS.contains(name);
          if (dtype.type == null && !dtype.isObject) {
            throw refused(source, "it has an array of " + list);
          }
          return dtype;
        }
        // How protocol 2 writes Python's bytes: a text whose characters are the bytes.
        case ENCODE -> {
          return list.getFirst();
        }
        default -> {}
      }
    }
    throw refused(source, "it calls something that is no function of NumPy's");
  }

  static void build(Object target, Object state, String source) {
    if (!(target instanceof NumpyPart part) || !(state instanceof List<?> values)) {
      throw refused(source, "it changes an object that is no array");
    }
    if (part.what == What.DTYPE) {
      if (values.size() > 1 && ">".equals(values.get(1))) {
        throw refused(source, "its array is big-endian");
      }
    } else if (part.what == What.ARRAY
        && values.size() == 5
        && values.get(1) instanceof List<?> dims
        && values.get(2) instanceof NumpyPart dtype
        && dtype.isObject
        && values.get(4) instanceof List<?> items) {
      if (!dims.equals(List.of((long) items.size()))) {
        throw refused(source, "its array of objects is not one list of them");
      }
      part.objects = items;
    } else if (part.what == What.ARRAY
        && values.size() == 5
        && values.get(1) instanceof List<?> dims
        && values.get(2) instanceof NumpyPart dtype
        && dtype.type != null
        && Boolean.FALSE.equals(values.get(3))
        && values.get(4) instanceof String bytes) {
      int[] shape = dims.stream().mapToInt(d -> Math.toIntExact((Long) d)).toArray();
      ByteBuffer data = ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1));
      try {
        part.array = new ArrayData(dtype.type, shape, data);
      } catch (IllegalArgumentException e) {
        throw new FormatException(
            source,
            "an array does not fit its bytes (" + e.getMessage() + ")",
            "as many bytes as its shape needs",
            "The file is damaged: download it again.",
            e);
      }
    } else {
      throw refused(source, "its array is not in plain C order");
    }
  }

  /** The array: an {@link ArrayData}, or a list of objects. */
  Object value(String source) {
    if (objects != null) {
      return objects;
    }
    if (array == null) {
      throw refused(source, "it holds an array without its numbers");
    }
    return array;
  }

  private static FormatException refused(String source, String found) {
    return new FormatException(
        source,
        found,
        "plain data and NumPy arrays",
        "Nothing else in a pickle is read, and nothing in it is executed.");
  }
}
