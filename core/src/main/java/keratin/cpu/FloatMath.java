package keratin.cpu;

import static jdk.incubator.vector.VectorOperators.ABS;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * Elementary functions of float32 vectors, within 2.5 units in the last place, with IEEE's values
 * at infinities, NaN, signed zeros and subnormal numbers.
 *
 * <p>Polynomials are those of Moshier's Cephes library [1] where nothing else is said. Every
 * function is a fixed sequence of IEEE operations, so a number's result does not depend on the
 * vector length, nor on where in a tensor it lies.
 *
 * <p>[1] S. L. Moshier, Cephes Mathematical Library, single precision, netlib.org/cephes
 */
final class FloatMath {
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;

  /*
   * Constants are vectors and functions call few others, because C2 stops inlining after 8000
   * bytecodes: every call of the Vector API counts for a hundred or more, and a function that is
   * not inlined takes its vectors through the heap, ten times slower.
   */

  private static final FloatVector ZERO = all(0f);
  private static final FloatVector INFINITY = all(Float.POSITIVE_INFINITY);
  private static final FloatVector MINUS_INFINITY = all(Float.NEGATIVE_INFINITY);
  private static final FloatVector NAN = all(Float.NaN);
  private static final FloatVector ONE = all(1f);
  private static final FloatVector TWO = all(2f);
  private static final FloatVector MINUS_HALF = all(-0.5f);
  private static final FloatVector TWO_23 = all(8388608f);
  private static final IntVector SIGN = IntVector.broadcast(INTS, 0x80000000);
  private static final IntVector MAGNITUDE = IntVector.broadcast(INTS, 0x7FFFFFFF);

  // ln 2 in two parts: the first has zeros at its end, so that k times it is exact.
  private static final FloatVector LN2_HIGH = all(0.693359375f);
  private static final FloatVector LN2_LOW = all(-2.12194440e-4f);
  private static final FloatVector MINUS_LN2_HIGH = all(-0.693359375f);
  private static final FloatVector MINUS_LN2_LOW = all(2.12194440e-4f);
  private static final FloatVector LN2 = all(0.693147181f);
  private static final FloatVector LOG2_E = all(1.44269504f);
  // 1.5 · 2^23: adding it leaves the rounded integer in the lowest bits.
  private static final FloatVector ROUNDER = all(12582912f);
  private static final IntVector ROUNDER_BITS = IntVector.broadcast(INTS, 0x4B400000);
  private static final IntVector EXPONENT_BIAS = IntVector.broadcast(INTS, 127);
  private static final FloatVector EXP_OVERFLOW = all(88.72284f);
  private static final FloatVector EXP_UNDERFLOW = all(-103.97208f);

