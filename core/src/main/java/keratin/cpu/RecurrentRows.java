package keratin.cpu;

import static keratin.cpu.FloatRows.load;
import static keratin.cpu.FloatRows.next;
import static keratin.cpu.FloatRows.store;

import jdk.incubator.vector.FloatVector;

/**
 * What recurrent cells do with a block of samples at one step, forwards and backwards, beside the
 * products.
 *
 * <p>Rows have at least as many units as a vector has lanes. The last vector of a row may overlap
 * the one before, so nothing is written to where it is read from. Rows of states are {@code 4u}
 * bytes apart, rows of notes and of gates as many as they are wide; other distances are given.
 */
final class RecurrentRows {
  /*
   * Short loops, each over rows and columns: what the compiler takes as a whole must not be more
   * than it looks through, or vectors become objects. An LSTM's way back took 1500 ns a row of 64
   * units as one loop that was inlined into its caller; this way it takes 55.
   */

  /** Fewest units. */
  static final int LANES = FloatMath.SPECIES.length();

  private RecurrentRows() {}

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

  // ---- any cell ----

  /** {@code y = σ(a + b)} for n columns of every row. */
  static void sigmoid(long a, long rowA, long b, long rowB, long y, long rowY, long rows, int n) {
    for (long row = 0; row < rows; row++) {
      for (int i = 0; i < n; i = next(i, n)) {
        long o = 4L * i;
        FloatVector sum = load(a + row * rowA + o).add(load(b + row * rowB + o));
        store(FloatMath.sigmoidOfGate(sum), y + row * rowY + o);
      }
    }
  }

  /** {@code y = tanh(a + b)} for n columns of every row. */
  static void tanh(long a, long rowA, long b, long rowB, long y, long rowY, long rows, int n) {
    for (long row = 0; row < rows; row++) {
      for (int i = 0; i < n; i = next(i, n)) {
        long o = 4L * i;
        FloatVector sum = load(a + row * rowA + o).add(load(b + row * rowB + o));
        store(FloatMath.tanhOfGate(sum), y + row * rowY + o);
      }
    }
  }

  /** {@code y = tanh(a)}. */
  static void tanh(long a, long y, long rows, int u) {
    for (long row = 0; row < rows; row++) {
      long at = row * 4 * u;
      for (int i = 0; i < u; i = next(i, u)) {
        long o = at + 4L * i;
        store(FloatMath.tanhOfGate(load(a + o)), y + o);
      }
    }
  }

  /** {@code y = a + b} for n columns of every row. */
  static void sum(long a, long rowA, long b, long rowB, long y, long rowY, long rows, int n) {
    for (long row = 0; row < rows; row++) {
      for (int i = 0; i < n; i = next(i, n)) {
        long o = 4L * i;
        store(load(a + row * rowA + o).add(load(b + row * rowB + o)), y + row * rowY + o);
      }
    }
  }

  /** {@code y = a · b}, where rows of a are {@code rowA} apart. */
  static void product(long a, long rowA, long b, long y, long rows, int u) {
    for (long row = 0; row < rows; row++) {
      long at = row * 4 * u;
      for (int i = 0; i < u; i = next(i, u)) {
        long o = 4L * i;
        store(load(a + row * rowA + o).mul(load(b + at + o)), y + at + o);
      }
    }
  }

  /** {@code dx = (dh + more) · (1 − h²)}. */
  static void simpleBack(long h, long dh, long more, long dx, long rows, int u) {
    FloatVector one = one();
    for (long row = 0; row < rows; row++) {
      long at = row * 4 * u;
      for (int i = 0; i < u; i = next(i, u)) {
        long o = at + 4L * i;
        FloatVector dy = load(dh + o).add(load(more + o));
        store(dy.mul(slope(load(h + o), one)), dx + o);
      }
    }
  }

  // ---- LSTM: the notes are i, f, g, o ----

  /** {@code c = f · c₋₁ + i · g}. */
  static void carry(long notes, long before, long c, long rows, int u) {
    long part = 4L * u;
    for (long row = 0; row < rows; row++) {
      for (int i = 0; i < u; i = next(i, u)) {
        long o = row * part + 4L * i;
        long at = notes + 4 * row * part + 4L * i;
        FloatVector kept = load(at + part).mul(load(before + o));
        store(load(at).fma(load(at + 2 * part), kept), c + o);
      }
    }
  }

  /** {@code h = o · tanh(c)}. */
  static void lstm(long notes, long c, long h, long rows, int u) {
    long part = 4L * u;
    for (long row = 0; row < rows; row++) {
      for (int i = 0; i < u; i = next(i, u)) {
        long o = row * part + 4L * i;
        FloatVector out = load(notes + (4 * row + 3) * part + 4L * i);
        store(out.mul(FloatMath.tanhOfGate(load(c + o))), h + o);
      }
    }
  }

