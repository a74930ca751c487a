package keratin.cpu;

import static keratin.cpu.Assembler.Gp.R10;
import static keratin.cpu.Assembler.Gp.R11;
import static keratin.cpu.Assembler.Gp.R12;
import static keratin.cpu.Assembler.Gp.R13;
import static keratin.cpu.Assembler.Gp.R14;
import static keratin.cpu.Assembler.Gp.R15;
import static keratin.cpu.Assembler.Gp.R8;
import static keratin.cpu.Assembler.Gp.R9;
import static keratin.cpu.Assembler.Gp.RAX;
import static keratin.cpu.Assembler.Gp.RBP;
import static keratin.cpu.Assembler.Gp.RBX;
import static keratin.cpu.Assembler.Gp.RCX;
import static keratin.cpu.Assembler.Gp.RDI;
import static keratin.cpu.Assembler.Gp.RDX;
import static keratin.cpu.Assembler.Gp.RSI;
import static keratin.cpu.Assembler.Gp.RSP;
import static keratin.cpu.Assembler.at;

import keratin.cpu.Assembler.Gp;
import keratin.cpu.Assembler.If;
import keratin.cpu.Assembler.Memory;
import keratin.cpu.Assembler.Vector;
import keratin.cpu.Assembler.Whole;

/** Writes the machine code that multiplies strips of rows by a packed panel; one body a kernel. */
final class SgemmCode {
  /*
   * The sums of rows x vectors stay in registers: 6 x 2 where there are 16, which leaves two for
   * the panel's vectors and two in turn for elements of A; 8 x 2 where there are 32. Two FMAs start
   * a cycle and take four, so eight sums would do; more of them save loads.
   *
   * The registers' roles, by the convention of calls in this order:
   *
   *   rdi  where the strip's elements of A begin, or its pointers
   *   rsi  bytes from row to row, from step to step, or the number of segments left
   *   rdx  steps of k
   *   rcx  the strip's first element of C
   *   r8   the panel
   *   r9   bytes from row to row of C; on the stack, where the loops need the register to count
   *   stack: strips; the last vector's mask, 0 if it is whole
   *   xmm0 beta; on the stack
   *   r11  place in the panel
   */

  /** How the elements of A lie. */
  enum Layout {
    /** A row's elements one behind the other, rows a stride apart. */
    ROWS,
    /** A column's elements one behind the other, columns a stride apart. */
    COLUMNS,
    /** Segments of rows anywhere: a pointer for each. */
    POINTERS,
    /**
     * As ROWS, with whole vectors; in place of the mask comes an address from which memory is asked
     * for meanwhile, as many bytes for two strips as the panel has.
     */
    ROWS_AHEAD
  }

  private static final int UNROLL = 4;
  // Lines of 64 bytes asked for in so many steps, with vectors of 32 bytes.
  private static final int LINES = 2;
  private static final Gp[] STARTS = {RAX, RBX, RBP, R10, R12, R13, R14, R15};
  private static final Gp AHEAD = R15;
  private static final Gp[] SAVED = {RBX, RBP, R12, R13, R14, R15};

  // Places on the stack, above the saved registers, segments or stride, C's stride, and beta.
  private static final Memory BETA = at(RSP, 0);
  private static final Memory ROW_C = at(RSP, 8);
  private static final Memory SEGMENTS = at(RSP, 16);
  private static final Memory STRIPS = at(RSP, 24 + 8 * SAVED.length + 8);
  private static final Memory MASK = at(RSP, 24 + 8 * SAVED.length + 16);

  private final Assembler out;
  private final Layout layout;
  private final int bytes;
  private final int strip;
  private final int rows;
  private final int vectors;

  /**
   * A kernel.
   *
   * @param bytes of a vector, 32 or 64
   * @param strip rows that a strip of pointers has
   * @param rows rows of a strip that exist
   * @param vectors 1 or 2, columns of the panel
   */
  SgemmCode(Assembler out, Layout layout, int bytes, int strip, int rows, int vectors) {
    this.out = out;
    this.layout = layout;
    this.bytes = bytes;
    this.strip = strip;
    this.rows = rows;
    this.vectors = vectors;
  }

