package keratin.memory;

/** Where an allocator gets fresh memory from: the host's heap, or a device's. */
public interface NativeMemory {
  /** The address of {@code bytes} fresh bytes, aligned to 64. */
  long allocate(long bytes);

  /** Gives back what {@link #allocate} returned. */
  void free(long address, long bytes);
}