  /**
   * The gradients of the output gate's sum, and of c.
   *
   * @param bent {@code tanh(c)}
   * @param dh, more the gradient of h, in two parts
   * @param dc the gradient of c that comes from the step after
   * @param total the whole gradient of c
   */
  static void lstmBack(
      long notes, long bent, long dh, long more, long dc, long dx, long total, long rows, int u) {
    FloatVector one = one();
    long part = 4L * u;
    for (long row = 0; row < rows; row++) {
      long last = (4 * row + 3) * part;
      for (int i = 0; i < u; i = next(i, u)) {
        long o = row * part + 4L * i;
        FloatVector out = load(notes + last + 4L * i);
        FloatVector y = load(bent + o);
        FloatVector dy = load(dh + o).add(load(more + o));
        store(dy.mul(y).mul(bell(out, one)), dx + last + 4L * i);
        store(dy.mul(out).fma(slope(y, one), load(dc + o)), total + o);
      }
    }
  }

  /** The gradients of the other gates' sums, and of c₋₁. */
  static void carryBack(
      long notes, long before, long total, long dx, long dBefore, long rows, int u) {
    FloatVector one = one();
    long part = 4L * u;
    for (long row = 0; row < rows; row++) {
      for (int i = 0; i < u; i = next(i, u)) {
        long o = row * part + 4L * i;
        long at = 4 * row * part + 4L * i;
        FloatVector in = load(notes + at);
        FloatVector forget = load(notes + at + part);
        FloatVector fresh = load(notes + at + 2 * part);
        FloatVector dc = load(total + o);
        store(dc.mul(fresh).mul(bell(in, one)), dx + at);
        store(dc.mul(load(before + o)).mul(bell(forget, one)), dx + at + part);
        store(dc.mul(in).mul(slope(fresh, one)), dx + at + 2 * part);
        store(dc.mul(forget), dBefore + o);
      }
    }
  }

  // ---- GRU: the notes are z, r, g, and q where the product comes before the reset ----

  /** {@code g = tanh(x + r · q)}. */
  static void candidate(long notes, long x, long rows, int u) {
    long part = 4L * u;
    for (long row = 0; row < rows; row++) {
      for (int i = 0; i < u; i = next(i, u)) {
        long at = notes + 4 * row * part + 4L * i;
        FloatVector in = load(x + 3 * row * part + 4L * i);
        store(FloatMath.tanhOfGate(load(at + part).fma(load(at + 3 * part), in)), at + 2 * part);
      }
    }
  }

  /** {@code h = z · h₋₁ + (1 − z) · g}, where rows of notes are {@code rowNotes} apart. */
  static void mix(long notes, long rowNotes, long before, long h, long rows, int u) {
    long part = 4L * u;
    for (long row = 0; row < rows; row++) {
      for (int i = 0; i < u; i = next(i, u)) {
        long o = row * part + 4L * i;
        long at = notes + row * rowNotes + 4L * i;
        FloatVector fresh = load(at + 2 * part);
        store(load(at).fma(load(before + o).sub(fresh), fresh), h + o);
      }
    }
  }

  /**
   * The gradients of the update gate's sum, of the tanh's, and of h₋₁ past the product.
   *
   * @param dh, more the gradient of h, in two parts
   */
  static void mixBack(
      long notes,
      long rowNotes,
      long before,
      long dh,
      long more,
      long dx,
      long direct,
      long rows,
      int u) {
    FloatVector one = one();
    long part = 4L * u;
    for (long row = 0; row < rows; row++) {
      for (int i = 0; i < u; i = next(i, u)) {
        long o = row * part + 4L * i;
        long at = notes + row * rowNotes + 4L * i;
        long to = dx + 3 * row * part + 4L * i;
        FloatVector update = load(at);
        FloatVector fresh = load(at + 2 * part);
        FloatVector dy = load(dh + o).add(load(more + o));
        store(dy.mul(load(before + o).sub(fresh)).mul(bell(update, one)), to);
        store(dy.mul(one.sub(update)).mul(slope(fresh, one)), to + 2 * part);
        store(dy.mul(update), direct + o);
      }
    }
  }

  /** The gradient of the reset gate's sum, and those of the state's three parts. */
  static void candidateBack(long notes, long dx, long dState, long rows, int u) {
    FloatVector one = one();
    long part = 4L * u;
    for (long row = 0; row < rows; row++) {
      for (int i = 0; i < u; i = next(i, u)) {
        long at = notes + 4 * row * part + 4L * i;
        long o = 3 * row * part + 4L * i;
        FloatVector reset = load(at + part);
        FloatVector dFresh = load(dx + o + 2 * part);
        FloatVector dReset = dFresh.mul(load(at + 3 * part)).mul(bell(reset, one));
        store(load(dx + o), dState + o);
        store(dReset, dx + o + part);
        store(dReset, dState + o + part);
        store(dFresh.mul(reset), dState + o + 2 * part);
      }
    }
  }

  /**
   * What the gradient of the gated state, {@code r · h₋₁}, adds.
   *
   * @param gated that gradient
   * @param direct the gradient of h₋₁ so far
   * @param to the same with what is added
   */
  static void resetBack(
      long notes, long before, long gated, long direct, long dx, long to, long rows, int u) {
    FloatVector one = one();
    long part = 4L * u;
    for (long row = 0; row < rows; row++) {
      for (int i = 0; i < u; i = next(i, u)) {
        long o = row * part + 4L * i;
        long at = 3 * row * part + 4L * i + part;
        FloatVector reset = load(notes + at);
        FloatVector g = load(gated + o);
        store(g.mul(load(before + o)).mul(bell(reset, one)), dx + at);
        store(g.fma(reset, load(direct + o)), to + o);
      }
    }
  }
}
