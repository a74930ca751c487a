package keratin.cpu;

import static keratin.cpu.Assembler.Gp.R10;
import static keratin.cpu.Assembler.Gp.R11;
import static keratin.cpu.Assembler.Gp.R12;
import static keratin.cpu.Assembler.Gp.R13;
import static keratin.cpu.Assembler.Gp.R14;
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

/** Writes the machine code that packs columns of op(B) into panels for {@link SgemmCode}. */
final class PackCode {
  private static final Gp[] ROWS = {RAX, R10, R11, RBX, RBP, R12, R13, R14};
  private static final Gp[] SAVED = {RBX, RBP, R12, R13, R14};
  private static final Memory MASK = at(RSP, 8 * SAVED.length + 8);
  private static final int TAIL_MASK = 15;

  private PackCode() {}

  /**
   * Columns of a matrix in rows: from rdi, rows rsi bytes apart, rdx of them, to rcx.
   *
   * @param bytes of a vector
   * @param masked whether the last vector is only loaded where r8 says; zeros elsewhere
   */
  static void columns(Assembler out, int bytes, int vectors, boolean masked) {
    if (masked && bytes == 64) {
      out.mask(1, R8);
    } else if (masked) {
      out.vector(Vector.LOAD, bytes, TAIL_MASK, 0, at(R8, 0));
    }
    int nextRow = out.here();
    for (int v = 0; v < vectors; v++) {
      Memory from = at(RDI, v * bytes);
      if (!masked || v < vectors - 1) {
        out.vector(Vector.LOAD, bytes, v, 0, from);
      } else if (bytes == 64) {
        out.masked(Vector.LOAD, bytes, v, 0, from, 1);
      } else {
        out.vector(Vector.LOAD_MASKED, bytes, v, TAIL_MASK, from);
      }
    }
    for (int v = 0; v < vectors; v++) {
      out.vector(Vector.STORE, bytes, v, 0, at(RCX, v * bytes));
    }
    out.whole(Whole.ADD, RDI, RSI);
    out.add(RCX, vectors * bytes);
    out.add(RDX, -1);
    out.jump(If.NOT_ZERO, nextRow);
    out.zeroUpper();
    out.ret();
  }

  /**
   * Rows of a matrix into panels of two vectors: from rdi, rows rsi bytes apart, rdx of them, to
   * rcx, r8 panels, r9 bytes apart.
   */
  static void rows(Assembler out, int bytes) {
    int nextRow = out.here();
    out.whole(Whole.MOVE, RAX, RDI);
    out.whole(Whole.MOVE, R10, RCX);
    out.whole(Whole.MOVE, R11, R8);
    int nextPanel = out.here();
    for (int v = 0; v < 2; v++) {
      out.vector(Vector.LOAD, bytes, v, 0, at(RAX, v * bytes));
    }
    for (int v = 0; v < 2; v++) {
      out.vector(Vector.STORE, bytes, v, 0, at(R10, v * bytes));
    }
    out.add(RAX, 2 * bytes);
    out.whole(Whole.ADD, R10, R9);
    out.add(R11, -1);
    out.jump(If.NOT_ZERO, nextPanel);
    out.whole(Whole.ADD, RDI, RSI);
    out.add(RCX, 2 * bytes);
    out.add(RDX, -1);
    out.jump(If.NOT_ZERO, nextRow);
    out.zeroUpper();
    out.ret();
  }

  /**
   * Eight rows as columns: from rdi, rows rsi bytes apart, the last one at rdx, repeated as often
   * as there are fewer; rcx steps, to r8, r9 bytes apart. The mask is that of the last one to three
   * steps, if there are any.
   */
  static void transposed(Assembler out) {
    for (Gp saved : SAVED) {
      out.push(saved);
    }
    for (int row = 0; row < ROWS.length; row++) {
      if (row == 0) {
        out.whole(Whole.MOVE, ROWS[0], RDI);
      } else {
        out.address(ROWS[row], at(ROWS[row - 1], RSI, 1, 0));
      }
      out.whole(Whole.COMPARE, ROWS[row], RDX);
      out.moveIf(If.ABOVE, ROWS[row], RDX);
    }
    out.add(RCX, -4);
    int few = out.jump(If.BELOW_ZERO);
    int nextSteps = out.here();
    transposeFour(out, false);
    for (int step = 0; step < 4; step++) {
      out.vector(Vector.STORE, 32, step, 0, at(R8, 0));
      out.whole(Whole.ADD, R8, R9);
    }
    for (Gp row : ROWS) {
      out.add(row, 16);
    }
    out.add(RCX, -4);
    out.jump(If.NOT_BELOW_ZERO, nextSteps);
    out.land(few);
    out.add(RCX, 4);
    int none = out.jump(If.ZERO);
    out.load(RDX, MASK);
    out.vector(Vector.LOAD, 16, TAIL_MASK, 0, at(RDX, 0));
    transposeFour(out, true);
    int[] ends = new int[3];
    for (int step = 0; step < 3; step++) {
      out.vector(Vector.STORE, 32, step, 0, at(R8, 0));
      out.whole(Whole.ADD, R8, R9);
      out.add(RCX, -1);
      ends[step] = out.jump(If.ZERO);
    }
    for (int end : ends) {
      out.land(end);
    }
    out.land(none);
    out.zeroUpper();
    for (int i = SAVED.length - 1; i >= 0; i--) {
      out.pop(SAVED[i]);
    }
    out.ret();
  }

  /** Four steps of eight rows into the vectors 0 to 3. */
  private static void transposeFour(Assembler out, boolean masked) {
    // The lower half holds rows 0 to 3, the upper 4 to 7: transposing 4 x 4 in both halves is all.
    for (int row = 0; row < 4; row++) {
      Memory low = at(ROWS[row], 0);
      Memory high = at(ROWS[row + 4], 0);
      if (masked) {
        out.vector(Vector.LOAD_MASKED, 16, 4 + row, TAIL_MASK, low);
        out.vector(Vector.LOAD_MASKED, 16, 8, TAIL_MASK, high);
        out.vector(Vector.INSERT_HALF, 32, 4 + row, 4 + row, 8, 1);
      } else {
        out.vector(Vector.LOAD, 16, 4 + row, 0, low);
        out.vector(Vector.INSERT_HALF, 32, 4 + row, 4 + row, high, 1);
      }
    }
    out.vector(Vector.UNPACK_LOW, 32, 8, 4, 5);
    out.vector(Vector.UNPACK_HIGH, 32, 9, 4, 5);
    out.vector(Vector.UNPACK_LOW, 32, 10, 6, 7);
    out.vector(Vector.UNPACK_HIGH, 32, 11, 6, 7);
    out.vector(Vector.SHUFFLE, 32, 0, 8, 10, 0x44);
    out.vector(Vector.SHUFFLE, 32, 1, 8, 10, 0xEE);
    out.vector(Vector.SHUFFLE, 32, 2, 9, 11, 0x44);
    out.vector(Vector.SHUFFLE, 32, 3, 9, 11, 0xEE);
  }
}
