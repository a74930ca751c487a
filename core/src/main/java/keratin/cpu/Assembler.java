package keratin.cpu;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes x86-64 machine code: the few instructions that kernels of matrix products need.
 *
 * <p>Vectors of 16 and 32 bytes are encoded in VEX form, of 64 bytes in EVEX form; vector registers
 * are numbered 0 to 15 or 0 to 31. Operands are in Intel's order, the target first.
 *
 * @see <a href="https://www.intel.com/sdm">Intel 64 and IA-32 Architectures Software Developer's
 *     Manual, volume 2, chapter 2</a>
 */
final class Assembler {
  /** General registers, in the order of their numbers. */
  enum Gp {
    RAX,
    RCX,
    RDX,
    RBX,
    RSP,
    RBP,
    RSI,
    RDI,
    R8,
    R9,
    R10,
    R11,
    R12,
    R13,
    R14,
    R15
  }

  /** Memory at {@code base + index · scale + offset}; the index may be missing. */
  record Memory(Gp base, @Nullable Gp index, int scale, int offset) {}

  /** Instructions of two general registers. */
  enum Whole {
    ADD(0x01),
    SUB(0x29),
    COMPARE(0x39),
    TEST(0x85),
    MOVE(0x89);

    private final int code;

    Whole(int code) {
      this.code = code;
    }
  }

  /** Conditions of jumps and moves; ABOVE takes numbers as unsigned. */
  enum If {
    ZERO(0x4),
    NOT_ZERO(0x5),
    ABOVE(0x7),
    BELOW_ZERO(0x8),
    NOT_BELOW_ZERO(0x9),
    LESS_OR_EQUAL(0xE),
    GREATER(0xF);

    private final int code;

    If(int code) {
      this.code = code;
    }
  }

  // Fields of the VEX and EVEX prefixes.
  private static final int NONE = 0;
  private static final int P66 = 1;
  private static final int MAP_0F = 1;
  private static final int MAP_0F38 = 2;
  private static final int MAP_0F3A = 3;

  /** Instructions of vectors of floats. */
  enum Vector {
    LOAD(NONE, MAP_0F, 0x10),
    STORE(NONE, MAP_0F, 0x11),
    /** The second operand is the mask. */
    LOAD_MASKED(P66, MAP_0F38, 0x2C),
    STORE_MASKED(P66, MAP_0F38, 0x2E),
    BROADCAST(P66, MAP_0F38, 0x18),
    /** first += second · third. */
    FMA(P66, MAP_0F38, 0xB8),
    ADD(NONE, MAP_0F, 0x58),
    SUBTRACT(NONE, MAP_0F, 0x5C),
    MULTIPLY(NONE, MAP_0F, 0x59),
    /** Bits; for 64 bytes this is vpxord, because vxorps needs a further extension there. */
    XOR(NONE, MAP_0F, 0x57),
    UNPACK_LOW(NONE, MAP_0F, 0x14),
    UNPACK_HIGH(NONE, MAP_0F, 0x15),
    SHUFFLE(NONE, MAP_0F, 0xC6),
    INSERT_HALF(P66, MAP_0F3A, 0x18),
    XOR_64(P66, MAP_0F, 0xEF);

    private final int prefix;
    private final int map;
    private final int code;

    Vector(int prefix, int map, int code) {
      this.prefix = prefix;
      this.map = map;
      this.code = code;
    }
  }

  private byte[] code = new byte[4096];
  private int size;

  static Memory at(Gp base, int offset) {
    return new Memory(base, null, 1, offset);
  }

  static Memory at(Gp base, Gp index, int scale, int offset) {
    return new Memory(base, index, scale, offset);
  }

  /** What has been written. */
  byte[] bytes() {
    return Arrays.copyOf(code, size);
  }

  /** The place of the next instruction, for jumps back. */
  int here() {
    return size;
  }

  /** Fills up with instructions that do nothing, until {@link #here} is a multiple. */
  void align(int multiple) {
    while (size % multiple != 0) {
      put(0x90);
    }
  }

  void whole(Whole op, Gp target, Gp source) {
    wide(source.ordinal(), 0, target.ordinal());
    put(op.code);
    put(0xC0 | (source.ordinal() & 7) << 3 | target.ordinal() & 7);
  }