  private static final FloatVector EXP_1 = all(1.9875691500e-4f);
  private static final FloatVector EXP_2 = all(1.3981999507e-3f);
  private static final FloatVector EXP_3 = all(8.3334519073e-3f);
  private static final FloatVector EXP_4 = all(4.1665795894e-2f);
  private static final FloatVector EXP_5 = all(1.6666665459e-1f);
  private static final FloatVector EXP_6 = all(5.0000001201e-1f);
  private static final FloatVector LOG_1 = all(7.0376836292e-2f);
  private static final FloatVector LOG_2 = all(-1.1514610310e-1f);
  private static final FloatVector LOG_3 = all(1.1676998740e-1f);
  private static final FloatVector LOG_4 = all(-1.2420140846e-1f);
  private static final FloatVector LOG_5 = all(1.4249322787e-1f);
  private static final FloatVector LOG_6 = all(-1.6668057665e-1f);
  private static final FloatVector LOG_7 = all(2.0000714765e-1f);
  private static final FloatVector LOG_8 = all(-2.4999993993e-1f);
  private static final FloatVector LOG_9 = all(3.3333331174e-1f);
  private static final FloatVector TANH_SMALL = all(0.625f);
  private static final FloatVector TANH_END = all(9.1f);
  private static final FloatVector TANH_1 = all(-5.70498872745e-3f);
  private static final FloatVector TANH_2 = all(2.06390887954e-2f);
  private static final FloatVector TANH_3 = all(-5.37397155531e-2f);
  private static final FloatVector TANH_4 = all(1.33314422036e-1f);
  private static final FloatVector TANH_5 = all(-3.33332819422e-1f);
  private static final FloatVector GATE_LARGE = all(80f);
  private static final FloatVector GATE_END = all(9.02f);
  private static final FloatVector GATE_P1 = all(1.337972134e-01f);
  private static final FloatVector GATE_P2 = all(3.494039411e-03f);
  private static final FloatVector GATE_P3 = all(2.058355494e-05f);
  private static final FloatVector GATE_P4 = all(1.331916266e-08f);
  private static final FloatVector GATE_Q1 = all(4.671303630e-01f);
  private static final FloatVector GATE_Q2 = all(2.587109245e-02f);
  private static final FloatVector GATE_Q3 = all(3.283100377e-04f);
  private static final FloatVector GATE_Q4 = all(7.762059226e-07f);
  private static final FloatVector ARTANH_3 = all(1 / 3f);
  private static final FloatVector ARTANH_5 = all(1 / 5f);
  private static final FloatVector ARTANH_7 = all(1 / 7f);
  private static final FloatVector ARTANH_9 = all(1 / 9f);
  private static final FloatVector ARTANH_11 = all(1 / 11f);
  private static final FloatVector ARTANH_13 = all(1 / 13f);
  private static final FloatVector ARTANH_15 = all(1 / 15f);
  private static final FloatVector ERF_SMALL = all(0.927734375f);
  private static final FloatVector ERF_END = all(4f);
  private static final FloatVector ERF_1 = all(-1.72853470e-5f);
  private static final FloatVector ERF_2 = all(3.83197126e-4f);
  private static final FloatVector ERF_3 = all(-3.88396438e-3f);
  private static final FloatVector ERF_4 = all(2.42546219e-2f);
  private static final FloatVector ERF_5 = all(-1.06777877e-1f);
  private static final FloatVector ERF_6 = all(-6.34846687e-1f);
  private static final FloatVector ERF_7 = all(-1.28717512e-1f);
  private static final FloatVector ERF_8 = all(-5.96761703e-4f);
  private static final FloatVector ERF_9 = all(4.99119423e-3f);
  private static final FloatVector ERF_10 = all(-2.67681349e-2f);
  private static final FloatVector ERF_11 = all(1.12819925e-1f);
  private static final FloatVector ERF_12 = all(-3.76125336e-1f);
  private static final FloatVector ERF_13 = all(1.28379166e-1f);

  private FloatMath() {}

  private static FloatVector all(float value) {
    return FloatVector.broadcast(SPECIES, value);
  }

  /** {@code exp(x) = 2^k · exp(r)} with |r| ≤ ln 2 / 2. */
  static FloatVector exp(FloatVector x) {
    FloatVector shifted = x.fma(LOG2_E, ROUNDER);
    FloatVector k = shifted.sub(ROUNDER);
    FloatVector r = k.fma(MINUS_LN2_HIGH, x);
    r = k.fma(MINUS_LN2_LOW, r);
    FloatVector y = expm1Near0(r).add(ONE);
    // In two factors: 2^128 and subnormal powers are not floats with an exponent of their own.
    IntVector power = shifted.reinterpretAsInts().sub(ROUNDER_BITS);
    IntVector half = power.lanewise(ASHR, 1);
    y = y.mul(powerOfTwo(half)).mul(powerOfTwo(power.sub(half)));
    y = y.blend(INFINITY, x.compare(GT, EXP_OVERFLOW));
    return y.blend(ZERO, x.compare(LT, EXP_UNDERFLOW));
  }

