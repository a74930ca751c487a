package keratin.cpu;

import static keratin.memory.Raw.ALL;

import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;
import keratin.random.Philox;

/** The random kernels' inner loops with the Vector API. */
final class VectorRandom implements RandomTier {
  /*
   * Philox runs one block per 64-bit lane: each of the four words has a vector of its own, its
   * value in the low half of the lane, anything in the high half. A 32×32-bit product then is one
   * instruction, whose halves are the two words a round needs. The JIT picks that instruction
   * (vpmuludq) where it sees both factors masked to 32 bits, constants too; without AVX-512 the
   * alternative is five. At the end words are packed in pairs and pairs interleaved, which gives
   * memory order.
   */

  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Double> DOUBLES = LONGS.withLanes(double.class);
  private static final VectorSpecies<Float> FLOATS = LONGS.withLanes(float.class);
  private static final int LANES = LONGS.length();
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();

  private static final long MASK = 0xFFFFFFFFL;
  private static final LongVector INDEX = LongVector.zero(LONGS).addIndex(1);
  private static final VectorShuffle<Long> ZIP_LOW = VectorShuffle.makeZip(LONGS, 0);
  private static final VectorShuffle<Long> ZIP_HIGH = VectorShuffle.makeZip(LONGS, 1);

  // Constants as vectors, not as scalar operands: each broadcast inside a loop costs the JIT nodes,
  // of which it has a budget per method, past which vectors become objects.
  private static final DoubleVector ONE = vector(1);
  private static final DoubleVector TWO = vector(2);
  private static final DoubleVector MINUS_TWO = vector(-2);
  private static final DoubleVector SMALLEST = vector(NormalMath.SMALLEST);
  private static final DoubleVector INTEGERS = vector(NormalMath.INTEGERS);
  private static final DoubleVector BIASED = vector(NormalMath.INTEGERS + 1024);
  private static final DoubleVector UNIT = vector(0x1p-23);
  private static final DoubleVector SPLITTER = vector(NormalMath.SPLITTER);
  private static final DoubleVector ROUNDER = vector(NormalMath.ROUNDER);
  private static final DoubleVector TWO_PI = vector(NormalMath.TWO_PI);
  private static final DoubleVector TWO_OVER_PI = vector(NormalMath.TWO_OVER_PI);
  private static final DoubleVector HALF_PI = vector(NormalMath.HALF_PI);
  private static final DoubleVector LN2 = vector(NormalMath.LN2);
  private static final DoubleVector LOG0 = vector(NormalMath.LOG[0]);
  private static final DoubleVector LOG1 = vector(NormalMath.LOG[1]);
  private static final DoubleVector LOG2 = vector(NormalMath.LOG[2]);
  private static final DoubleVector LOG3 = vector(NormalMath.LOG[3]);
  private static final DoubleVector LOG4 = vector(NormalMath.LOG[4]);
  private static final DoubleVector LOG5 = vector(NormalMath.LOG[5]);
  private static final DoubleVector SIN0 = vector(NormalMath.SIN[0]);
  private static final DoubleVector SIN1 = vector(NormalMath.SIN[1]);
  private static final DoubleVector SIN2 = vector(NormalMath.SIN[2]);
  private static final DoubleVector SIN3 = vector(NormalMath.SIN[3]);
  private static final DoubleVector SIN4 = vector(NormalMath.SIN[4]);
  private static final DoubleVector SIN5 = vector(NormalMath.SIN[5]);
  private static final DoubleVector COS0 = vector(NormalMath.COS[0]);
  private static final DoubleVector COS1 = vector(NormalMath.COS[1]);
  private static final DoubleVector COS2 = vector(NormalMath.COS[2]);
  private static final DoubleVector COS3 = vector(NormalMath.COS[3]);
  private static final DoubleVector COS4 = vector(NormalMath.COS[4]);
  private static final DoubleVector COS5 = vector(NormalMath.COS[5]);
  private static final LongVector SQRT_HALF =
      LongVector.broadcast(LONGS, NormalMath.SQRT_HALF_BITS);
  private static final LongVector MANTISSA = LongVector.broadcast(LONGS, NormalMath.MANTISSA);
  private static final LongVector BIAS = LongVector.broadcast(LONGS, 1024L << 52);
  private static final LongVector INTEGER_BITS =
      LongVector.broadcast(LONGS, Double.doubleToRawLongBits(NormalMath.INTEGERS));
  private static final LongVector WORD = LongVector.broadcast(LONGS, 0x7FFFFFL);
  private static final LongVector ONES = LongVector.broadcast(LONGS, 1);
  private static final LongVector TWOS = LongVector.broadcast(LONGS, 2);
  private static final LongVector REBIAS = LongVector.broadcast(LONGS, (1023L - 127) << 23);
  private static final LongVector UNSIGNED = LongVector.broadcast(LONGS, Long.MAX_VALUE);
  private static final LongVector ZERO = LongVector.broadcast(LONGS, 0);

