package keratin.metrics;

import java.util.Arrays;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;

/** The k largest predictions of every row. */
final class TopK {
  private TopK() {}

  /** 1 where fewer than k scores of the row are above that of the label. */
  static Tensor contains(Tensor scores, Tensor labels, int k) {
    int classes = scores.shape().dim(-1);
    float[] score = scores.toFloatArray();
    int[] label = labels.toIntArray();
    float[] in = new float[label.length];
    for (int row = 0; row < in.length; row++) {
      if (label[row] >= 0 && label[row] < classes) {
        in[row] = above(score, row * classes, classes, label[row]) < k ? 1 : 0;
      }
    }
    return Tensor.of(in, rows(scores));
  }

  /** How many are above that of the label; all if that is no number. */
  private static int above(float[] score, int start, int classes, int label) {
    float own = score[start + label];
    if (!Float.isFinite(own)) {
      return classes;
    }
    int count = 0;
    for (int i = 0; i < classes; i++) {
      count += score[start + i] > own ? 1 : 0;
    }
    return count;
  }

  /** 1 where the label is among the first k class numbers of the row. */
  static Tensor listed(Tensor sorted, Tensor labels, int k) {
    int length = sorted.shape().dim(-1);
    double[] ids = sorted.toDoubleArray();
    double[] label = labels.toDoubleArray();
    float[] in = new float[label.length];
    for (int row = 0; row < in.length; row++) {
      for (int i = 0; i < Math.min(k, length); i++) {
        in[row] = ids[row * length + i] == label[row] ? 1 : in[row];
      }
    }
    return Tensor.of(in, rows(sorted));
  }

  private static Shape rows(Tensor scores) {
    return scores.shape().slice(0, scores.rank() - 1);
  }

  /**
   * Sets all but the k largest of every row to {@code rest}; of equal ones the first stay.
   *
   * @param width the length of a row
   */
  static void keep(float[] score, int width, int k, float rest) {
    Integer[] order = new Integer[width];
    for (int start = 0; start < score.length; start += width) {
      int from = start;
      Arrays.setAll(order, i -> i);
      Arrays.sort(order, (a, b) -> Float.compare(score[from + b], score[from + a]));
      for (int i = k; i < width; i++) {
        score[from + order[i]] = rest;
      }
    }
  }
}
