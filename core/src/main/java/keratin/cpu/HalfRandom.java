package keratin.cpu;

import keratin.memory.Raw;

/**
 * The random kernels' inner loops for the two-byte floats: {@code float16}, or {@code bfloat16}
 * where {@code brain} is true. Every intermediate result is rounded to the dtype, as TensorFlow's
 * are. Buffers of words are as in {@link RandomTier}.
 */
final class HalfRandom {

  private HalfRandom() {}

  /** {@code out[i] = uniform·scale + shift}. */
  static void uniform(
      long[] words, int a, int b, long out, boolean brain, float scale, float shift) {
    for (int i = a; i < b; i++) {
      float product = round(unit(words, i, brain) * scale, brain);
      Raw.setShort(out + 2L * (i - a), bits(product + shift, brain));
    }
  }

  /** {@code out[i] = normal·scale + shift}. */
  static void normal(
      long[] words, int a, int b, long out, boolean brain, float scale, float shift) {
    for (int i = a; i < b; i++) {
      float product = round(round(ScalarRandom.normal(words, i), brain) * scale, brain);
      Raw.setShort(out + 2L * (i - a), bits(product + shift, brain));
    }
  }

  /** {@code out[i] = uniform >= rate ? x[i]·scale : 0}. */
  static void dropout(
      long[] words, int a, int b, long x, long out, boolean brain, float rate, float scale) {
    for (int i = a; i < b; i++) {
      long offset = 2L * (i - a);
      float value = value(Raw.getShort(x + offset), brain);
      Raw.setShort(
          out + offset, unit(words, i, brain) >= rate ? bits(value * scale, brain) : (short) 0);
    }
  }

  /** As many low bits of a word as the dtype's mantissa has, as a number in [0, 1). */
  private static float unit(long[] words, int i, boolean brain) {
    int word = ScalarRandom.word(words, i);
    return brain ? (word & 0x7F) * 0x1p-7f : (word & 0x3FF) * 0x1p-10f;
  }

  private static float round(float value, boolean brain) {
    return value(bits(value, brain), brain);
  }

  private static float value(short bits, boolean brain) {
    return brain ? Float.intBitsToFloat(bits << 16) : Float.float16ToFloat(bits);
  }

  private static short bits(float value, boolean brain) {
    if (!brain) {
      return Float.floatToFloat16(value);
    }
    int bits = Float.floatToRawIntBits(value);
    // To nearest, ties to even; adding would carry a NaN into infinity.
    int rounded = bits + 0x7FFF + ((bits >>> 16) & 1);
    return (short) ((Float.isNaN(value) ? bits | 0x400000 : rounded) >>> 16);
  }
}
