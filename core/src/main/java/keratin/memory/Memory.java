package keratin.memory;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The host's tensor memory, as a user meets it: {@link #tidy} for loops, {@link #keep} for what
 * must outlive one, {@link #statistics} to look.
 *
 * <p>Nobody has to close a tensor. Where memory matters before the garbage collector would notice,
 * {@code tidy} gives back at its end what was made inside it and is not returned:
 *
 * {@snippet :
 * Tensor loss = Memory.tidy(() -> {
 *   Tensor error = yPred.sub(yTrue);    // given back at the closing brace
 *   return error.square().mean();       // returned: it lives on
 * });
 * }
 */
public final class Memory {
  private static final Allocator HOST = new Allocator(new HostMemory(), defaultLimit());

  private Memory() {}

  /** Something that holds memory: a tensor. */
  public interface Holder {
    /** Every storage that must live as long as this holder is used. */
    Iterable<Storage> storages();
  }

  /** The allocator of the host's memory. */
  public static Allocator host() {
    return HOST;
  }

  /**
   * Runs {@code work} and gives back the memory of every tensor made inside it, except those in its
   * result: a tensor, or collections, maps, arrays and records of tensors.
   */
  public static <T extends @Nullable Object> T tidy(Supplier<T> work) {
    return tidy("tidy", work);
  }

  /** As {@link #tidy(Supplier)}; {@code name} appears in the error that a released tensor gives. */
  public static <T extends @Nullable Object> T tidy(String name, Supplier<T> work) {
    Scope scope = new Scope(name, Scope.current());
    try {
      T result = ScopedValue.where(Scope.CURRENT, scope).call(work::get);
      escape(scope, result);
      return result;
    } finally {
      scope.close();
    }
  }

  /** Runs {@code work} and gives back everything made inside it. */
  public static void tidy(Runnable work) {
    tidy(
        "tidy",
        () -> {
          work.run();
          return null;
        });
  }

  /** Lets {@code holder} outlive every open scope; returns it. */
  public static <T extends Holder> T keep(T holder) {
    for (Storage storage : holder.storages()) {
      storage.keep();
    }
    return holder;
  }

  /** What the host's allocator holds now. */
  public static MemoryStatistics statistics() {
    HOST.drain();
    return HOST.statistics();
  }

  private static void escape(Scope scope, @Nullable Object value) {
    switch (value) {
      case null -> {}
      case Holder holder -> {
        for (Storage storage : holder.storages()) {
          scope.escape(storage, HOST);
        }
      }
      case Collection<?> values -> values.forEach(v -> escape(scope, v));
      case Map<?, ?> map -> map.values().forEach(v -> escape(scope, v));
      case Object[] values -> {
        for (Object v : values) {
          escape(scope, v);
        }
      }
      case Record fields -> escapeFields(scope, fields);
      default -> {}
    }
  }

  private static void escapeFields(Scope scope, Record fields) {
    for (RecordComponent component : fields.getClass().getRecordComponents()) {
      Class<?> type = component.getType();
      if (type.isPrimitive() || type == String.class) {
        continue;
      }
      try {
        var accessor = component.getAccessor();
        accessor.setAccessible(true);
        escape(scope, accessor.invoke(fields));
      } catch (ReflectiveOperationException | RuntimeException e) {
        throw new IllegalStateException(
            "tidy() cannot look into the record "
                + fields.getClass().getName()
                + " that was returned to find its tensors. Make it public, or return a list.",
            e);
      }
    }
  }

  private static long defaultLimit() {
    Long set = Long.getLong("keratin.memory.limit");
    if (set != null) {
      return set;
    }
    long physical = PhysicalMemory.bytes();
    // The Java heap and the process itself need their share of the container too.
    long rest = physical - Runtime.getRuntime().maxMemory() - (256L << 20);
    return Math.max(rest, physical / 2);
  }
}
