package keratin.memory;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The caching allocator of a device: it owns every byte that tensors of the device use.
 *
 * <p>Fresh pages cost several times the work done on them, so blocks are recycled by size class and
 * never zeroed. Storages outside any scope hang in one doubly linked list until the garbage
 * collector reports their owners; the queue is drained on the allocation path, so no thread of ours
 * is needed.
 *
 * <p>When the reserved bytes pass a target, one garbage collection is asked for and the target is
 * set to twice what survived (the rule by which heaps grow); at the hard limit the cache is given
 * back first, then a {@link MemoryLimitException} lists the biggest live tensors.
 */
public final class Allocator {
  private static final long FIRST_TARGET = 1L << 30;
  private static final int LISTED = 8;
  private static final int LAST_WAITS = 4;

  final ReferenceQueue<Object> queue = new ReferenceQueue<>();
  private final NativeMemory source;
  private final boolean recordOrigins = Boolean.getBoolean("keratin.memory.debug");
  private final List<List<Block>> free = new ArrayList<>();
  private @Nullable Storage first;
  private long limit;
  private long target = FIRST_TARGET;
  private long liveCount;
  private long liveBytes;
  private long inUse;
  private long cached;
  private long peak;

  /** An allocator over {@code source} that never reserves more than {@code limit} bytes. */
  public Allocator(NativeMemory source, long limit) {
    this.source = source;
    this.limit = limit;
  }

  /** Memory for {@code bytes} bytes, uninitialised, held for {@code owner} in the current scope. */
  public Storage allocate(Object owner, Storage.Describable description, long bytes) {
    drain();
    Scope scope = Scope.current();
    synchronized (this) {
      Block block = take(description, bytes);
      return hold(owner, description, block, bytes, scope);
    }
  }

  Storage share(Storage storage, Object owner, Storage.Describable description) {
    Scope scope = Scope.current();
    synchronized (this) {
      Block block = storage.block;
      if (block == null) {
        throw storage.released();
      }
      return hold(owner, description, block, storage.bytes, scope);
    }
  }

  private Storage hold(
      Object owner,
      Storage.Describable description,
      Block block,
      long bytes,
      @Nullable Scope scope) {
    Storage storage = new Storage(this, owner, description, block, bytes);
    block.references++;
    liveCount++;
    liveBytes += bytes;
    if (recordOrigins) {
      storage.origin = new Throwable("made here");
    }
    if (scope != null) {
      scope.add(storage);
    } else {
      link(storage);
    }
    return storage;
  }

  synchronized void release(Storage storage, String by) {
    Block block = storage.block;
    if (block == null) {
      return;
    }
    storage.block = null;
    storage.releasedBy = by;
    storage.clear();
    if (storage.scope == null) {
      unlink(storage);
    }
    liveCount--;
    liveBytes -= storage.bytes;
    if (--block.references == 0) {
      inUse -= block.capacity;
      cached += block.capacity;
      freeList(block.sizeClass).add(block);
    }
  }

  synchronized void move(Storage storage, @Nullable Scope destination) {
    if (storage.block == null) {
      throw storage.released();
    }
    if (storage.scope == null && destination == null) {
      return;
    }
    if (storage.scope == null) {
      unlink(storage);
    }
    if (destination == null) {
      storage.scope = null;
      link(storage);
    } else {
      destination.add(storage);
    }
  }

  /** Gives back the memory of owners the garbage collector has found dead. */
  public void drain() {
    Reference<?> dead;
    while ((dead = queue.poll()) != null) {
      release((Storage) dead, "the garbage collector");
    }
  }

  /** Returns cached blocks to the operating system. */
  public synchronized void trim() {
    for (List<Block> blocks : free) {
      for (Block block : blocks) {
        source.free(block.address, block.capacity);
        cached -= block.capacity;
      }
      blocks.clear();
    }
  }

  /** Sets the hard limit in bytes. */
  public synchronized void setLimit(long bytes) {
    limit = bytes;
  }

  /** The counts of this moment. */
  public synchronized MemoryStatistics statistics() {
    return new MemoryStatistics(liveCount, liveBytes, inUse, cached, peak, limit);
  }

