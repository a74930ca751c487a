package keratin.cpu;

import static keratin.cpu.Assembler.Gp.R8;
import static keratin.cpu.Assembler.Gp.RAX;
import static keratin.cpu.Assembler.Gp.RBX;
import static keratin.cpu.Assembler.Gp.RCX;
import static keratin.cpu.Assembler.Gp.RDI;
import static keratin.cpu.Assembler.Gp.RDX;
import static keratin.cpu.Assembler.Gp.RSI;
import static keratin.cpu.Assembler.at;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Locale;
import keratin.cpu.Assembler.Whole;
import keratin.memory.Raw;

/** What vectors an x86-64 processor and its operating system have, as they say themselves. */
final class Processor {
  private static final int FMA = 1 << 12;
  private static final int SAVES_REGISTERS = 1 << 27;
  private static final int AVX2 = 1 << 5;
  private static final int AVX512F = 1 << 16;
  // Registers that the operating system saves: those of SSE and AVX, and of AVX-512.
  private static final int AVX_STATE = 0x6;
  private static final int AVX512_STATE = 0xE6;

  private Processor() {}

  /** Whether this process can be expected to run x86-64 code of ours; asks no library. */
  static boolean possible() {
    String arch = System.getProperty("os.arch", "");
    String os = System.getProperty("os.name", "");
    return (arch.equals("amd64") || arch.equals("x86_64")) && (os.equals("Linux") || mac());
  }

  static boolean mac() {
    return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac");
  }

  /** Bytes of the widest vectors with fused multiply-add: 64, 32, or 0 if there are none. */
  static int vectorBytes() {
    MemorySegment features = MachineCode.install(features());
    MemorySegment states = MachineCode.install(states());
    try (Arena arena = Arena.ofConfined()) {
      long out = arena.allocate(32, 8).address();
      MachineCode.call(features, 1, 0, 0, 0, out, 0, 0, 0, 0);
      int basic = (int) Raw.getLong(out + 16);
      if ((basic & FMA) == 0 || (basic & SAVES_REGISTERS) == 0) {
        return 0;
      }
      MachineCode.call(features, 0, 0, 0, 0, out, 0, 0, 0, 0);
      if (Raw.getLong(out) < 7) {
        return 0;
      }
      MachineCode.call(features, 7, 0, 0, 0, out, 0, 0, 0, 0);
      int extended = (int) Raw.getLong(out + 8);
      int saved = (int) MachineCode.call(states, 0, 0, 0, 0, 0, 0, 0, 0, 0);
      if ((extended & AVX2) == 0 || (saved & AVX_STATE) != AVX_STATE) {
        return 0;
      }
      boolean wide = (extended & AVX512F) != 0 && (saved & AVX512_STATE) == AVX512_STATE;
      return wide ? 64 : 32;
    }
  }

  /** The four registers that cpuid sets for leaf rdi, part rsi, to where r8 points. */
  private static byte[] features() {
    Assembler out = new Assembler();
    out.push(RBX);
    out.whole(Whole.MOVE, RAX, RDI);
    out.whole(Whole.MOVE, RCX, RSI);
    out.cpuid();
    out.store(at(R8, 0), RAX);
    out.store(at(R8, 8), RBX);
    out.store(at(R8, 16), RCX);
    out.store(at(R8, 24), RDX);
    out.pop(RBX);
    out.ret();
    return out.bytes();
  }

  private static byte[] states() {
    Assembler out = new Assembler();
    out.whole(Whole.MOVE, RCX, RDI);
    out.xgetbv();
    out.ret();
    return out.bytes();
  }
}