  void write() {
    for (Gp saved : SAVED) {
      out.push(saved);
    }
    out.push(RSI);
    out.push(R9);
    out.floatBits(RAX, 0);
    out.push(RAX);
    if (layout == Layout.ROWS_AHEAD) {
      out.load(AHEAD, MASK);
    }
    int nextStrip = out.here();
    zeroSums();
    out.whole(Whole.MOVE, R11, R8);
    if (layout == Layout.POINTERS) {
      out.load(RSI, SEGMENTS);
      int nextSegment = out.here();
      sumSegment();
      out.add(RSI, -1);
      out.jump(If.NOT_ZERO, nextSegment);
    } else {
      sumSegment();
    }
    store();
    advance();
    out.add(STRIPS, -1);
    out.jump(If.NOT_ZERO, nextStrip);
    out.zeroUpper();
    out.add(RSP, 24);
    for (int i = SAVED.length - 1; i >= 0; i--) {
      out.pop(SAVED[i]);
    }
    out.ret();
  }

  private void zeroSums() {
    for (int row = 0; row < rows; row++) {
      for (int v = 0; v < vectors; v++) {
        int sum = sum(row, v);
        out.vector(bytes == 64 ? Vector.XOR_64 : Vector.XOR, bytes, sum, sum, sum);
      }
    }
  }

  private void sumSegment() {
    starts();
    // Counts up from -depth, four steps at a time.
    out.whole(Whole.MOVE, R9, RDX);
    out.negate(R9);
    out.compare(R9, -UNROLL);
    int few = out.jump(If.GREATER);
    int nextSteps = out.here();
    steps(UNROLL);
    out.add(R9, UNROLL);
    out.compare(R9, -UNROLL);
    out.jump(If.LESS_OR_EQUAL, nextSteps);
    out.land(few);
    out.whole(Whole.TEST, R9, R9);
    int none = out.jump(If.ZERO);
    int nextStep = out.here();
    steps(1);
    out.add(R9, 1);
    out.jump(If.NOT_ZERO, nextStep);
    out.land(none);
  }

  private void starts() {
    switch (layout) {
      case ROWS, ROWS_AHEAD -> {
        out.whole(Whole.MOVE, STARTS[0], RDI);
        for (int row = 3; row < rows; row += 3) {
          Gp before = STARTS[row / 3 - 1];
          out.address(STARTS[row / 3], at(before, RSI, 2, 0));
          out.whole(Whole.ADD, STARTS[row / 3], RSI);
        }
      }
      case COLUMNS -> out.whole(Whole.MOVE, STARTS[0], RDI);
      case POINTERS -> {
        for (int row = 0; row < rows; row++) {
          out.load(STARTS[row], at(RDI, 8 * row));
        }
        out.add(RDI, 8 * strip);
      }
    }
  }

  /** Adds the products of some steps of k. */
  private void steps(int count) {
    int panel = rows * vectors;
    int elements = panel + vectors;
    int spare = bytes == 64 ? 4 : 16 - elements;
    for (int step = 0; step < count; step++) {
      for (int v = 0; v < vectors; v++) {
        Memory place = at(R11, (step * vectors + v) * bytes);
        out.vector(Vector.LOAD, bytes, panel + v, 0, place);
      }
      for (int row = 0; row < rows; row++) {
        int element = elements + row % spare;
        out.vector(Vector.BROADCAST, bytes, element, 0, element(row, step));
        for (int v = 0; v < vectors; v++) {
          out.vector(Vector.FMA, bytes, sum(row, v), element, panel + v);
        }
      }
      if (layout == Layout.COLUMNS) {
        out.whole(Whole.ADD, STARTS[0], RSI);
      } else if (layout == Layout.ROWS_AHEAD && count == UNROLL && step < LINES * bytes / 32) {
        out.prefetch(at(AHEAD, 64 * step));
      }
    }
    out.add(R11, count * vectors * bytes);
    if (layout == Layout.ROWS_AHEAD && count == UNROLL) {
      out.add(AHEAD, 2 * LINES * bytes);
    }
    if (layout == Layout.ROWS || layout == Layout.ROWS_AHEAD) {
      for (int row = 0; row < rows; row += 3) {
        out.add(STARTS[row / 3], 4 * count);
      }
    } else if (layout == Layout.POINTERS) {
      for (int row = 0; row < rows; row++) {
        out.add(STARTS[row], 4 * count);
      }
    }
  }

