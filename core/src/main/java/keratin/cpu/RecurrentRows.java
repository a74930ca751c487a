package keratin.cpu;

import static keratin.cpu.FloatRows.load;
import static keratin.cpu.FloatRows.next;
import static keratin.cpu.FloatRows.store;

import jdk.incubator.vector.FloatVector;
import keratin.memory.Raw;

/**
 * What recurrent cells do with a block of samples at one step, forwards and backwards, beside the
 * products.
 *
 * <p>Rows have at least as many units as a vector has lanes. The last vector of a row may overlap
 * the one before, so nothing is written to where it is read from. Rows of states are {@code 4u}
 * bytes apart, rows of notes as many as they are wide; other distances are given.
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

  /** Whether n numbers are all zero. */
  static boolean isZero(long a, long n) {
    for (long i = 0; i < n; i++) {
      if (Raw.getFloat(a + 4 * i) != 0) {
        return false;
      }
    }
    return true;
  }

  /** {@code y = a} for n columns of every row, of which there may be fewer than lanes here. */
  static void copy(long a, long rowA, long y, long rowY, long rows, int n) {
    if (n < LANES) {
      for (long row = 0; row < rows; row++) {
        for (int i = 0; i < n; i++) {
          Raw.setInt(y + row * rowY + 4L * i, Raw.getInt(a + row * rowA + 4L * i));
        }
      }
      return;
    }
    for (long row = 0; row < rows; row++) {
      for (int i = 0; i < n; i = next(i, n)) {
        long o = 4L * i;
        store(load(a + row * rowA + o), y + row * rowY + o);
      }
    }
  }

  /**
   * {@code y = a} for n columns of every row at some steps, bytes {@code stepA} and {@code stepY}
   * apart: what a row has of all steps is taken together, as it lies together on one side.
   */
  static void copySteps(
      long a, long rowA, long stepA, long y, long rowY, long stepY, long rows, int steps, int n) {
    for (long row = 0; row < rows; row++) {
      copy(a + row * rowA, stepA, y + row * rowY, stepY, steps, n);
    }
  }

  /** {@code y = σ(a)} for n columns of every row. */
  static void sigmoid(long a, long rowA, long y, long rowY, long rows, int n) {
    for (long row = 0; row < rows; row++) {
      for (int i = 0; i < n; i = next(i, n)) {
        long o = 4L * i;
        store(FloatMath.sigmoidOfGate(load(a + row * rowA + o)), y + row * rowY + o);
      }
    }
  }

  /** {@code y = tanh(a)} for n columns of every row. */
  static void tanh(long a, long rowA, long y, long rowY, long rows, int n) {
    for (long row = 0; row < rows; row++) {
      for (int i = 0; i < n; i = next(i, n)) {
        long o = 4L * i;
        store(FloatMath.tanhOfGate(load(a + row * rowA + o)), y + row * rowY + o);
      }
    }
  }

  /** {@code y = a + b} for one row. */
  static void sum(long a, long b, long y, int u) {
    for (int i = 0; i < u; i = next(i, u)) {
      long o = 4L * i;
      store(load(a + o).add(load(b + o)), y + o);
    }
  }

  /** {@code y = a · b}, where rows of y are as far apart as those of b. */
  static void product(long a, long rowA, long b, long row, long y, long rows, int u) {
    for (long r = 0; r < rows; r++) {
      for (int i = 0; i < u; i = next(i, u)) {
        long o = r * row + 4L * i;
        store(load(a + r * rowA + 4L * i).mul(load(b + o)), y + o);
      }
    }
  }

  /** {@code d = (dh + more) · (1 − h²)}. */
  static void simpleBack(
      long h, long rowH, long dh, long more, long rowMore, long d, long rowD, long rows, int u) {
    FloatVector one = one();
    for (long row = 0; row < rows; row++) {
      for (int i = 0; i < u; i = next(i, u)) {
        long o = 4L * i;
        FloatVector dy = load(dh + row * 4 * u + o).add(load(more + row * rowMore + o));
        store(dy.mul(slope(load(h + row * rowH + o), one)), d + row * rowD + o);
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

  /** {@code h = o · tanh(c)}, where rows of h are {@code rowH} apart. */
  static void lstm(long notes, long c, long h, long rowH, long rows, int u) {
    long part = 4L * u;
    for (long row = 0; row < rows; row++) {
      for (int i = 0; i < u; i = next(i, u)) {
        long o = row * part + 4L * i;
        FloatVector out = load(notes + (4 * row + 3) * part + 4L * i);
        store(out.mul(FloatMath.tanhOfGate(load(c + o))), h + row * rowH + 4L * i);
      }
    }
  }

  /**
   * The gradients of the output gate's sum, and of c.
   *
   * @param bent {@code tanh(c)}
   * @param dh, more the gradient of h, in two parts
   * @param dc the gradient of c that comes from the step after
   * @param d the gradient of the sum
   * @param total the whole gradient of c
   */
  static void lstmBack(
      long notes,
      long bent,
      long dh,
      long more,
      long rowMore,
      long dc,
      long d,
      long rowD,
      long total,
      long rows,
      int u) {
    FloatVector one = one();
    long part = 4L * u;
    for (long row = 0; row < rows; row++) {
      long gate = notes + (4 * row + 3) * part;
      for (int i = 0; i < u; i = next(i, u)) {
        long o = row * part + 4L * i;
        FloatVector out = load(gate + 4L * i);
        FloatVector y = load(bent + o);
        FloatVector dy = load(dh + o).add(load(more + row * rowMore + 4L * i));
        store(dy.mul(y).mul(bell(out, one)), d + row * rowD + 4L * i);
        store(dy.mul(out).fma(slope(y, one), load(dc + o)), total + o);
      }
    }
  }

  /** The gradients of the other gates' sums, and of c₋₁. */
  static void carryBack(
      long notes, long before, long total, long d, long rowD, long dBefore, long rows, int u) {
    FloatVector one = one();
    long part = 4L * u;
    for (long row = 0; row < rows; row++) {
      for (int i = 0; i < u; i = next(i, u)) {
        long o = row * part + 4L * i;
        long at = notes + 4 * row * part + 4L * i;
        long to = d + row * rowD + 4L * i;
        FloatVector in = load(at);
        FloatVector forget = load(at + part);
        FloatVector fresh = load(at + 2 * part);
        FloatVector dc = load(total + o);
        store(dc.mul(fresh).mul(bell(in, one)), to);
        store(dc.mul(load(before + o)).mul(bell(forget, one)), to + part);
        store(dc.mul(in).mul(slope(fresh, one)), to + 2 * part);
        store(dc.mul(forget), dBefore + o);
      }
    }
  }

  // ---- GRU: the notes are z, r, g, and q where the product comes before the reset ----

  /** {@code g = tanh(x + r · q)}, where rows of x are {@code rowX} apart. */
  static void candidate(long notes, long x, long rowX, long rows, int u) {
    long part = 4L * u;
    for (long row = 0; row < rows; row++) {
      for (int i = 0; i < u; i = next(i, u)) {
        long at = notes + 4 * row * part + 4L * i;
        FloatVector in = load(x + row * rowX + 4L * i);
        store(FloatMath.tanhOfGate(load(at + part).fma(load(at + 3 * part), in)), at + 2 * part);
      }
    }
  }

  /** {@code h = z · h₋₁ + (1 − z) · g}. */
  static void mix(
      long notes, long rowNotes, long before, long rowBefore, long h, long rowH, long rows, int u) {
    long part = 4L * u;
    for (long row = 0; row < rows; row++) {
      for (int i = 0; i < u; i = next(i, u)) {
        long o = 4L * i;
        long at = notes + row * rowNotes + o;
        FloatVector fresh = load(at + 2 * part);
        FloatVector old = load(before + row * rowBefore + o);
        store(load(at).fma(old.sub(fresh), fresh), h + row * rowH + o);
      }
    }
  }

  /**
   * The gradients of the update gate's sum, of the candidate's, and of h₋₁ past the product.
   *
   * @param dh, more the gradient of h, in two parts
   */
  static void mixBack(
      long notes,
      long rowNotes,
      long before,
      long rowBefore,
      long dh,
      long more,
      long rowMore,
      long dUpdate,
      long dFresh,
      long rowD,
      long direct,
      long rows,
      int u) {
    FloatVector one = one();
    long part = 4L * u;
    for (long row = 0; row < rows; row++) {
      for (int i = 0; i < u; i = next(i, u)) {
        long o = row * part + 4L * i;
        long at = notes + row * rowNotes + 4L * i;
        long to = row * rowD + 4L * i;
        FloatVector update = load(at);
        FloatVector fresh = load(at + 2 * part);
        FloatVector change = load(before + row * rowBefore + 4L * i).sub(fresh);
        FloatVector dy = load(dh + o).add(load(more + row * rowMore + 4L * i));
        store(dy.mul(change).mul(bell(update, one)), dUpdate + to);
        store(dy.mul(one.sub(update)).mul(slope(fresh, one)), dFresh + to);
        store(dy.mul(update), direct + o);
      }
    }
  }

  /**
   * The gradients of the reset gate's sum and of the state's part of the candidate.
   *
   * @param d those of all sums, in the order candidate, update, reset, state's part
   */
  static void candidateBack(long notes, long d, long rowD, long rows, int u) {
    FloatVector one = one();
    long part = 4L * u;
    for (long row = 0; row < rows; row++) {
      for (int i = 0; i < u; i = next(i, u)) {
        long at = notes + 4 * row * part + 4L * i;
        long to = d + row * rowD + 4L * i;
        FloatVector reset = load(at + part);
        FloatVector dFresh = load(to);
        store(dFresh.mul(load(at + 3 * part)).mul(bell(reset, one)), to + 2 * part);
        store(dFresh.mul(reset), to + 3 * part);
      }
    }
  }

  /**
   * What the gradient of the gated state, {@code r · h₋₁}, adds.
   *
   * @param gated that gradient
   * @param direct the gradient of h₋₁ so far
   * @param d the gradient of the reset gate's sum
   * @param to the gradient of h₋₁ with what is added
   */
  static void resetBack(
      long notes,
      long rowNotes,
      long before,
      long rowBefore,
      long gated,
      long direct,
      long d,
      long rowD,
      long to,
      long rows,
      int u) {
    FloatVector one = one();
    long part = 4L * u;
    for (long row = 0; row < rows; row++) {
      for (int i = 0; i < u; i = next(i, u)) {
        long o = row * part + 4L * i;
        FloatVector reset = load(notes + row * rowNotes + part + 4L * i);
        FloatVector old = load(before + row * rowBefore + 4L * i);
        FloatVector g = load(gated + o);
        store(g.mul(old).mul(bell(reset, one)), d + row * rowD + 4L * i);
        store(g.fma(reset, load(direct + o)), to + o);
      }
    }
  }
}
