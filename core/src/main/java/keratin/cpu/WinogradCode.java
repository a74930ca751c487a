package keratin.cpu;

import static keratin.cpu.Assembler.Gp.R10;
import static keratin.cpu.Assembler.Gp.R11;
import static keratin.cpu.Assembler.Gp.R8;
import static keratin.cpu.Assembler.Gp.R9;
import static keratin.cpu.Assembler.Gp.RAX;
import static keratin.cpu.Assembler.Gp.RBX;
import static keratin.cpu.Assembler.Gp.RCX;
import static keratin.cpu.Assembler.Gp.RDI;
import static keratin.cpu.Assembler.Gp.RDX;
import static keratin.cpu.Assembler.Gp.RSI;
import static keratin.cpu.Assembler.Gp.RSP;
import static keratin.cpu.Assembler.at;

import java.lang.foreign.MemorySegment;
import java.util.function.IntFunction;
import keratin.cpu.Assembler.Gp;
import keratin.cpu.Assembler.If;
import keratin.cpu.Assembler.Memory;
import keratin.cpu.Assembler.Vector;
import keratin.cpu.Assembler.Whole;
import keratin.cpu.Winograd.Transform;

/** Writes the transforms of {@link Winograd} as machine code, with the same bits. */
final class WinogradCode {
  /*
   * Six inputs are in registers 0 to 5, results in 6 to 9, constants from 9 or 10 on. The first
   * pass goes down the columns of a tile into the work room, the second along its rows.
   *
   *   rdi  the tile, rsi bytes to the next pixel, rdx to the next line
   *   rcx  the work room
   *   r8   the result, r9 bytes to the next pixel; on the stack, then r10: to the next line
   *   on the stack, then r11: vectors of channels
   *   rax  the place of value 0, rbx of value 3: all six are at most two steps from one of them
   */

  private static final int EVEN = 6;
  private static final int ODD = 7;
  private static final int SUM = 8;

  private final Assembler out;
  private final int bytes;
  private final Transform transform;
  private final int firstConstant;
  private final float[] constants;

  private WinogradCode(Assembler out, int bytes, Transform transform) {
    this.out = out;
    this.bytes = bytes;
    this.transform = transform;
    this.constants =
        switch (transform) {
          case INPUT ->
              new float[] {
                -Winograd.SUM,
                -Winograd.B2,
                -Winograd.B,
                Winograd.A,
                -Winograd.A2,
                -Winograd.A,
                Winograd.B
              };
          case OUTPUT ->
              new float[] {
                Winograd.A, Winograd.B, Winograd.A2, Winograd.B2, Winograd.A3, Winograd.B3
              };
          case OUTPUT_GRADIENT ->
              new float[] {
                Winograd.A2, Winograd.A, Winograd.A3, Winograd.B2, Winograd.B, Winograd.B3
              };
          case KERNEL ->
              new float[] {
                Winograd.A2,
                Winograd.FACTOR_A,
                Winograd.FACTOR_A * Winograd.A,
                Winograd.B2,
                Winograd.FACTOR_B,
                Winograd.FACTOR_B * Winograd.B
              };
          case KERNEL_GRADIENT ->
              new float[] {
                Winograd.FACTOR_A,
                Winograd.FACTOR_A * Winograd.A,
                Winograd.FACTOR_B,
                Winograd.FACTOR_B * Winograd.B,
                Winograd.A2,
                Winograd.B2
              };
        };
    this.firstConstant = 16 - constants.length;
  }

  /** A function for each transform, in their order. */
  static MemorySegment[] install(int bytes) {
    Assembler out = new Assembler();
    Transform[] transforms = Transform.values();
    int[] starts = new int[transforms.length];
    for (int i = 0; i < starts.length; i++) {
      out.align(32);
      starts[i] = out.here();
      new WinogradCode(out, bytes, transforms[i]).write();
    }
    long code = MachineCode.install(out.bytes()).address();
    MemorySegment[] entries = new MemorySegment[starts.length];
    for (int i = 0; i < starts.length; i++) {
      entries[i] = MemorySegment.ofAddress(code + starts[i]);
    }
    return entries;
  }

  private void write() {
    out.push(RBX);
    out.load(R10, at(RSP, 16));
    out.load(R11, at(RSP, 24));
    for (int i = 0; i < constants.length; i++) {
      out.set(RAX, Float.floatToRawIntBits(constants[i]));
      out.store(at(RCX, 0), RAX);
      out.vector(Vector.BROADCAST, bytes, firstConstant + i, 0, at(RCX, 0));
    }
    int from = transform.from;
    int to = transform.to;
    int nextVector = out.here();
    start(RDI, RDX);
    for (int i = 0; i < from; i++) {
      int column = i;
      pass(value -> strided(value, RDX), value -> at(RCX, (value * from + column) * bytes));
      step(RSI);
    }
    start(R8, R9);
    for (int i = 0; i < to; i++) {
      int row = i;
      pass(value -> at(RCX, (row * from + value) * bytes), value -> strided(value, R9));
      step(R10);
    }
    out.add(RDI, bytes);
    out.add(R8, bytes);
    out.add(R11, -1);
    out.jump(If.NOT_ZERO, nextVector);
    out.zeroUpper();
    out.pop(RBX);
    out.ret();
  }