  private final ScalarRandom scalar = new ScalarRandom();

  @Override
  public void words(Philox stream, long block, long stride, int blocks, long[] words) {
    long low = stream.low() + block * stride;
    long high = Long.compareUnsigned(low, stream.low()) < 0 ? stream.high() + 1 : stream.high();
    if (Long.compareUnsigned(low + (blocks + 2 * LANES) * stride, low) < 0) {
      scalar.words(stream, block, stride, blocks, words); // the carry falls inside: very rare
      return;
    }
    LongVector mask = LongVector.broadcast(LONGS, MASK);
    LongVector factor0 = LongVector.broadcast(LONGS, Philox.M0).and(mask);
    LongVector factor1 = LongVector.broadcast(LONGS, Philox.M1).and(mask);
    LongVector steps = INDEX.mul(stride);
    LongVector high0 = LongVector.broadcast(LONGS, high & MASK);
    LongVector high1 = LongVector.broadcast(LONGS, high >>> 32);
    // Two vectors of blocks, c and d, at a time: a round's products take longer than one vector's
    // other operations can fill, and both share the broadcasts of the key.
    for (int i = 0; i < blocks; i += 2 * LANES) {
      LongVector c0 = steps.add(low + i * stride);
      LongVector d0 = steps.add(low + (i + LANES) * stride);
      LongVector c1 = c0.lanewise(VectorOperators.LSHR, 32);
      LongVector d1 = d0.lanewise(VectorOperators.LSHR, 32);
      LongVector c2 = high0;
      LongVector d2 = high0;
      LongVector c3 = high1;
      LongVector d3 = high1;
      int k0 = (int) stream.key();
      int k1 = (int) (stream.key() >>> 32);
      for (int round = 0; round < Philox.ROUNDS; round++) {
        LongVector key0 = LongVector.broadcast(LONGS, k0 & MASK);
        LongVector key1 = LongVector.broadcast(LONGS, k1 & MASK);
        LongVector c02 = c0.and(mask).mul(factor0);
        LongVector d02 = d0.and(mask).mul(factor0);
        LongVector c20 = c2.and(mask).mul(factor1);
        LongVector d20 = d2.and(mask).mul(factor1);
        c0 =
            c20.lanewise(VectorOperators.LSHR, 32)
                .lanewise(VectorOperators.XOR, c1)
                .lanewise(VectorOperators.XOR, key0);
        d0 =
            d20.lanewise(VectorOperators.LSHR, 32)
                .lanewise(VectorOperators.XOR, d1)
                .lanewise(VectorOperators.XOR, key0);
        c2 =
            c02.lanewise(VectorOperators.LSHR, 32)
                .lanewise(VectorOperators.XOR, c3)
                .lanewise(VectorOperators.XOR, key1);
        d2 =
            d02.lanewise(VectorOperators.LSHR, 32)
                .lanewise(VectorOperators.XOR, d3)
                .lanewise(VectorOperators.XOR, key1);
        c1 = c20;
        d1 = d20;
        c3 = c02;
        d3 = d02;
        k0 += Philox.W0;
        k1 += Philox.W1;
      }
      c1 = c1.lanewise(VectorOperators.LSHL, 32);
      d1 = d1.lanewise(VectorOperators.LSHL, 32);
      c3 = c3.lanewise(VectorOperators.LSHL, 32);
      d3 = d3.lanewise(VectorOperators.LSHL, 32);
      c0.and(mask).or(c1).intoArray(words, 2 * i);
      c2.and(mask).or(c3).intoArray(words, 2 * i + LANES);
      d0.and(mask).or(d1).intoArray(words, 2 * i + 2 * LANES);
      d2.and(mask).or(d3).intoArray(words, 2 * i + 3 * LANES);
    }
    interleave(words, blocks);
  }

