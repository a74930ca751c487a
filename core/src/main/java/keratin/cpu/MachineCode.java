package keratin.cpu;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import keratin.memory.Raw;

/**
 * Machine code in pages of its own: written first, executable afterwards, never both at once.
 *
 * <p>Only for 64-bit x86 under Linux and macOS, where the conventions of calls are the same.
 */
final class MachineCode {
  /*
   * Every function has one type: eight longs and a float, whatever it makes of them. Linking a type
   * costs some 20 ms at start, and a further argument a fraction of a nanosecond. The system's
   * functions are called so, too: what they do not know stays in registers and on the caller's
   * part of the stack, and an int is the lower half of its register.
   *
   * Ordinary calls, not critical ones: a collection need not wait until the product ends.
   */
  private static final FunctionDescriptor TYPE =
      FunctionDescriptor.of(
          JAVA_LONG,
          JAVA_LONG,
          JAVA_LONG,
          JAVA_LONG,
          JAVA_LONG,
          JAVA_LONG,
          JAVA_LONG,
          JAVA_LONG,
          JAVA_LONG,
          JAVA_FLOAT);

  private static final int READ_WRITE = 1 | 2;
  private static final int READ_EXECUTE = 1 | 4;
  private static final int PRIVATE = 2;
  private static final int ANONYMOUS = Processor.mac() ? 0x1000 : 0x20;
  private static final long PAGE = 16 * 1024; // macOS' is the largest

  private static final MethodHandle CALL = Linker.nativeLinker().downcallHandle(TYPE);

  private MachineCode() {}

  /**
   * Makes code executable; it stays until the process ends.
   *
   * @return its first byte
   * @throws UnsupportedOperationException if the system does not allow it
   */
  static MemorySegment install(byte[] code) {
    MemorySegment map = system("mmap");
    MemorySegment protect = system("mprotect");
    long bytes = (code.length + PAGE - 1) / PAGE * PAGE;
    long page = call(map, 0, bytes, READ_WRITE, PRIVATE | ANONYMOUS, -1, 0, 0, 0, 0);
    if (page == -1) {
      throw new UnsupportedOperationException("the system gives no memory for code");
    }
    MemorySegment.copy(MemorySegment.ofArray(code), 0, Raw.ALL, page, code.length);
    if ((int) call(protect, page, bytes, READ_EXECUTE, 0, 0, 0, 0, 0, 0) != 0) {
      call(system("munmap"), page, bytes, 0, 0, 0, 0, 0, 0, 0);
      throw new UnsupportedOperationException("the system does not let memory become code");
    }
    return MemorySegment.ofAddress(page);
  }

  static MemorySegment system(String name) {
    return Linker.nativeLinker()
        .defaultLookup()
        .find(name)
        .orElseThrow(() -> new UnsupportedOperationException("the system has no " + name));
  }

  /** Calls a function; arguments that it does not know do no harm. */
  static long call(
      MemorySegment function,
      long a,
      long b,
      long c,
      long d,
      long e,
      long f,
      long g,
      long h,
      float scale) {
    try {
      return (long) CALL.invokeExact(function, a, b, c, d, e, f, g, h, scale);
    } catch (Throwable t) {
      throw new IllegalStateException("Machine code could not be called.", t);
    }
  }
}