  private void start(Gp first, Gp stride) {
    out.whole(Whole.MOVE, RAX, first);
    out.address(RBX, at(first, stride, 2, 0));
    out.whole(Whole.ADD, RBX, stride);
  }

  private void step(Gp distance) {
    out.whole(Whole.ADD, RAX, distance);
    out.whole(Whole.ADD, RBX, distance);
  }

  private static Memory strided(int value, Gp stride) {
    Gp base = value < 3 ? RAX : RBX;
    return value % 3 == 0 ? at(base, 0) : at(base, stride, value % 3, 0);
  }

  private void pass(IntFunction<Memory> in, IntFunction<Memory> to) {
    for (int i = 0; i < transform.from; i++) {
      out.vector(Vector.LOAD, bytes, i, 0, in.apply(i));
    }
    switch (transform) {
      case INPUT -> input(to);
      case KERNEL -> kernel(to);
      case OUTPUT -> output(to);
      case OUTPUT_GRADIENT -> outputGradient(to);
      case KERNEL_GRADIENT -> kernelGradient(to);
    }
  }

  private void input(IntFunction<Memory> to) {
    add(SUM, 0, 4);
    fma(SUM, 2, constant(0));
    store(SUM, to.apply(0));
    move(EVEN, 4);
    fma(EVEN, 2, constant(1));
    multiply(ODD, 1, constant(2));
    fma(ODD, 3, constant(3));
    storeBoth(to, 1);
    move(EVEN, 4);
    fma(EVEN, 2, constant(4));
    multiply(ODD, 1, constant(5));
    fma(ODD, 3, constant(6));
    storeBoth(to, 3);
    add(SUM, 1, 5);
    fma(SUM, 3, constant(0));
    store(SUM, to.apply(5));
  }

  private void kernel(IntFunction<Memory> to) {
    store(0, to.apply(0));
    for (int pair = 0; pair < 2; pair++) {
      move(EVEN, 0);
      fma(EVEN, 2, constant(3 * pair));
      multiply(EVEN, EVEN, constant(3 * pair + 1));
      multiply(ODD, 1, constant(3 * pair + 2));
      storeBoth(to, 1 + 2 * pair);
    }
    store(2, to.apply(5));
  }

  private void output(IntFunction<Memory> to) {
    int evenB = 8;
    int oddB = 9;
    add(EVEN, 1, 2);
    subtract(ODD, 1, 2);
    add(evenB, 3, 4);
    subtract(oddB, 3, 4);
    add(1, 0, EVEN);
    add(1, 1, evenB);
    store(1, to.apply(0));
    multiply(2, oddB, constant(1));
    fma(2, ODD, constant(0));
    store(2, to.apply(1));
    multiply(3, evenB, constant(3));
    fma(3, EVEN, constant(2));
    store(3, to.apply(2));
    fma(5, oddB, constant(5));
    fma(5, ODD, constant(4));
    store(5, to.apply(3));
  }

  private void outputGradient(IntFunction<Memory> to) {
    store(0, to.apply(0));
    for (int pair = 0; pair < 2; pair++) {
      move(EVEN, 0);
      fma(EVEN, 2, constant(3 * pair));
      multiply(ODD, 1, constant(3 * pair + 1));
      fma(ODD, 3, constant(3 * pair + 2));
      storeBoth(to, 1 + 2 * pair);
    }
    store(3, to.apply(5));
  }

  private void kernelGradient(IntFunction<Memory> to) {
    int evenB = 8;
    int oddB = 9;
    add(EVEN, 1, 2);
    multiply(EVEN, EVEN, constant(0));
    subtract(ODD, 1, 2);
    multiply(ODD, ODD, constant(1));
    add(evenB, 3, 4);
    multiply(evenB, evenB, constant(2));
    subtract(oddB, 3, 4);
    multiply(oddB, oddB, constant(3));
    add(1, 0, EVEN);
    add(1, 1, evenB);
    store(1, to.apply(0));
    add(2, ODD, oddB);
    store(2, to.apply(1));
    fma(5, evenB, constant(5));
    fma(5, EVEN, constant(4));
    store(5, to.apply(2));
  }

  /** Sum and difference of the even and the odd part: the values at a point and its negative. */
  private void storeBoth(IntFunction<Memory> to, int value) {
    add(SUM, EVEN, ODD);
    store(SUM, to.apply(value));
    subtract(SUM, EVEN, ODD);
    store(SUM, to.apply(value + 1));
  }

  private int constant(int number) {
    return firstConstant + number;
  }

  private void move(int target, int source) {
    out.vector(Vector.LOAD, bytes, target, 0, source);
  }

  private void add(int target, int a, int b) {
    out.vector(Vector.ADD, bytes, target, a, b);
  }

  private void subtract(int target, int a, int b) {
    out.vector(Vector.SUBTRACT, bytes, target, a, b);
  }

  private void multiply(int target, int a, int b) {
    out.vector(Vector.MULTIPLY, bytes, target, a, b);
  }

  private void fma(int target, int a, int b) {
    out.vector(Vector.FMA, bytes, target, a, b);
  }

  private void store(int source, Memory target) {
    out.vector(Vector.STORE, bytes, source, 0, target);
  }
}
