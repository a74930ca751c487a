package keratin.cpu;

import static jdk.incubator.vector.VectorOperators.ABS;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Elementary functions of float64 vectors, as {@link FloatMath} for float32: within 2.5 units in
 * the last place, with IEEE's values at infinities, NaN, signed zeros and subnormal numbers.
 *
 * <p>Rational functions are those of Moshier's Cephes library, double precision
 * (netlib.org/cephes).
 */
final class DoubleMath {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private static final VectorShuffle<Double> BY_4 = turn(4);
  private static final VectorShuffle<Double> BY_2 = turn(2);
  private static final VectorShuffle<Double> BY_1 = turn(1);

  private static final DoubleVector ZERO = all(0);
  private static final DoubleVector ONE = all(1);
  private static final DoubleVector TWO = all(2);
  private static final DoubleVector HALF = all(0.5);
  private static final DoubleVector INFINITY = all(Double.POSITIVE_INFINITY);
  private static final DoubleVector MINUS_INFINITY = all(Double.NEGATIVE_INFINITY);
  private static final DoubleVector NAN = all(Double.NaN);
  private static final DoubleVector TWO_54 = all(0x1p54);
  private static final DoubleVector SMALLEST_NORMAL = all(Double.MIN_NORMAL);
  private static final LongVector SIGN = bits(-0.0);

  // ln 2 in two parts: the first has zeros at its end, so that k times it is exact.
  private static final DoubleVector LOG2_E = all(1.4426950408889634);
  private static final DoubleVector LN2_HIGH = all(6.93145751953125e-1);
  private static final DoubleVector MINUS_LN2_HIGH = all(-6.93145751953125e-1);
  private static final DoubleVector MINUS_LN2_LOW = all(-1.42860682030941723212e-6);
  private static final DoubleVector LN2_LOW = all(1.42860682030941723212e-6);
  // 1.5 · 2^52: adding it leaves the rounded integer in the lowest bits.
  private static final DoubleVector ROUNDER = all(0x1.8p52);
  private static final LongVector ROUNDER_BITS = bits(0x1.8p52);
  private static final LongVector EXPONENT_BIAS = LongVector.broadcast(LONGS, 1023);
  private static final LongVector ROOT_HALF = bits(0.7071067811865476);
  private static final LongVector EXPONENT_1024 = LongVector.broadcast(LONGS, 1024L << 52);
  private static final DoubleVector EXP_OVERFLOW = all(709.782712893384);
  private static final DoubleVector EXP_UNDERFLOW = all(-745.1332191019412);

  private static final DoubleVector EXP_P1 = all(1.26177193074810590878e-4);
  private static final DoubleVector EXP_P2 = all(3.02994407707441961300e-2);
  private static final DoubleVector EXP_Q1 = all(3.00198505138664455042e-6);
  private static final DoubleVector EXP_Q2 = all(2.52448340349684104192e-3);
  private static final DoubleVector EXP_Q3 = all(2.27265548208155028766e-1);
  private static final DoubleVector LOG_P1 = all(1.01875663804580931796e-4);
  private static final DoubleVector LOG_P2 = all(4.97494994976747001425e-1);
  private static final DoubleVector LOG_P3 = all(4.70579119878881725854e0);
  private static final DoubleVector LOG_P4 = all(1.44989225341610930846e1);
  private static final DoubleVector LOG_P5 = all(1.79368678507819816313e1);
  private static final DoubleVector LOG_P6 = all(7.70838733755885391666e0);
  private static final DoubleVector LOG_Q1 = all(1.12873587189167450590e1);
  private static final DoubleVector LOG_Q2 = all(4.52279145837532221105e1);
  private static final DoubleVector LOG_Q3 = all(8.29875266912776603211e1);
  private static final DoubleVector LOG_Q4 = all(7.11544750618563894466e1);
  private static final DoubleVector LOG_Q5 = all(2.31251620126765340583e1);
  private static final DoubleVector TANH_SMALL = all(0.625);
  private static final DoubleVector TANH_P1 = all(-9.64399179425052238628e-1);
  private static final DoubleVector TANH_P2 = all(-9.92877231001918586564e1);
  private static final DoubleVector TANH_P3 = all(-1.61468768441708447952e3);
  private static final DoubleVector TANH_Q1 = all(1.12811678491632931402e2);
  private static final DoubleVector TANH_Q2 = all(2.23548839060100448583e3);
  private static final DoubleVector TANH_Q3 = all(4.84406305325125486048e3);

  private DoubleMath() {}

  private static DoubleVector all(double value) {
    return DoubleVector.broadcast(SPECIES, value);
  }

  private static LongVector bits(double value) {
    return LongVector.broadcast(LONGS, Double.doubleToRawLongBits(value));
  }

  private static VectorShuffle<Double> turn(int by) {
    return VectorShuffle.iota(SPECIES, by % LANES, 1, true);
  }

