package keratin.memory;

/**
 * A piece of off-heap memory that one or more tensors share.
 *
 * <p>Counted by the {@link Storage}s that point at it; the last one returns it to the allocator's
 * free list. Guarded by the allocator's lock.
 */
final class Block {
  final long address;
  final long capacity;
  final int sizeClass;
  int references;

  Block(long address, long capacity, int sizeClass) {
    this.address = address;
    this.capacity = capacity;
    this.sizeClass = sizeClass;
  }
}