  /** Brings each block's first and second pair of words together. */
  private static void interleave(long[] words, int blocks) {
    // A loop of its own: past a number of operations per method the JIT stops inlining, and
    // vectors that cross a call become objects.
    for (int i = 0; i < 2 * blocks; i += 2 * LANES) {
      LongVector first = LongVector.fromArray(LONGS, words, i);
      LongVector second = LongVector.fromArray(LONGS, words, i + LANES);
      first.rearrange(ZIP_LOW, second).intoArray(words, i);
      first.rearrange(ZIP_HIGH, second).intoArray(words, i + LANES);
    }
  }

  @Override
  public void uniform(long[] words, int a, int b, long out, float scale, float shift) {
    int from = Math.min(b, a + (a & 1));
    scalar.uniform(words, a, from, out, scale, shift);
    int i = from;
    for (; i + 2 * LANES <= b; i += 2 * LANES) {
      FloatVector u = unit(words, i);
      u.mul(scale).add(shift).intoMemorySegment(ALL, out + 4L * (i - a), ORDER);
    }
    scalar.uniform(words, i, b, out + 4L * (i - a), scale, shift);
  }

  @Override
  public void dropout(long[] words, int a, int b, long x, long out, float rate, float scale) {
    int from = Math.min(b, a + (a & 1));
    scalar.dropout(words, a, from, x, out, rate, scale);
    int i = from;
    for (; i + 2 * LANES <= b; i += 2 * LANES) {
      long offset = 4L * (i - a);
      VectorMask<Float> dropped = unit(words, i).compare(VectorOperators.LT, rate);
      FloatVector kept = FloatVector.fromMemorySegment(FLOATS, ALL, x + offset, ORDER).mul(scale);
      kept.blend(0f, dropped).intoMemorySegment(ALL, out + offset, ORDER);
    }
    long offset = 4L * (i - a);
    scalar.dropout(words, i, b, x + offset, out + offset, rate, scale);
  }

  @Override
  public void normal(long[] words, int a, int b, long out, float scale, float shift) {
    int from = Math.min(b, a + (a & 1));
    scalar.normal(words, a, from, out, scale, shift);
    int pairs = (b - from) / (2 * LANES) * LANES;
    double[] radius = new double[pairs];
    double[] sine = new double[pairs];
    double[] cosine = new double[pairs];
    radii(words, from >> 1, pairs, radius);
    waves(words, from >> 1, pairs, sine, cosine);
    products(radius, sine, cosine, out + 4L * (from - a), scale, shift);
    int rest = from + 2 * pairs;
    scalar.normal(words, rest, b, out + 4L * (rest - a), scale, shift);
  }

  // The next three are one loop in three parts, for the same budget.

  /** {@link NormalMath#radius(int)} of the pairs from {@code first} on. */
  private static void radii(long[] words, int first, int pairs, double[] radius) {
    for (int i = 0; i < pairs; i += LANES) {
      DoubleVector u = unitDouble(LongVector.fromArray(LONGS, words, first + i)).max(SMALLEST);
      LongVector offset = u.reinterpretAsLongs().sub(SQRT_HALF);
      LongVector exponent = offset.add(BIAS).lanewise(VectorOperators.LSHR, 52);
      DoubleVector k = exponent.or(INTEGER_BITS).reinterpretAsDoubles().sub(BIASED);
      DoubleVector f = offset.and(MANTISSA).add(SQRT_HALF).reinterpretAsDoubles();
      DoubleVector s = f.sub(ONE).div(f.add(ONE));
      DoubleVector z = s.mul(s);
      DoubleVector sum = LOG0.mul(z).add(LOG1).mul(z).add(LOG2).mul(z).add(LOG3);
      sum = sum.mul(z).add(LOG4).mul(z).add(LOG5);
      DoubleVector ln = k.mul(LN2).add(s.mul(TWO).add(s.mul(z.mul(sum))));
      asFloat(asFloat(ln).mul(MINUS_TWO).sqrt()).intoArray(radius, i);
    }
  }

