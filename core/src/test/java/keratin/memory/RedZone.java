package keratin.memory;

/**
 * The bytes of a block behind its tensor: nobody may write there.
 *
 * <p>The whole block is filled with a pattern before a kernel runs; what the kernel leaves
 * unwritten shows as wrong numbers, what it writes too far shows here.
 */
public final class RedZone {
  private static final byte PATTERN = (byte) 0xA7;

  private RedZone() {}

  /** Fills the whole block of a tensor of {@code bytes} bytes. */
  public static void paint(long address, long bytes) {
    Raw.fill(address, SizeClass.capacity(SizeClass.of(bytes)), PATTERN);
  }

  /** The distance from the tensor's end to the first byte that was written, or −1. */
  public static long breach(long address, long bytes) {
    long capacity = SizeClass.capacity(SizeClass.of(bytes));
    for (long i = bytes; i < capacity; i++) {
      if (Raw.getByte(address + i) != PATTERN) {
        return i - bytes;
      }
    }
    return -1;
  }
}
