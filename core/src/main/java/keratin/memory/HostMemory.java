package keratin.memory;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The C library's heap. Arenas would zero every page first, and could not be given back one by one
 * without an object for each.
 */
final class HostMemory implements NativeMemory {
  private static final long ALIGNMENT = 64;
  private static final MethodHandle MALLOC;
  private static final MethodHandle FREE;
  private static final @Nullable MethodHandle ADVISE;

  /*
   * A walk through 64 MB touches 16384 pages of 4 KB, more than the processor keeps translations
   * for. Linux backs large blocks with pages of 2 MB where it is asked to; elsewhere, and if it has
   * none to spare, nothing changes.
   */
  private static final long LARGE = 4L << 20;
  private static final long PAGE = 4096;
  private static final int HUGE_PAGES = 14;

  static {
    Linker linker = Linker.nativeLinker();
    MALLOC =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("malloc"),
            FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
    FREE =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("free"),
            FunctionDescriptor.ofVoid(ValueLayout.JAVA_LONG));
    ADVISE =
        System.getProperty("os.name", "").equals("Linux")
            ? linker
                .defaultLookup()
                .find("madvise")
                .map(
                    function ->
                        linker.downcallHandle(
                            function,
                            FunctionDescriptor.of(
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_INT)))
                .orElse(null)
            : null;
  }

  // aligned_alloc is missing on Windows, so the pointer that free() wants is remembered here.
  private final Map<Long, Long> pointers = new HashMap<>();

  @Override
  public synchronized long allocate(long bytes) {
    try {
      long pointer = (long) MALLOC.invokeExact(bytes + ALIGNMENT);
      if (pointer == 0) {
        throw new MemoryLimitException(
            "The operating system has no "
                + Bytes.text(bytes)
                + " left for a tensor. Use a smaller batch or fewer tensors at a time.");
      }
      long address = (pointer + ALIGNMENT - 1) & -ALIGNMENT;
      pointers.put(address, pointer);
      if (ADVISE != null && bytes >= LARGE) {
        long page = (address + PAGE - 1) & -PAGE;
        // Its answer does not matter: it is a wish.
        int ignored = (int) ADVISE.invokeExact(page, address + bytes - page & -PAGE, HUGE_PAGES);
      }
      return address;
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public synchronized void free(long address, long bytes) {
    Long pointer = pointers.remove(address);
    if (pointer == null) {
      throw new IllegalStateException("free of an address that was not allocated");
    }
    try {
      FREE.invokeExact((long) pointer);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