  /** {@code exp(x) = 2^k · (1 + 2 r P(r²) / (Q(r²) − r P(r²)))} with |r| ≤ ln 2 / 2. */
  static DoubleVector exp(DoubleVector x) {
    DoubleVector k = x.fma(LOG2_E, ROUNDER).sub(ROUNDER);
    DoubleVector r = k.fma(MINUS_LN2_HIGH, x);
    r = k.fma(MINUS_LN2_LOW, r);
    DoubleVector z = r.mul(r);
    DoubleVector p = z.fma(EXP_P1, EXP_P2).fma(z, ONE).mul(r);
    DoubleVector q = z.fma(EXP_Q1, EXP_Q2).fma(z, EXP_Q3).fma(z, TWO);
    DoubleVector y = p.div(q.sub(p)).fma(TWO, ONE);
    // In two factors: 2^1024 and subnormal powers are not doubles with an exponent of their own.
    DoubleVector half = k.fma(HALF, ROUNDER).sub(ROUNDER);
    y = y.mul(powerOfTwo(half)).mul(powerOfTwo(k.sub(half)));
    y = y.blend(INFINITY, x.compare(GT, EXP_OVERFLOW));
    return y.blend(ZERO, x.compare(LT, EXP_UNDERFLOW));
  }

  private static DoubleVector powerOfTwo(DoubleVector k) {
    LongVector power = k.add(ROUNDER).reinterpretAsLongs().sub(ROUNDER_BITS);
    return power.add(EXPONENT_BIAS).lanewise(LSHL, 52).reinterpretAsDoubles();
  }

  /** {@code ln x = ln m + e · ln 2} with m in [√½, √2). */
  static DoubleVector log(DoubleVector x) {
    VectorMask<Double> subnormal = x.compare(LT, SMALLEST_NORMAL);
    DoubleVector scaled = x.blend(x.mul(TWO_54), subnormal);
    LongVector bits = scaled.reinterpretAsLongs();
    // Counting exponents from √½ on puts m where the polynomial is good; 1024 more keeps the
    // difference positive, for AVX2 shifts only those.
    LongVector above = bits.sub(ROOT_HALF).add(EXPONENT_1024).lanewise(LSHR, 52);
    LongVector shift = above.lanewise(LSHL, 52).sub(EXPONENT_1024);
    DoubleVector f = bits.sub(shift).reinterpretAsDoubles().sub(ONE).add(x.sub(x)); // NaN stays
    DoubleVector e = above.add(ROUNDER_BITS).reinterpretAsDoubles().sub(ROUNDER).sub(1024);
    e = e.blend(e.sub(54), subnormal);
    DoubleVector z = f.mul(f);
    DoubleVector y = logQuotient(f).mul(f).mul(z);
    y = e.fma(LN2_LOW, y);
    y = z.fma(HALF.neg(), y);
    y = e.fma(LN2_HIGH, f.add(y));
    y = y.blend(INFINITY, x.compare(EQ, INFINITY));
    y = y.blend(MINUS_INFINITY, x.compare(EQ, ZERO));
    return y.blend(NAN, x.compare(LT, ZERO));
  }

  // A method of its own only because C2 inlines nothing above 325 bytes.
  private static DoubleVector logQuotient(DoubleVector f) {
    DoubleVector p = f.fma(LOG_P1, LOG_P2).fma(f, LOG_P3).fma(f, LOG_P4);
    p = p.fma(f, LOG_P5).fma(f, LOG_P6);
    DoubleVector q = f.add(LOG_Q1).fma(f, LOG_Q2).fma(f, LOG_Q3);
    return p.div(q.fma(f, LOG_Q4).fma(f, LOG_Q5));
  }

  /** An odd quotient below 0.625, {@code 1 − 2 / (exp(2|x|) + 1)} above. */
  static DoubleVector tanh(DoubleVector x) {
    DoubleVector a = x.lanewise(ABS);
    DoubleVector large = ONE.sub(TWO.div(exp(a.add(a)).add(ONE)));
    DoubleVector z = x.mul(x);
    DoubleVector p = z.fma(TANH_P1, TANH_P2).fma(z, TANH_P3);
    DoubleVector q = z.add(TANH_Q1).fma(z, TANH_Q2).fma(z, TANH_Q3);
    DoubleVector y = p.div(q).mul(z).fma(a, a).blend(large, a.compare(GE, TANH_SMALL));
    return y.reinterpretAsLongs().or(x.reinterpretAsLongs().and(SIGN)).reinterpretAsDoubles();
  }

  /** {@code 1 / (1 + exp(−x))}, from {@code exp(−|x|)}, which cannot overflow. */
  static DoubleVector sigmoid(DoubleVector x) {
    DoubleVector e = exp(x.lanewise(ABS).neg());
    return ONE.blend(e, x.compare(LT, ZERO)).div(e.add(ONE));
  }

  /** The sum of the lanes, always in the same order: {@code reduceLanes} leaves it open. */
  static double sum(DoubleVector v) {
    if (LANES > 8) {
      return v.reduceLanes(VectorOperators.ADD);
    }
    DoubleVector s = v;
    if (LANES > 4) {
      s = s.add(s.rearrange(BY_4));
    }
    if (LANES > 2) {
      s = s.add(s.rearrange(BY_2));
    }
    return s.add(s.rearrange(BY_1)).lane(0);
  }
}
