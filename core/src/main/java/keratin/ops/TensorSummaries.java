package keratin.ops;

import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;

/**
 * Tensors as {@code tf.strings.format} and {@code tf.print} write them: {@code [0 1 2 ... 7 8 9]}.
 */
final class TensorSummaries {
  private final Tensor tensor;
  private final String[] elements;
  private final int shown;

  private TensorSummaries(Tensor tensor, int shown) {
    this.tensor = tensor;
    this.shown = shown;
    this.elements = elements(tensor);
  }

  /**
   * The text of a tensor.
   *
   * @param summarize how many elements of each end of an axis are written; −1 for all
   */
  static String of(Tensor tensor, int summarize) {
    StringBuilder text = new StringBuilder();
    new TensorSummaries(tensor, summarize).write(text, 0, 0);
    return text.toString();
  }

  private void write(StringBuilder text, int axis, int from) {
    Shape shape = tensor.shape();
    if (axis == shape.rank()) {
      text.append(elements[from]);
      return;
    }
    int length = shape.dim(axis);
    int step = Math.toIntExact(shape.sizeOf(axis + 1, shape.rank()));
    boolean cut = shown >= 0 && length > 2 * shown;
    text.append('[');
    for (int i = 0; i < length; i++) {
      if (cut && i == shown) {
        text.append(separator(axis, i)).append("...");
        i = length - shown;
      }
      if (i < length) {
        text.append(separator(axis, i));
        write(text, axis + 1, from + i * step);
      }
    }
    text.append(']');
  }

  /** A blank within rows; between rows a line, between matrices an empty line, and so on. */
  private String separator(int axis, int place) {
    int inner = tensor.rank() - 1 - axis;
    if (place == 0) {
      return "";
    }
    return inner == 0 ? " " : "\n".repeat(inner) + " ".repeat(axis + 1);
  }

  private static String[] elements(Tensor x) {
    String[] texts = new String[Math.toIntExact(x.size())];
    if (x.dtype() == DType.STRING) {
      String[] strings = x.toStringArray();
      for (int i = 0; i < texts.length; i++) {
        texts[i] = '"' + strings[i] + '"';
      }
    } else if (x.dtype().isFloating()) {
      double[] values = x.toDoubleArray();
      for (int i = 0; i < texts.length; i++) {
        texts[i] = real(values[i], x.dtype());
      }
    } else {
      long[] values = x.cast(DType.INT64).toLongArray();
      for (int i = 0; i < texts.length; i++) {
        texts[i] = Long.toString(values[i]);
      }
    }
    return texts;
  }

  /** As few digits as are sure to be kept, or, if these are another number, as many as it takes. */
  private static String real(double value, DType dtype) {
    boolean wide = dtype == DType.FLOAT64;
    String few = CFormat.general(value, wide ? 15 : 6);
    if (!Double.isFinite(value)) {
      return few;
    }
    boolean same = wide ? Double.parseDouble(few) == value : Float.parseFloat(few) == (float) value;
    return same ? few : CFormat.general(value, wide ? 17 : 9);
  }
}
