package keratin.memory;

import java.lang.ref.PhantomReference;
import org.jspecify.annotations.Nullable;

/**
 * One tensor's hold on a block of memory, and the end of that hold.
 *
 * <p>A storage ends in one of three ways, whichever comes first: its {@link Scope} closes, somebody
 * calls {@link #release}, or its owner is garbage and the allocator finds it in the reference
 * queue.
 */
public final class Storage extends PhantomReference<Object> {
  private final Allocator allocator;
  final long bytes;
  private final Describable description;
  @Nullable Block block;
  // Where this storage is held: a scope's list, or the allocator's list of free-living storages.
  @Nullable Scope scope;
  @Nullable String releasedBy;
  @Nullable Storage previous;
  @Nullable Storage next;
  @Nullable Throwable origin;

  Storage(Allocator allocator, Object owner, Describable description, Block block, long bytes) {
    super(owner, allocator.queue);
    this.allocator = allocator;
    this.description = description;
    this.block = block;
    this.bytes = bytes;
  }

  /** What an error says of the memory: it must not refer to the owner, or that would never die. */
  @FunctionalInterface
  public interface Describable {
    /** For example {@code (32, 784) float32}. */
    String describe();
  }

  /**
   * The address of the first byte, 64-byte aligned.
   *
   * @throws ReleasedException if the memory was released
   */
  public long address() {
    Block held = block;
    if (held == null) {
      throw released();
    }
    return held.address;
  }

  /** True once the memory was given back. */
  public boolean isReleased() {
    return block == null;
  }

  /** Gives the memory back; later use is an error that names {@code by}. Does nothing twice. */
  public void release(String by) {
    allocator.release(this, by);
  }

  /** Another hold on the same memory, for {@code owner}, in the current scope. */
  public Storage share(Object owner, Describable description) {
    return allocator.share(this, owner, description);
  }

  /** Lets this storage outlive every open scope: from now on the garbage collector ends it. */
  public void keep() {
    allocator.move(this, null);
  }

  /** Moves this storage out of scopes that end before {@code other} does. */
  public void outlive(@Nullable Scope other) {
    Scope held = scope;
    if (held != null && block != null && held.endsBefore(other)) {
      allocator.move(this, other);
    }
  }

  Describable description() {
    return description;
  }

  ReleasedException released() {
    return new ReleasedException(description.describe(), releasedBy == null ? "?" : releasedBy);
  }
}
