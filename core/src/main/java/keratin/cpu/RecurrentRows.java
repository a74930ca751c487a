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

  /** {@code c = f · c₋₁ + i · g, h = o · tanh(c)}; the notes are i, f, g, o. */
  static void lstm(long notes, long before, long c, long h, int u) {
    long part = 4L * u;
    for (int i = 0; i < u; i = next(i, u)) {
      long o = 4L * i;
      long at = notes + o;
      FloatVector kept = load(at + part).mul(load(before + o));
      FloatVector now = load(at).fma(load(at + 2 * part), kept);
      store(now, c + o);
      store(load(at + 3 * part).mul(FloatMath.tanh(now)), h + o);
    }
  }

  /**
   * The gradients of the four gates' sums, and of c₋₁.
   *
   * @param dh, more the gradient of h, in two parts
   * @param dc the gradient of c that comes from the step after
   */
  static void lstmBack(
      long notes, long before, long c, long dh, long more, long dc, long dx, long dBefore, int u) {
    long part = 4L * u;
    for (int i = 0; i < u; i = next(i, u)) {
      long o = 4L * i;
      long at = notes + o;
      FloatVector in = load(at);
      FloatVector forget = load(at + part);
      FloatVector fresh = load(at + 2 * part);
      FloatVector out = load(at + 3 * part);
      FloatVector dy = load(dh + o).add(load(more + o));
      FloatVector bent = FloatMath.tanh(load(c + o));
      // 1 − tanh², times what comes through the output gate
      FloatVector slope = bent.neg().fma(bent, one());
      FloatVector carry = dy.mul(out).fma(slope, load(dc + o));
      long to = dx + o;
      store(carry.mul(fresh).mul(bell(in)), to);
      store(carry.mul(load(before + o)).mul(bell(forget)), to + part);
      store(carry.mul(in).mul(fresh.neg().fma(fresh, one())), to + 2 * part);
      store(dy.mul(bent).mul(bell(out)), to + 3 * part);
      store(carry.mul(forget), dBefore + o);
    }
  }

  private static FloatVector one() {
    return FloatVector.broadcast(FloatMath.SPECIES, 1);
  }

  /** The slope of the sigmoid where it is y. */
  private static FloatVector bell(FloatVector y) {
    return y.mul(one().sub(y));
  }

  /** {@code dx = (dh + more) · (1 − h²)}. */
  static void simpleBack(long h, long dh, long more, long dx, int u) {
    for (int i = 0; i < u; i = next(i, u)) {
      long o = 4L * i;
      FloatVector y = load(h + o);
      FloatVector slope = y.neg().fma(y, one());
      store(load(dh + o).add(load(more + o)).mul(slope), dx + o);
    }
  }

  /** {@code g = tanh(x + r · q), h = z · h₋₁ + (1 − z) · g}; the notes are z, r, g, q. */
  static void gru(long notes, long x, long before, long h, int u) {
    long part = 4L * u;
    for (int i = 0; i < u; i = next(i, u)) {
      long o = 4L * i;
      long at = notes + o;
      FloatVector sum = load(at + part).fma(load(at + 3 * part), load(x + o));
      mix(at, FloatMath.tanh(sum), part, before + o, h + o);
    }
  }

  /** The same where the product comes after the reset gate: {@code g = tanh(x + q)}. */
  static void gruResetBefore(long notes, long x, long q, long before, long h, int u) {
    long part = 4L * u;
    for (int i = 0; i < u; i = next(i, u)) {
      long o = 4L * i;
      FloatVector fresh = FloatMath.tanh(load(x + o).add(load(q + o)));
      mix(notes + o, fresh, part, before + o, h + o);
    }
  }

  private static void mix(long update, FloatVector fresh, long part, long before, long h) {
    store(fresh, update + 2 * part);
    store(load(update).fma(load(before).sub(fresh), fresh), h);
  }

  /**
   * The gradients of the input's three parts, of the state's three parts, and of h₋₁ past the
   * product.
   */
  static void gruBack(
      long notes, long before, long dh, long more, long dx, long dState, long direct, int u) {
    long part = 4L * u;
    for (int i = 0; i < u; i = next(i, u)) {
      long o = 4L * i;
      long at = notes + o;
      FloatVector update = load(at);
      FloatVector reset = load(at + part);
      FloatVector fresh = load(at + 2 * part);
      FloatVector dy = load(dh + o).add(load(more + o));
      FloatVector dFresh = dy.mul(one().sub(update)).mul(fresh.neg().fma(fresh, one()));
      FloatVector dUpdate = dy.mul(load(before + o).sub(fresh)).mul(bell(update));
      FloatVector dReset = dFresh.mul(load(at + 3 * part)).mul(bell(reset));
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
    long part = 4L * u;
    for (int i = 0; i < u; i = next(i, u)) {
      long o = 4L * i;
      long at = notes + o;
      FloatVector update = load(at);
      FloatVector fresh = load(at + 2 * part);
      FloatVector dy = load(dh + o).add(load(more + o));
      store(dy.mul(load(before + o).sub(fresh)).mul(bell(update)), dx + o);
      FloatVector slope = fresh.neg().fma(fresh, one());
      store(dy.mul(one().sub(update)).mul(slope), dx + o + 2 * part);
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
    long part = 4L * u;
    for (int i = 0; i < u; i = next(i, u)) {
      long o = 4L * i;
      FloatVector reset = load(notes + o + part);
      FloatVector g = load(gated + o);
      store(g.mul(load(before + o)).mul(bell(reset)), dx + o + part);
      store(g.fma(reset, load(direct + o)), to + o);
    }
  }
}