  private Block take(Storage.Describable description, long bytes) {
    int sizeClass = SizeClass.of(bytes);
    List<Block> list = freeList(sizeClass);
    Block block;
    if (!list.isEmpty()) {
      block = list.removeLast();
      cached -= block.capacity;
    } else {
      block = fresh(description, bytes, sizeClass);
    }
    inUse += block.capacity;
    peak = Math.max(peak, inUse);
    return block;
  }

  private Block fresh(Storage.Describable description, long bytes, int sizeClass) {
    long capacity = SizeClass.capacity(sizeClass);
    if (inUse + cached + capacity > Math.min(target, limit)) {
      collect(capacity);
      List<Block> list = freeList(sizeClass);
      if (!list.isEmpty()) {
        Block block = list.removeLast();
        cached -= block.capacity;
        return block;
      }
      if (inUse + cached + capacity > limit) {
        trim();
      }
      if (inUse + cached + capacity > limit) {
        throw new MemoryLimitException(limitText(description, bytes));
      }
      target = Math.max(FIRST_TARGET, 2 * (inUse + capacity));
    }
    return new Block(source.allocate(capacity), capacity, sizeClass);
  }

  /** Asks for one collection and takes in what it found. */
  private void collect(long wanted) {
    drain();
    if (inUse + wanted > Math.min(target, limit)) {
      System.gc();
      int waits = 0;
      do {
        awaitReferences();
        drain();
        // Short of the target one wait is enough; at the limit the alternative is an error.
      } while (inUse + wanted > limit && ++waits < LAST_WAITS);
    }
  }

  /** Lets the reference handler pass what the collection found: it runs on a thread of its own. */
  private void awaitReferences() {
    try {
      Reference<?> dead = queue.remove(50);
      if (dead != null) {
        release((Storage) dead, "the garbage collector");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String limitText(Storage.Describable description, long bytes) {
    StringBuilder text = new StringBuilder();
    text.append(
        "Out of tensor memory: %s needs %s, but %s of the limit of %s are in use."
            .formatted(
                description.describe(), Bytes.text(bytes), Bytes.text(inUse), Bytes.text(limit)));
    text.append("\n  The biggest live tensors:");
    biggestLive(LISTED).forEach(line -> text.append("\n    ").append(line));
    text.append(
        "\n  Use a smaller batch, wrap the loop's body in Memory.tidy(), or raise the limit with"
            + " -Dkeratin.memory.limit=BYTES.");
    if (!recordOrigins) {
      text.append(" -Dkeratin.memory.debug=true tells where each was made.");
    }
    return text.toString();
  }

  /**
   * The biggest live tensors, one line each: {@code (32, 784) float32, 98.00 KB}, and where they
   * were made if {@code -Dkeratin.memory.debug=true}. Those in scopes of other threads are left
   * out.
   */
  public synchronized List<String> biggestLive(int count) {
    List<Storage> live = liveStorages();
    live.sort(Comparator.comparingLong((Storage s) -> s.bytes).reversed());
    List<String> lines = new ArrayList<>();
    for (Storage storage : live.subList(0, Math.min(count, live.size()))) {
      String line = storage.description().describe() + ", " + Bytes.text(storage.bytes);
      Throwable origin = storage.origin;
      lines.add(origin == null ? line : line + ", made at " + Origins.caller(origin));
    }
    return lines;
  }

  /** Every storage that is alive outside scopes, and those of the open scopes of this thread. */
  private List<Storage> liveStorages() {
    List<Storage> live = new ArrayList<>();
    for (Storage s = first; s != null; s = s.next) {
      live.add(s);
    }
    Scope scope = Scope.current();
    if (scope != null) {
      scope.collect(live);
    }
    return live;
  }

  private List<Block> freeList(int sizeClass) {
    while (free.size() <= sizeClass) {
      free.add(new ArrayList<>());
    }
    return free.get(sizeClass);
  }

  private void link(Storage storage) {
    storage.next = first;
    if (first != null) {
      first.previous = storage;
    }
    first = storage;
  }

  private void unlink(Storage storage) {
    if (storage.previous != null) {
      storage.previous.next = storage.next;
    } else {
      first = storage.next;
    }
    if (storage.next != null) {
      storage.next.previous = storage.previous;
    }
    storage.previous = null;
    storage.next = null;
  }
}