  /** {@link #exp} for |x| ≤ 80, where the power of two is a normal number. */
  private static FloatVector smallExp(FloatVector x) {
    FloatVector shifted = x.fma(LOG2_E, ROUNDER);
    FloatVector k = shifted.sub(ROUNDER);
    FloatVector r = k.fma(MINUS_LN2_HIGH, x);
    r = k.fma(MINUS_LN2_LOW, r);
    IntVector power = shifted.reinterpretAsInts().sub(ROUNDER_BITS);
    return expm1Near0(r).add(ONE).mul(powerOfTwo(power));
  }

  private static FloatVector powerOfTwo(IntVector k) {
    return k.add(EXPONENT_BIAS).lanewise(LSHL, 23).reinterpretAsFloats();
  }

  /** {@code exp(r) − 1} for |r| ≤ ln 2 / 2. */
  private static FloatVector expm1Near0(FloatVector r) {
    FloatVector p = r.fma(EXP_1, EXP_2);
    p = p.fma(r, EXP_3);
    p = p.fma(r, EXP_4);
    p = p.fma(r, EXP_5);
    p = p.fma(r, EXP_6);
    return p.fma(r.mul(r), r);
  }

  /** {@code exp(x) − 1 = 2^k · (exp(r) − 1) + (2^k − 1)}. */
  static FloatVector expm1(FloatVector x) {
    FloatVector shifted = x.fma(LOG2_E, ROUNDER);
    FloatVector k = shifted.sub(ROUNDER);
    FloatVector r = k.fma(MINUS_LN2_HIGH, x);
    r = k.fma(MINUS_LN2_LOW, r);
    FloatVector scale = powerOfTwo(shifted.reinterpretAsInts().sub(ROUNDER_BITS));
    FloatVector y = expm1Near0(r).fma(scale, scale.sub(ONE));
    y = y.blend(-1f, x.compare(LT, -20f));
    y = y.blend(exp(x), x.compare(GT, 60f));
    return y.blend(x, x.compare(EQ, 0f)); // keeps the sign of zero
  }

  /** {@code ln x = ln m + e · ln 2} with m in [√½, √2). */
  static FloatVector log(FloatVector x) {
    VectorMask<Float> subnormal = x.compare(LT, Float.MIN_NORMAL);
    FloatVector scaled = x.blend(x.mul(TWO_23), subnormal);
    IntVector bits = scaled.reinterpretAsInts();
    // Counting exponents from √½ on puts m where the polynomial is good.
    IntVector exponent = bits.sub(0x3F3504F3).lanewise(ASHR, 23);
    FloatVector m = bits.sub(exponent.lanewise(LSHL, 23)).reinterpretAsFloats();
    FloatVector e = exponent.add(ROUNDER_BITS).reinterpretAsFloats().sub(ROUNDER);
    e = e.blend(e.sub(23f), subnormal);
    FloatVector f = m.sub(ONE).add(x.sub(x)); // NaN stays NaN
    FloatVector z = f.mul(f);
    FloatVector y = e.fma(LN2_LOW, logPolynomial(f).mul(z));
    y = z.fma(MINUS_HALF, y);
    y = e.fma(LN2_HIGH, f.add(y));
    y = y.blend(INFINITY, x.compare(EQ, INFINITY));
    y = y.blend(MINUS_INFINITY, x.compare(EQ, ZERO));
    return y.blend(NAN, x.compare(LT, ZERO));
  }

  // A method of its own only because C2 inlines nothing above 325 bytes.
  private static FloatVector logPolynomial(FloatVector f) {
    FloatVector p = f.fma(LOG_1, LOG_2);
    p = p.fma(f, LOG_3);
    p = p.fma(f, LOG_4);
    p = p.fma(f, LOG_5);
    p = p.fma(f, LOG_6);
    p = p.fma(f, LOG_7);
    p = p.fma(f, LOG_8);
    p = p.fma(f, LOG_9);
    return p.mul(f);
  }