  /** {@code target = source} where the condition holds. */
  void moveIf(If condition, Gp target, Gp source) {
    wide(target.ordinal(), 0, source.ordinal());
    put(0x0F);
    put(0x40 | condition.code);
    put(0xC0 | (target.ordinal() & 7) << 3 | source.ordinal() & 7);
  }

  void add(Gp target, int number) {
    number(0, target, number);
  }

  void compare(Gp target, int number) {
    number(7, target, number);
  }

  private void number(int digit, Gp target, int number) {
    wide(0, 0, target.ordinal());
    boolean small = number == (byte) number;
    put(small ? 0x83 : 0x81);
    put(0xC0 | digit << 3 | target.ordinal() & 7);
    if (small) {
      put(number);
    } else {
      putInt(number);
    }
  }

  /** Adds a number to a long in memory and sets the flags. */
  void add(Memory target, int number) {
    wide(0, target);
    put(0x83);
    operand(0, target, 1);
    put(number);
  }

  void negate(Gp target) {
    wide(0, 0, target.ordinal());
    put(0xF7);
    put(0xD8 | target.ordinal() & 7);
  }

  void load(Gp target, Memory source) {
    wide(target.ordinal(), source);
    put(0x8B);
    operand(target.ordinal(), source, 1);
  }

  void store(Memory target, Gp source) {
    wide(source.ordinal(), target);
    put(0x89);
    operand(source.ordinal(), target, 1);
  }

  /** The address itself, not what lies there. */
  void address(Gp target, Memory source) {
    wide(target.ordinal(), source);
    put(0x8D);
    operand(target.ordinal(), source, 1);
  }

  /** The low half of the target, with zeros above. */
  void set(Gp target, int number) {
    if (target.ordinal() > 7) {
      put(0x41);
    }
    put(0xB8 | target.ordinal() & 7);
    putInt(number);
  }

  void push(Gp source) {
    if (source.ordinal() > 7) {
      put(0x41);
    }
    put(0x50 | source.ordinal() & 7);
  }

  void pop(Gp target) {
    if (target.ordinal() > 7) {
      put(0x41);
    }
    put(0x58 | target.ordinal() & 7);
  }

  void prefetch(Memory place) {
    int rex =
        place.base.ordinal() >> 3 | (place.index == null ? 0 : place.index.ordinal() >> 3) << 1;
    if (rex != 0) {
      put(0x40 | rex);
    }
    put(0x0F);
    put(0x18);
    operand(1, place, 1);
  }

  void ret() {
    put(0xC3);
  }

  /** Asks the processor for its features: eax and ecx in, eax, ebx, ecx, edx out. */
  void cpuid() {
    put(0x0F);
    put(0xA2);
  }

  /** Asks for the registers that the operating system saves: ecx in, eax and edx out. */
  void xgetbv() {
    put(0x0F);
    put(0x01);
    put(0xD0);
  }

  /** Jumps back to a place. */
  void jump(If condition, int place) {
    land(place, jump(condition));
  }

  /** Jumps to where {@link #land} will be called with the result. */
  int jump(If condition) {
    put(0x0F);
    put(0x80 | condition.code);
    putInt(0);
    return size;
  }

  /** Jumps always, to where {@link #land} will be called with the result. */
  int jump() {
    put(0xE9);
    putInt(0);
    return size;
  }

  /** Lets a jump end here. */
  void land(int jump) {
    land(size, jump);
  }

  private void land(int place, int jump) {
    int distance = place - jump;
    for (int i = 0; i < 4; i++) {
      code[jump - 4 + i] = (byte) (distance >> 8 * i);
    }
  }

  /** The lowest float of a vector, as an integer with zeros above. */
  void floatBits(Gp target, int source) {
    vex(P66, MAP_0F, 16, source, 0, 0, target.ordinal() >> 3);
    put(0x7E);
    put(0xC0 | (source & 7) << 3 | target.ordinal() & 7);
  }

  /** Sets a mask register of 16 lanes. */
  void mask(int target, Gp source) {
    vex(NONE, MAP_0F, 16, target, 0, 0, source.ordinal() >> 3);
    put(0x92);
    put(0xC0 | target << 3 | source.ordinal() & 7);
  }

