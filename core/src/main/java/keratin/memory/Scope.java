package keratin.memory;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of work that gives back at its end what was made inside it and did not escape.
 *
 * <p>Opened by {@link Memory#tidy}; bound to the running thread by a {@link ScopedValue}, so that
 * it cannot stay open by mistake.
 */
public final class Scope {
  static final ScopedValue<Scope> CURRENT = ScopedValue.newInstance();

  private final String name;
  private final @Nullable Scope parent;
  private final int depth;
  private final List<Storage> storages = new ArrayList<>();

  Scope(String name, @Nullable Scope parent) {
    this.name = name;
    this.parent = parent;
    this.depth = parent == null ? 1 : parent.depth + 1;
  }

  /** The innermost open scope of this thread. */
  public static @Nullable Scope current() {
    return CURRENT.isBound() ? CURRENT.get() : null;
  }

  void add(Storage storage) {
    storage.scope = this;
    storages.add(storage);
  }

  void close() {
    String by = "the scope \"" + name + "\"";
    for (Storage storage : storages) {
      if (storage.scope == this) {
        storage.release(by);
      }
    }
    storages.clear();
  }

  /** Ends a storage before its time, if it is held by this scope and by no other. */
  public void release(Storage storage, String by) {
    if (storage.scope == this) {
      storage.release(by);
    }
  }

  /** True if this scope ends before {@code other}; no scope at all ends last. */
  boolean endsBefore(@Nullable Scope other) {
    return depth > (other == null ? 0 : other.depth);
  }

  /** Adds what is alive here and in the scopes around this one. */
  void collect(List<Storage> live) {
    for (Scope scope = this; scope != null; scope = scope.parent) {
      for (Storage storage : scope.storages) {
        if (storage.scope == scope && !storage.isReleased()) {
          live.add(storage);
        }
      }
    }
  }

  /** Hands {@code storage} to the scope around this one, or to the garbage collector. */
  void escape(Storage storage, Allocator allocator) {
    if (storage.scope == this) {
      allocator.move(storage, parent);
    }
  }
}
