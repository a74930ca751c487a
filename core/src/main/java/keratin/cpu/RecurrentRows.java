package keratin.cpu;

import static keratin.cpu.FloatRows.load;
import static keratin.cpu.FloatRows.store;

import jdk.incubator.vector.FloatVector;

/**
 * What recurrent cells do with one sample at one step, forwards and backwards, beside the products.
 *
 * <p>Rows have at least as many units as a vector has lanes. The last vector of a row may overlap
 * the one before, so nothing is written to where it is read from.
 */
final class RecurrentRows {
  /** Fewest units. */
  static final int LANES = FloatMath.SPECIES.length();

  private RecurrentRows() {}

  /** The next start in a row of {@code n}: the last vector ends at the row's end. */
  private static int next(int i, int n) {
    return i + LANES < n ? Math.min(i + LANES, n - LANES) : n;
  }

  /** {@code y = σ(a + b)}. */
  static void sigmoid(long a, long b, long y, int n) {
    for (int i = 0; i < n; i = next(i, n)) {
      long o = 4L * i;
      store(FloatMath.sigmoid(load(a + o).add(load(b + o))), y + o);
    }
  }

  /** {@code y = σ(a + b + c)}. */
  static void sigmoid(long a, long b, long c, long y, int n) {
    for (int i = 0; i < n; i = next(i, n)) {
      long o = 4L * i;
      store(FloatMath.sigmoid(load(a + o).add(load(b + o)).add(load(c + o))), y + o);
    }
  }

  /** {@code y = tanh(a + b)}. */
  static void tanh(long a, long b, long y, int n) {
    for (int i = 0; i < n; i = next(i, n)) {
      long o = 4L * i;
      store(FloatMath.tanh(load(a + o).add(load(b + o))), y + o);
    }
  }

  /** {@code y = a · b}. */
  static void product(long a, long b, long y, int n) {
    for (int i = 0; i < n; i = next(i, n)) {
      long o = 4L * i;
      store(load(a + o).mul(load(b + o)), y + o);
    }
  }

  /** {@code y = a + b}. */
  static void sum(long a, long b, long y, int n) {
    for (int i = 0; i < n; i = next(i, n)) {
      long o = 4L * i;
      store(load(a + o).add(load(b + o)), y + o);
    }
  }

  /** {@code y = tanh(a)}. */
  static void tanh(long a, long y, int n) {
    for (int i = 0; i < n; i = next(i, n)) {
      long o = 4L * i;
      store(FloatMath.tanh(load(a + o)), y + o);
    }
  }

  /** {@code c = f · c₋₁ + i · g}; the notes are i, f, g, o. */
  static void carry(long notes, long before, long c, int u) {
    long part = 4L * u;
    for (int i = 0; i < u; i = next(i, u)) {
      long o = 4L * i;
      long at = notes + o;
      FloatVector kept = load(at + part).mul(load(before + o));
      store(load(at).fma(load(at + 2 * part), kept), c + o);
    }
  }

  /** {@code h = o · tanh(c)}. */
  static void lstm(long notes, long c, long h, int u) {
    long out = notes + 12L * u;
    for (int i = 0; i < u; i = next(i, u)) {
      long o = 4L * i;
      store(load(out + o).mul(FloatMath.tanh(load(c + o))), h + o);
    }
  }

  /**
   * The gradients of the four gates' sums, and of c₋₁.
   *
   * @param bent {@code tanh(c)}
   * @param dh, more the gradient of h, in two parts
   * @param dc the gradient of c that comes from the step after
   */
  static void lstmBack(
      long notes,
      long before,
      long bent,
      long dh,
      long more,
      long dc,
      long dx,
      long dBefore,
      int u) {
    FloatVector one = one();
    long part = 4L * u;
    for (int i = 0; i < u; i = next(i, u)) {
      long o = 4L * i;
      long at = notes + o;
      long to = dx + o;
      FloatVector out = load(at + 3 * part);
      FloatVector y = load(bent + o);
      FloatVector dy = load(dh + o).add(load(more + o));
      store(dy.mul(y).mul(bell(out, one)), to + 3 * part);
      FloatVector carry = dy.mul(out).fma(slope(y, one), load(dc + o));
      FloatVector in = load(at);
      FloatVector forget = load(at + part);
      FloatVector fresh = load(at + 2 * part);
      store(carry.mul(fresh).mul(bell(in, one)), to);
      store(carry.mul(load(before + o)).mul(bell(forget, one)), to + part);
      store(carry.mul(in).mul(slope(fresh, one)), to + 2 * part);
      store(carry.mul(forget), dBefore + o);
    }
  }