  /** Clears the upper halves of the vector registers, as callers compiled for less expect. */
  void zeroUpper() {
    vex(NONE, MAP_0F, 16, 0, 0, 0, 0);
    put(0x77);
  }

  /** An instruction of three vector registers; the second is 0 where there are only two. */
  void vector(Vector op, int bytes, int first, int second, int third) {
    if (bytes == 64) {
      evex(op, first, second, third >> 4 & 1, third >> 3 & 1, 0, false);
    } else {
      vex(op.prefix, op.map, bytes, first, second, 0, third >> 3);
    }
    put(op.code);
    put(0xC0 | (first & 7) << 3 | third & 7);
  }

  /** The same, with a number at the end that says how. */
  void vector(Vector op, int bytes, int first, int second, int third, int how) {
    vector(op, bytes, first, second, third);
    put(how);
  }

  /** An instruction of two vector registers and memory. */
  void vector(Vector op, int bytes, int first, int second, Memory third) {
    masked(op, bytes, first, second, third, 0);
  }

  void vector(Vector op, int bytes, int first, int second, Memory third, int how) {
    vector(op, bytes, first, second, third);
    put(how);
  }

  /** The same for 64 bytes under a mask register: lanes that are off are not touched, or zero. */
  void masked(Vector op, int bytes, int first, int second, Memory third, int mask) {
    int x = third.index == null ? 0 : third.index.ordinal() >> 3;
    int b = third.base.ordinal() >> 3;
    if (bytes == 64) {
      evex(op, first, second, x, b, mask, mask != 0 && op != Vector.STORE);
    } else {
      vex(op.prefix, op.map, bytes, first, second, x, b);
    }
    put(op.code);
    // Short offsets of the EVEX form count what is accessed, not bytes.
    operand(first, third, bytes < 64 ? 1 : op == Vector.BROADCAST ? 4 : 64);
  }

  private void vex(int prefix, int map, int bytes, int reg, int second, int x, int b) {
    int r = reg >> 3;
    int last = (~second & 15) << 3 | (bytes == 32 ? 4 : 0) | prefix;
    if (x == 0 && b == 0 && map == MAP_0F) {
      put(0xC5);
      put((r ^ 1) << 7 | last);
    } else {
      put(0xC4);
      put((r ^ 1) << 7 | (x ^ 1) << 6 | (b ^ 1) << 5 | map);
      put(last);
    }
  }

  private void evex(Vector op, int reg, int second, int x, int b, int mask, boolean zero) {
    put(0x62);
    int high = (reg >> 3 & 1 ^ 1) << 7 | (x ^ 1) << 6 | (b ^ 1) << 5 | (reg >> 4 ^ 1) << 4;
    put(high | op.map);
    put((~second & 15) << 3 | 4 | op.prefix);
    put((zero ? 0x80 : 0) | 0x40 | (second >> 4 ^ 1) << 3 | mask);
  }

  /** The prefix for 64 bits. */
  private void wide(int reg, int x, int b) {
    put(0x48 | reg >> 3 << 2 | x << 1 | b >> 3);
  }

  private void wide(int reg, Memory m) {
    wide(reg, m.index == null ? 0 : m.index.ordinal() >> 3, m.base.ordinal());
  }

  private void operand(int reg, Memory m, int unit) {
    int base = m.base.ordinal() & 7;
    boolean indexed = m.index != null || base == 4;
    int mode = 2;
    if (m.offset == 0 && base != 5) {
      mode = 0;
    } else if (m.offset % unit == 0 && m.offset / unit == (byte) (m.offset / unit)) {
      mode = 1;
    }
    put(mode << 6 | (reg & 7) << 3 | (indexed ? 4 : base));
    if (indexed) {
      int index = m.index == null ? 4 : m.index.ordinal() & 7;
      put(Integer.numberOfTrailingZeros(m.scale) << 6 | index << 3 | base);
    }
    if (mode == 1) {
      put(m.offset / unit);
    } else if (mode == 2) {
      putInt(m.offset);
    }
  }

  private void putInt(int value) {
    for (int i = 0; i < 4; i++) {
      put(value >> 8 * i);
    }
  }

  private void put(int value) {
    if (size == code.length) {
      code = Arrays.copyOf(code, 2 * size);
    }
    code[size++] = (byte) value;
  }
}