  /** {@code ln(1 + x)}: the logarithm of the rounded sum, and what rounding lost. */
  static FloatVector log1p(FloatVector x) {
    FloatVector u = x.add(ONE);
    FloatVector lost = x.sub(u.sub(ONE));
    FloatVector y = log(u).add(lost.div(u));
    y = y.blend(u, u.compare(EQ, Float.POSITIVE_INFINITY));
    y = y.blend(Float.NEGATIVE_INFINITY, u.compare(EQ, 0f));
    return y.blend(x, u.compare(EQ, 1f));
  }

  /** An odd polynomial below 0.625, {@code 1 − 2 / (exp(2|x|) + 1)} above. */
  static FloatVector tanh(FloatVector x) {
    FloatVector a = x.lanewise(ABS);
    // From 9.1 on the result is 1.
    FloatVector b = a.blend(TANH_END, a.compare(GT, TANH_END));
    FloatVector large = ONE.sub(TWO.div(smallExp(b.add(b)).add(ONE)));
    FloatVector z = x.mul(x);
    FloatVector p = z.fma(TANH_1, TANH_2);
    p = p.fma(z, TANH_3);
    p = p.fma(z, TANH_4);
    p = p.fma(z, TANH_5);
    FloatVector y = p.mul(z).fma(a, a).blend(large, a.compare(GE, TANH_SMALL));
    // The sign of x, as in copySign.
    return y.reinterpretAsInts().or(x.reinterpretAsInts().and(SIGN)).reinterpretAsFloats();
  }

  /**
   * The same within six units in the last place, in a third of the time: a quotient of polynomials
   * in x², whose relative error is 2e-8 before rounding.
   */
  static FloatVector tanhOfGate(FloatVector x) {
    FloatVector a = x.lanewise(ABS);
    a = a.blend(GATE_END, a.compare(GT, GATE_END));
    FloatVector z = a.mul(a);
    FloatVector p = z.fma(GATE_P4, GATE_P3);
    p = p.fma(z, GATE_P2);
    p = p.fma(z, GATE_P1);
    p = p.fma(z, ONE);
    FloatVector q = z.fma(GATE_Q4, GATE_Q3);
    q = q.fma(z, GATE_Q2);
    q = q.fma(z, GATE_Q1);
    q = q.fma(z, ONE);
    FloatVector y = a.mul(p).div(q);
    y = y.blend(ONE, y.compare(GT, ONE));
    return y.reinterpretAsInts().or(x.reinterpretAsInts().and(SIGN)).reinterpretAsFloats();
  }

  /** {@code 1 / (1 + exp(−x))}, from {@code exp(−|x|)}, which cannot overflow. */
  static FloatVector sigmoid(FloatVector x) {
    FloatVector e = exp(x.lanewise(ABS).neg());
    return ONE.blend(e, x.compare(LT, ZERO)).div(e.add(ONE));
  }

  /** The same, but never less than {@code exp(−80)}, which spares the test for what underflows. */
  static FloatVector sigmoidOfGate(FloatVector x) {
    FloatVector a = x.lanewise(ABS);
    a = a.blend(GATE_LARGE, a.compare(GT, GATE_LARGE));
    FloatVector e = smallExp(a.neg());
    return ONE.blend(e, x.compare(LT, ZERO)).div(e.add(ONE));
  }