  private static FloatVector one() {
    return FloatVector.broadcast(FloatMath.SPECIES, 1);
  }

  /** The slope of the sigmoid where it is y. */
  private static FloatVector bell(FloatVector y, FloatVector one) {
    return y.mul(one.sub(y));
  }

  /** The slope of tanh where it is y. */
  private static FloatVector slope(FloatVector y, FloatVector one) {
    return one.sub(y.mul(y));
  }

  /** {@code dx = (dh + more) · (1 − h²)}. */
  static void simpleBack(long h, long dh, long more, long dx, int u) {
    FloatVector one = one();
    for (int i = 0; i < u; i = next(i, u)) {
      long o = 4L * i;
      FloatVector dy = load(dh + o).add(load(more + o));
      store(dy.mul(slope(load(h + o), one)), dx + o);
    }
  }

  /** {@code g = tanh(x + r · q)}; the notes are z, r, g, q. */
  static void candidate(long notes, long x, int u) {
    long part = 4L * u;
    for (int i = 0; i < u; i = next(i, u)) {
      long at = notes + 4L * i;
      FloatVector sum = load(at + part).fma(load(at + 3 * part), load(x + 4L * i));
      store(FloatMath.tanh(sum), at + 2 * part);
    }
  }

  /** {@code h = z · h₋₁ + (1 − z) · g}. */
  static void mix(long notes, long before, long h, int u) {
    long part = 4L * u;
    for (int i = 0; i < u; i = next(i, u)) {
      long o = 4L * i;
      FloatVector fresh = load(notes + o + 2 * part);
      store(load(notes + o).fma(load(before + o).sub(fresh), fresh), h + o);
    }
  }

  /**
   * The gradients of the input's three parts, of the state's three parts, and of h₋₁ past the
   * product.
   */
  static void gruBack(
      long notes, long before, long dh, long more, long dx, long dState, long direct, int u) {
    FloatVector one = one();
    long part = 4L * u;
    for (int i = 0; i < u; i = next(i, u)) {
      long o = 4L * i;
      long at = notes + o;
      FloatVector update = load(at);
      FloatVector reset = load(at + part);
      FloatVector fresh = load(at + 2 * part);
      FloatVector dy = load(dh + o).add(load(more + o));
      FloatVector dFresh = dy.mul(one.sub(update)).mul(slope(fresh, one));
      FloatVector dUpdate = dy.mul(load(before + o).sub(fresh)).mul(bell(update, one));
      FloatVector dReset = dFresh.mul(load(at + 3 * part)).mul(bell(reset, one));
      store(dUpdate, dx + o);
      store(dReset, dx + o + part);
      store(dFresh, dx + o + 2 * part);
      store(dUpdate, dState + o);
      store(dReset, dState + o + part);
      store(dFresh.mul(reset), dState + o + 2 * part);
      store(dy.mul(update), direct + o);
    }
  }

  /** The gradients of the update gate's sum, of the tanh's, and of h₋₁ past both products. */
  static void gruResetBeforeBack(
      long notes, long before, long dh, long more, long dx, long direct, int u) {
    FloatVector one = one();
    long part = 4L * u;
    for (int i = 0; i < u; i = next(i, u)) {
      long o = 4L * i;
      long at = notes + o;
      FloatVector update = load(at);
      FloatVector fresh = load(at + 2 * part);
      FloatVector dy = load(dh + o).add(load(more + o));
      store(dy.mul(load(before + o).sub(fresh)).mul(bell(update, one)), dx + o);
      store(dy.mul(one.sub(update)).mul(slope(fresh, one)), dx + o + 2 * part);
      store(dy.mul(update), direct + o);
    }
  }

  /**
   * What the gradient of the gated state, {@code r · h₋₁}, adds.
   *
   * @param gated that gradient
   * @param direct the gradient of h₋₁ so far
   * @param to the same with what is added
   */
  static void resetBack(long notes, long before, long gated, long direct, long dx, long to, int u) {
    FloatVector one = one();
    long part = 4L * u;
    for (int i = 0; i < u; i = next(i, u)) {
      long o = 4L * i;
      FloatVector reset = load(notes + o + part);
      FloatVector g = load(gated + o);
      store(g.mul(load(before + o)).mul(bell(reset, one)), dx + o + part);
      store(g.fma(reset, load(direct + o)), to + o);
    }
  }
}
