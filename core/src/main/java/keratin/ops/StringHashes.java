package keratin.ops;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The three hash functions of bytes that TensorFlow spreads strings over buckets with. */
final class StringHashes {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  // Primes between 2⁶³ and 2⁶⁴, from FarmHash.
  private static final long K0 = 0xc3a5c85c97cb3127L;
  private static final long K1 = 0xb492b66fbe98f273L;
  private static final long K2 = 0x9ae16a3b2f90404fL;

  /** What combinations of features begin with in TensorFlow. */
  static final long CROSS_KEY = 0xDECAFCAFFEL;

  private StringHashes() {}

  private static long at(byte[] s, int i) {
    return (long) LONGS.get(s, i);
  }

  private static long intAt(byte[] s, int i) {
    return (int) INTS.get(s, i) & 0xFFFFFFFFL;
  }

  private static long rotate(long x, int right) {
    return Long.rotateRight(x, right);
  }

  private static long mix(long x) {
    return x ^ x >>> 47;
  }

  private static long join(long u, long v, long mul) {
    long a = mix((u ^ v) * mul);
    return mix((v ^ a) * mul) * mul;
  }

  /**
   * FarmHash's Fingerprint64.
   *
   * @see <a href="https://github.com/google/farmhash">farmhash, farmhashna::Hash64</a>
   */
  static long fingerprint(byte[] s) {
    int n = s.length;
    long mul = K2 + n * 2L;
    if (n > 64) {
      return longFingerprint(s);
    } else if (n > 16) {
      return n > 32 ? upTo64(s, mul) : upTo32(s, mul);
    } else if (n >= 8) {
      long a = at(s, 0) + K2;
      long b = at(s, n - 8);
      return join(rotate(b, 37) * mul + a, (rotate(a, 25) + b) * mul, mul);
    } else if (n >= 4) {
      return join(n + (intAt(s, 0) << 3), intAt(s, n - 4), mul);
    } else if (n > 0) {
      long y = (s[0] & 0xFFL) + ((s[n >> 1] & 0xFFL) << 8);
      long z = n + ((s[n - 1] & 0xFFL) << 2);
      return mix(y * K2 ^ z * K0) * K2;
    }
    return K2;
  }

  private static long upTo32(byte[] s, long mul) {
    int n = s.length;
    long a = at(s, 0) * K1;
    long b = at(s, 8);
    long c = at(s, n - 8) * mul;
    long d = at(s, n - 16) * K2;
    return join(rotate(a + b, 43) + rotate(c, 30) + d, a + rotate(b + K2, 18) + c, mul);
  }

  private static long upTo64(byte[] s, long mul) {
    int n = s.length;
    long a = at(s, 0) * K2;
    long b = at(s, 8);
    long c = at(s, n - 8) * mul;
    long d = at(s, n - 16) * K2;
    long y = rotate(a + b, 43) + rotate(c, 30) + d;
    long z = join(y, a + rotate(b + K2, 18) + c, mul);
    long e = at(s, 16) * mul;
    long f = at(s, 24);
    long g = (y + at(s, n - 32)) * mul;
    long h = (z + at(s, n - 24)) * mul;
    return join(rotate(e + f, 43) + rotate(g, 30) + h, e + rotate(f + a, 18) + g, mul);
  }

  /** Two numbers that 32 bytes are worked into. */
  private record Pair(long first, long second) {
    Pair with(byte[] s, int i, long a, long b) {
      long z = at(s, i + 24);
      long sum = a + at(s, i);
      long turned = rotate(b + sum + z, 21);
      long all = sum + at(s, i + 8) + at(s, i + 16);
      return new Pair(all + z, turned + rotate(all, 44) + sum);
    }
  }