  /** Both {@link NormalMath#wave}s of the pairs from {@code first} on. */
  private static void waves(long[] words, int first, int pairs, double[] sine, double[] cosine) {
    for (int i = 0; i < pairs; i += LANES) {
      LongVector pair = LongVector.fromArray(LONGS, words, first + i);
      DoubleVector v = asFloat(unitDouble(pair.lanewise(VectorOperators.LSHR, 32)).mul(TWO_PI));
      DoubleVector rounded = v.mul(TWO_OVER_PI).add(ROUNDER);
      LongVector quadrant = rounded.reinterpretAsLongs();
      DoubleVector x = v.sub(rounded.sub(ROUNDER).mul(HALF_PI));
      DoubleVector z = x.mul(x);
      DoubleVector sin = SIN0.mul(z).add(SIN1).mul(z).add(SIN2).mul(z).add(SIN3);
      sin = sin.mul(z).add(SIN4).mul(z).add(SIN5);
      DoubleVector cos = COS0.mul(z).add(COS1).mul(z).add(COS2).mul(z).add(COS3);
      cos = cos.mul(z).add(COS4).mul(z).add(COS5);
      LongVector even = x.add(x.mul(z.mul(sin))).reinterpretAsLongs();
      LongVector odd = z.mul(cos).add(ONE).reinterpretAsLongs();
      LongVector swapped =
          even.lanewise(VectorOperators.XOR, odd).and(ZERO.sub(quadrant.and(ONES)));
      LongVector sign0 = quadrant.and(TWOS).lanewise(VectorOperators.LSHL, 62);
      LongVector sign1 = quadrant.add(ONES).and(TWOS).lanewise(VectorOperators.LSHL, 62);
      LongVector wave0 = even.lanewise(VectorOperators.XOR, swapped);
      LongVector wave1 = odd.lanewise(VectorOperators.XOR, swapped);
      wave0.lanewise(VectorOperators.XOR, sign0).reinterpretAsDoubles().intoArray(sine, i);
      wave1.lanewise(VectorOperators.XOR, sign1).reinterpretAsDoubles().intoArray(cosine, i);
    }
  }

  /** Multiplies waves by radii as floats, interleaves sine and cosine, scales and shifts. */
  private static void products(
      double[] radius, double[] sine, double[] cosine, long out, float scale, float shift) {
    for (int i = 0; i < radius.length; i += LANES) {
      DoubleVector r = DoubleVector.fromArray(DOUBLES, radius, i);
      // The product of two floats is exact in double, so it is rounded once, as for floats.
      DoubleVector first = asFloat(asFloat(DoubleVector.fromArray(DOUBLES, sine, i)).mul(r));
      DoubleVector second = asFloat(asFloat(DoubleVector.fromArray(DOUBLES, cosine, i)).mul(r));
      LongVector low = floatBits(first.reinterpretAsLongs());
      LongVector high = floatBits(second.reinterpretAsLongs());
      FloatVector normal = low.or(high.lanewise(VectorOperators.LSHL, 32)).reinterpretAsFloats();
      normal.mul(scale).add(shift).intoMemorySegment(ALL, out + 8L * i, ORDER);
    }
  }

  private static FloatVector unit(long[] words, int i) {
    IntVector word = LongVector.fromArray(LONGS, words, i >> 1).reinterpretAsInts();
    return word.and(0x7FFFFF).or(0x3F800000).reinterpretAsFloats().sub(1f);
  }

  /** The low 23 bits of each lane as a double in [0, 1), as exact as the float it stands for. */
  private static DoubleVector unitDouble(LongVector word) {
    return word.and(WORD).or(INTEGER_BITS).reinterpretAsDoubles().sub(INTEGERS).mul(UNIT);
  }

  /** {@link NormalMath#asFloat}. */
  private static DoubleVector asFloat(DoubleVector value) {
    DoubleVector scaled = value.mul(SPLITTER);
    return scaled.sub(scaled.sub(value));
  }

  /**
   * Turns bits of doubles that are floats (0 or of normal size) into bits of those floats: moves
   * sign, exponent and mantissa to their places and changes the exponent's bias. The shape-changing
   * conversion from double to float did not become instructions here.
   */
  private static LongVector floatBits(LongVector bits) {
    LongVector magnitude = bits.and(UNSIGNED);
    LongVector moved = magnitude.lanewise(VectorOperators.LSHR, 29).sub(REBIAS);
    LongVector sign = bits.lanewise(VectorOperators.LSHR, 63).lanewise(VectorOperators.LSHL, 31);
    return moved.blend(ZERO, magnitude.compare(VectorOperators.EQ, ZERO)).or(sign);
  }

  private static DoubleVector vector(double value) {
    return DoubleVector.broadcast(DOUBLES, value);
  }
}
