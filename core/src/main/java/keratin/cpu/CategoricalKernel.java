package keratin.cpu;

import keratin.memory.Raw;
import keratin.random.Philox;
import keratin.random.PhiloxReader;
import keratin.tensor.DType;
import keratin.tensor.Elements;

/**
 * Class numbers drawn from unnormalised log probabilities as TensorFlow's kernel draws them: a
 * uniform number is looked up in the row's cumulative sum of {@code exp(logit − max)}.
 *
 * <p>TensorFlow on many cores may cut a large batch into parts, each of which then begins elsewhere
 * in the stream; the numbers here are those of a batch that is not cut.
 */
public final class CategoricalKernel {

  private static final long WORK = 4096;

  private CategoricalKernel() {}

  /**
   * Draws {@code samples} classes for each of {@code rows} rows of logits. Logits that are not
   * finite have probability 0; a row without any gives {@code classes}, which is none of them.
   *
   * @param logits address of {@code (rows, classes)} elements of {@code dtype}
   * @param out address of {@code (rows, samples)} integers
   * @param wide whether those have 64 bits instead of 32
   */
  public static void categorical(
      Philox stream,
      long rows,
      int classes,
      long samples,
      DType dtype,
      long logits,
      long out,
      boolean wide) {
    Pool.parallel(
        rows,
        Math.max(1, WORK / (classes + samples)),
        (from, to) -> {
          double[] sums = new double[classes];
          PhiloxReader words = new PhiloxReader(stream);
          // Two words a number: the rows before `from` have used half as many blocks.
          long before = from * samples;
          words.restart(stream, before / 2);
          if ((before & 1) == 1) {
            words.nextDouble();
          }
          for (long row = from; row < to; row++) {
            accumulate(dtype, logits, row * classes, sums);
            for (long i = row * samples; i < (row + 1) * samples; i++) {
              int drawn = above(sums, words.nextDouble() * sums[classes - 1]);
              if (wide) {
                Raw.setLong(out + 8 * i, drawn);
              } else {
                Raw.setInt(out + 4 * i, drawn);
              }
            }
          }
        });
  }

  private static void accumulate(DType dtype, long logits, long first, double[] sums) {
    double max = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < sums.length; i++) {
      double logit = Elements.getDouble(dtype, logits, first + i);
      if (Double.isFinite(logit)) {
        max = Math.max(max, logit);
      }
    }
    double sum = 0;
    for (int i = 0; i < sums.length; i++) {
      double logit = Elements.getDouble(dtype, logits, first + i);
      if (Double.isFinite(logit)) {
        sum += StrictMath.exp(logit - max);
      }
      sums[i] = sum;
    }
  }

  /** Index of the first sum above {@code value}. */
  private static int above(double[] sums, double value) {
    int low = 0;
    int high = sums.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sums[middle] > value) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