  private Memory element(int row, int step) {
    return switch (layout) {
      case ROWS, ROWS_AHEAD -> {
        Gp start = STARTS[row / 3];
        yield row % 3 == 0 ? at(start, 4 * step) : at(start, RSI, row % 3, 4 * step);
      }
      case COLUMNS -> at(STARTS[0], 4 * row);
      case POINTERS -> at(STARTS[row], 4 * step);
    };
  }

  private int sum(int row, int vector) {
    return row * vectors + vector;
  }

  /** {@code C = sums + beta · C}; C is not read if beta is 0. */
  private void store() {
    out.load(R10, ROW_C);
    if (layout == Layout.ROWS_AHEAD) {
      out.set(R9, 0);
    } else {
      out.load(R9, MASK);
    }
    out.load(RBX, BETA);
    // The sign goes out: minus zero is zero too.
    out.address(RBX, at(RBX, RBX, 1, 0));
    out.set(RBP, -2);
    out.whole(Whole.TEST, R9, R9);
    int masked = out.jump(If.NOT_ZERO);
    out.whole(Whole.TEST, RBX, RBP);
    int scaled = out.jump(If.NOT_ZERO);
    storeRows(false, false);
    int done = out.jump();
    out.land(scaled);
    storeRows(false, true);
    int doneScaled = out.jump();
    out.land(masked);
    int mask = rows * vectors + 1;
    if (bytes == 64) {
      out.mask(1, R9);
    } else {
      out.vector(Vector.LOAD, bytes, mask, 0, at(R9, 0));
    }
    out.whole(Whole.TEST, RBX, RBP);
    int maskedScaled = out.jump(If.NOT_ZERO);
    storeRows(true, false);
    int doneMasked = out.jump();
    out.land(maskedScaled);
    storeRows(true, true);
    out.land(done);
    out.land(doneScaled);
    out.land(doneMasked);
  }

  private void storeRows(boolean masked, boolean scaled) {
    int beta = rows * vectors;
    int mask = beta + 1;
    int old = beta + 2;
    if (scaled) {
      out.vector(Vector.BROADCAST, bytes, beta, 0, BETA);
    }
    for (int row = 0; row < rows; row++) {
      for (int v = 0; v < vectors; v++) {
        boolean partly = masked && v == vectors - 1;
        int sum = sum(row, v);
        Memory place = at(RCX, v * bytes);
        if (scaled) {
          if (partly && bytes == 64) {
            out.masked(Vector.LOAD, bytes, old, 0, place, 1);
          } else if (partly) {
            out.vector(Vector.LOAD_MASKED, bytes, old, mask, place);
          } else {
            out.vector(Vector.LOAD, bytes, old, 0, place);
          }
          out.vector(Vector.MULTIPLY, bytes, old, old, beta);
          out.vector(Vector.ADD, bytes, sum, old, sum);
        }
        if (partly && bytes == 64) {
          out.masked(Vector.STORE, bytes, sum, 0, place, 1);
        } else if (partly) {
          out.vector(Vector.STORE_MASKED, bytes, sum, mask, place);
        } else {
          out.vector(Vector.STORE, bytes, sum, 0, place);
        }
      }
      out.whole(Whole.ADD, RCX, R10);
    }
  }

  private void advance() {
    switch (layout) {
      case ROWS, ROWS_AHEAD -> {
        for (int row = 0; row < rows; row++) {
          out.whole(Whole.ADD, RDI, RSI);
        }
      }
      case COLUMNS -> out.add(RDI, 4 * rows);
      case POINTERS -> {}
    }
  }
}
