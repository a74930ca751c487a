package keratin.cpu;

import java.util.concurrent.ConcurrentLinkedQueue;
import keratin.memory.Memory;
import keratin.memory.Storage;

/**
 * Working memory of one call of a kernel: a part that all threads share, and a part for each of
 * them. It comes from the host's allocator, so it is counted, limited and recycled as tensors are.
 */
final class Workspace implements AutoCloseable {
  private static final long LINE = 64;

  private final Storage storage;
  private final ConcurrentLinkedQueue<Long> free = new ConcurrentLinkedQueue<>();

  /** Room for {@code shared} bytes, and {@code own} bytes for each thread of the pool. */
  Workspace(String name, long shared, long own) {
    long first = round(shared);
    long each = round(own);
    int threads = Pool.threads();
    storage = Memory.host().allocate(this, () -> name, Math.max(1, first + threads * each));
    for (int i = 0; i < threads; i++) {
      free.add(storage.address() + first + i * each);
    }
  }

  /** The bytes rounded up to whole cache lines. */
  static long round(long bytes) {
    return Math.ceilDiv(bytes, LINE) * LINE;
  }

  /** The address of the shared part. */
  long shared() {
    return storage.address();
  }

  /** The address of a part that nobody else uses until it is given {@link #back}. */
  long take() {
    Long address = free.poll();
    if (address == null) {
      throw new IllegalStateException("more pieces at once than threads in the pool");
    }
    return address;
  }

  void back(long address) {
    free.add(address);
  }

  @Override
  public void close() {
    storage.release("the end of a kernel");
  }
}