  private static long longFingerprint(byte[] s) {
    long seed = 81;
    long y = seed * K1 + 113;
    long z = mix(y * K2 + 113) * K2;
    long x = seed * K2 + at(s, 0);
    Pair v = new Pair(0, 0);
    Pair w = new Pair(0, 0);
    int end = (s.length - 1) / 64 * 64;
    int left = s.length - 1 & 63;
    long mul = K1;
    // The last round takes the last 64 bytes, some of them again, and another multiplier.
    for (int i = 0; ; i += 64) {
      boolean last = i == end;
      int at = last ? end + left - 63 : i;
      if (last) {
        mul = K1 + ((z & 0xFF) << 1);
        w = new Pair(w.first + left, w.second);
        v = new Pair(v.first + w.first, v.second);
        w = new Pair(w.first + v.first, w.second);
      }
      x = rotate(x + y + v.first + at(s, at + 8), 37) * mul;
      y = rotate(y + v.second + at(s, at + 48), 42) * mul;
      x ^= last ? w.second * 9 : w.second;
      y += (last ? v.first * 9 : v.first) + at(s, at + 40);
      z = rotate(z + w.first, 33) * mul;
      v = v.with(s, at, v.second * mul, x + w.first);
      w = w.with(s, at + 32, z + w.second, y + at(s, at + 16));
      long swapped = z;
      z = x;
      x = swapped;
      if (last) {
        return join(
            join(v.first, w.first, mul) + mix(y) * K0 + z, join(v.second, w.second, mul) + x, mul);
      }
    }
  }

  /** A hash that one more number is worked into: TensorFlow's {@code FingerprintCat64}. */
  static long combined(long hash, long number) {
    long m = 0xc6a4a7935bd1e995L;
    return mix(mix((hash ^ m ^ mix(number * m) * m) * m) * m);
  }

  /** MurmurHash64A with TensorFlow's seed: {@code tsl::Hash64}. */
  static long murmur(byte[] s) {
    long m = 0xc6a4a7935bd1e995L;
    long h = 0xDECAFCAFFEL ^ s.length * m;
    int whole = s.length / 8 * 8;
    for (int i = 0; i < whole; i += 8) {
      h = (h ^ mix(at(s, i) * m) * m) * m;
    }
    if (whole < s.length) {
      h = (h ^ tail(s, whole)) * m;
    }
    return mix(mix(h) * m);
  }

  /**
   * SipHash-2-4 under a key of two numbers.
   *
   * @see <a href="https://www.aumasson.jp/siphash/siphash.pdf">Aumasson and Bernstein 2012</a>
   */
  static long sip(byte[] s, long key0, long key1) {
    long[] v = {
      key0 ^ 0x736f6d6570736575L,
      key1 ^ 0x646f72616e646f6dL,
      key0 ^ 0x6c7967656e657261L,
      key1 ^ 0x7465646279746573L
    };
    int whole = s.length / 8 * 8;
    for (int i = 0; i <= whole; i += 8) {
      long word = i < whole ? at(s, i) : tail(s, whole) | (long) s.length << 56;
      v[3] ^= word;
      rounds(v, 2);
      v[0] ^= word;
    }
    v[2] ^= 0xFF;
    rounds(v, 4);
    return v[0] ^ v[1] ^ v[2] ^ v[3];
  }

  private static void rounds(long[] v, int count) {
    for (int i = 0; i < count; i++) {
      v[0] += v[1];
      v[2] += v[3];
      v[1] = Long.rotateLeft(v[1], 13) ^ v[0];
      v[3] = Long.rotateLeft(v[3], 16) ^ v[2];
      v[0] = Long.rotateLeft(v[0], 32) + v[3];
      v[2] += v[1];
      v[1] = Long.rotateLeft(v[1], 17) ^ v[2];
      v[3] = Long.rotateLeft(v[3], 21) ^ v[0];
      v[2] = Long.rotateLeft(v[2], 32);
    }
  }

  /** The bytes from {@code i} on, fewer than eight, as a number. */
  private static long tail(byte[] s, int i) {
    long word = 0;
    for (int k = s.length - 1; k >= i; k--) {
      word = word << 8 | s[k] & 0xFF;
    }
    return word;
  }
}