  /**
   * {@code max(x, 0) + ln(1 + e)} with {@code e = exp(−|x|)}; the logarithm as {@code 2 artanh(s)},
   * {@code s = e / (2 + e) ≤ 1/3}, whose series needs eight terms and no exponent of e.
   */
  static FloatVector softplus(FloatVector x) {
    FloatVector e = exp(x.lanewise(ABS).neg());
    FloatVector s = e.div(e.add(TWO));
    FloatVector z = s.mul(s);
    FloatVector p = z.fma(ARTANH_15, ARTANH_13);
    p = p.fma(z, ARTANH_11);
    p = p.fma(z, ARTANH_9);
    p = p.fma(z, ARTANH_7);
    p = p.fma(z, ARTANH_5);
    p = p.fma(z, ARTANH_3);
    FloatVector twice = s.add(s);
    // Half of the smallest number is none: tiny e are their own logarithm.
    FloatVector tail = p.mul(z).fma(twice, twice).blend(e, e.compare(LT, 1e-8f));
    return x.blend(ZERO, x.compare(LE, ZERO)).add(tail);
  }

  /**
   * The error function, by two polynomials fitted by N. Juffa: {@code x + x · p(x²)} near 0, {@code
   * 1 − exp(q(|x|))} elsewhere.
   */
  static FloatVector erf(FloatVector x) {
    FloatVector a = x.lanewise(ABS);
    // Beyond 4 the result is 1, and the polynomial could overflow.
    FloatVector t = a.blend(ERF_END, a.compare(GT, ERF_END));
    FloatVector s = x.mul(x);
    FloatVector q = t.fma(ERF_1, ERF_2);
    q = q.fma(t.mul(t), t.fma(ERF_3, ERF_4));
    q = q.fma(t, ERF_5);
    q = q.fma(t, ERF_6);
    q = q.fma(t, ERF_7);
    q = q.fma(t, t.neg());
    FloatVector large = ONE.sub(smallExp(q));
    FloatVector p = s.fma(ERF_8, ERF_9);
    p = p.fma(s, ERF_10);
    p = p.fma(s, ERF_11);
    p = p.fma(s, ERF_12);
    p = p.fma(s, ERF_13);
    FloatVector y = p.fma(a, a).blend(large, a.compare(GT, ERF_SMALL));
    return y.reinterpretAsInts().or(x.reinterpretAsInts().and(SIGN)).reinterpretAsFloats();
  }

  static FloatVector floor(FloatVector x) {
    FloatVector near = round(x);
    return copySign(near.blend(near.sub(ONE), near.compare(GT, x)), x);
  }

  static FloatVector ceil(FloatVector x) {
    FloatVector near = round(x);
    return copySign(near.blend(near.add(ONE), near.compare(LT, x)), x);
  }

  static FloatVector trunc(FloatVector x) {
    FloatVector a = x.lanewise(ABS);
    FloatVector near = round(a);
    return copySign(near.blend(near.sub(ONE), near.compare(GT, a)), x);
  }

  /**
   * To the nearest integer, ties to even: adding 2^23 drops the fraction. From 2^23 on every float
   * is whole.
   */
  static FloatVector round(FloatVector x) {
    FloatVector a = x.lanewise(ABS);
    FloatVector whole = a.add(TWO_23).sub(TWO_23);
    return x.blend(copySign(whole, x), a.compare(LT, 8388608f));
  }

  /** The magnitude of the first with the sign of the second. */
  static FloatVector copySign(FloatVector magnitude, FloatVector sign) {
    IntVector high = sign.reinterpretAsInts().and(SIGN);
    return magnitude.reinterpretAsInts().and(MAGNITUDE).or(high).reinterpretAsFloats();
  }

  /** {@code 2^x}; whole numbers give exact powers. */
  static FloatVector exp2(FloatVector x) {
    FloatVector shifted = x.add(ROUNDER);
    FloatVector y = expm1Near0(x.sub(shifted.sub(ROUNDER)).mul(LN2)).add(ONE);
    IntVector power = shifted.reinterpretAsInts().sub(ROUNDER_BITS);
    IntVector half = power.lanewise(ASHR, 1);
    y = y.mul(powerOfTwo(half)).mul(powerOfTwo(power.sub(half)));
    y = y.blend(Float.POSITIVE_INFINITY, x.compare(GE, 128f));
    return y.blend(0f, x.compare(LT, -150f));
  }
}
