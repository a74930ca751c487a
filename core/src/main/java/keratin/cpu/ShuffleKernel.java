package keratin.cpu;

import java.util.Arrays;
import keratin.memory.Raw;
import keratin.random.Philox;

/** Random orders, as Keras draws them: the order that sorts uniform floats. */
public final class ShuffleKernel {

  private ShuffleKernel() {}

  /**
   * Writes the numbers 0 to n − 1 in a random order.
   *
   * @param out address of {@code n} 32-bit integers
   */
  public static void order(Philox stream, int n, long out) {
    // The low 23 bits of a word are the mantissa of its float, so they sort alike; the index below
    // them keeps equal floats in order.
    RandomKernels.uniformInt(stream, n, 0, 0, out);
    long[] keys = new long[n];
    for (int i = 0; i < n; i++) {
      keys[i] = ((long) (Raw.getInt(out + 4L * i) & 0x7FFFFF) << 32) | i;
    }
    Arrays.sort(keys);
    for (int i = 0; i < n; i++) {
      Raw.setInt(out + 4L * i, (int) keys[i]);
    }
  }
}
