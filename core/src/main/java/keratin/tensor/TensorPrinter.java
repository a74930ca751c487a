package keratin.tensor;

import java.util.Arrays;
import java.util.List;
import keratin.memory.Memory;

/** Prints tensors as TensorFlow does, which prints arrays as NumPy does. */
final class TensorPrinter {
  private static final int THRESHOLD = 1000;
  private static final int LINE = 75;

  private TensorPrinter() {}

  /** {@code tf.Tensor([1. 2.], shape=(2,), dtype=float32)}. */
  static String text(Tensor tensor) {
    return "tf.Tensor(%s, shape=%s, dtype=%s)"
        .formatted(onOwnLines(values(tensor)), tensor.shape(), tensor.dtype());
  }

  /** {@code <tf.Tensor: shape=(2,), dtype=float32, numpy=array([1., 2.], dtype=float32)>}. */
  static String repr(Tensor tensor) {
    String array = tensor.rank() == 0 ? item(tensor) : array(tensor);
    return "<tf.Tensor: shape=%s, dtype=%s, numpy=%s>"
        .formatted(tensor.shape(), tensor.dtype(), onOwnLines(array));
  }

  /** {@code <Variable path=kernel, shape=(2,), dtype=float32, value=[1. 2.]>}. */
  static String variable(String path, Tensor value) {
    return "<Variable path=%s, shape=%s, dtype=%s, value=%s>"
        .formatted(
            path, value.shape(), value.dtype(), value.rank() == 0 ? item(value) : values(value));
  }

  private static String onOwnLines(String text) {
    return text.indexOf('\n') < 0 ? text : "\n" + text;
  }

  /** The elements alone, as NumPy's {@code str}. */
  static String values(Tensor tensor) {
    if (tensor.rank() == 0) {
      return scalar(tensor);
    }
    return layout(tensor, " ", LINE, " ");
  }

  private static String layout(Tensor tensor, String separator, int width, String indent) {
    if (tensor.size() == 0) {
      return "[]";
    }
    boolean summary = tensor.size() > THRESHOLD;
    String[] words = words(summary ? corners(tensor) : tensor);
    return new ArrayLayout(tensor.shape(), summary, words, separator).text(width, indent);
  }

  private static String[] words(Tensor tensor) {
    DType type = tensor.dtype();
    if (type == DType.STRING) {
      return Arrays.stream(tensor.strings()).map(PythonText::bytes).toArray(String[]::new);
    }
    if (type == DType.BOOL) {
      boolean[] data = tensor.toBooleanArray();
      String[] words = new String[data.length];
      Arrays.setAll(words, i -> data[i] ? " True" : "False");
      return words;
    }
    if (type.isInteger()) {
      String[] words =
          Arrays.stream(tensor.toLongArray()).mapToObj(Long::toString).toArray(String[]::new);
      int width = Arrays.stream(words).mapToInt(String::length).max().orElse(0);
      Arrays.setAll(words, i -> " ".repeat(width - words[i].length()) + words[i]);
      return words;
    }
    double[] data = tensor.toDoubleArray();
    if (isForeign(type)) {
      return Arrays.stream(data).mapToObj(Decimals::general).toArray(String[]::new);
    }
    FloatFormat format = new FloatFormat(type, data);
    return Arrays.stream(data).mapToObj(format::text).toArray(String[]::new);
  }

  /** The first and last three along every long axis: all that a summary shows. */
  private static Tensor corners(Tensor tensor) {
    int[] rows = {0};
    for (int axis = 0; axis < tensor.rank(); axis++) {
      rows = ArrayLayout.shown(rows, tensor.shape().dim(axis));
    }
    int[] at = rows;
    if (tensor.dtype() == DType.STRING) {
      String[] all = tensor.strings();
      return Tensor.ofStrings(
          Shape.of(at.length), Arrays.stream(at).mapToObj(i -> all[i]).toArray(String[]::new));
    }
    Tensor indices = Engine.beside(tensor, () -> Tensor.of(at, Shape.of(at.length)));
    // Printing is not part of anybody's computation.
    return Recorders.paused(
        () -> Memory.tidy("printing", () -> tensor.reshape(-1).gather(indices, 0)));
  }

  /** Formats that NumPy has from a package, which prints them as C does. */
  private static boolean isForeign(DType type) {
    return type == DType.BFLOAT16 || type.isFloat8();
  }

  /** A rank-0 array as NumPy's {@code str}. */
  private static String scalar(Tensor tensor) {
    DType type = tensor.dtype();
    if (!type.isFloating()) {
      return item(tensor);
    }
    double value = tensor.doubleValue();
    return isForeign(type) ? Decimals.general(value) : Decimals.scalar(type, value);
  }

  /** A rank-0 array as Python's {@code repr} of the number in it. */
  private static String item(Tensor tensor) {
    DType type = tensor.dtype();
    if (type == DType.STRING) {
      return PythonText.bytes(tensor.strings()[0]);
    }
    if (type == DType.BOOL) {
      return tensor.booleanValue() ? "True" : "False";
    }
    return type.isFloating()
        ? Decimals.scalar(DType.FLOAT64, tensor.doubleValue())
        : Long.toString(tensor.longValue());
  }

  /** {@code array([1., 2.], dtype=float32)}. */
  private static String array(Tensor tensor) {
    String prefix = "array(";
    String indent = " ".repeat(prefix.length());
    String text = prefix + layout(tensor, ", ", LINE - 1, indent + " ");
    List<String> extras = new java.util.ArrayList<>();
    if (tensor.size() == 0 && tensor.rank() != 1 || tensor.size() > THRESHOLD) {
      extras.add("shape=" + tensor.shape());
    }
    // What NumPy would make of the digits alone needs no dtype.
    boolean implied =
        switch (tensor.dtype()) {
          case BOOL, INT64, FLOAT64 -> tensor.size() > 0;
          default -> false;
        };
    if (!implied) {
      extras.add("dtype=" + (tensor.dtype() == DType.STRING ? "object" : tensor.dtype()));
    }
    if (extras.isEmpty()) {
      return text + ")";
    }
    text += ",";
    String extra = String.join(", ", extras) + ")";
    int lastLine = text.length() - (text.lastIndexOf('\n') + 1);
    return text + (lastLine + extra.length() + 1 > LINE ? "\n" + indent : " ") + extra;
  }
}
