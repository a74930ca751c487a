package keratin.data;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Elements that are made before somebody asks for them, by other threads, and given in order.
 *
 * <p>No thread waits for a reader: each element that is taken starts the making of one more, so
 * that an iteration that somebody leaves has nothing left to stop.
 */
final class Ahead {
  private static final Executor THREADS = Thread::startVirtualThread;

  private Ahead() {}

  private static <T extends @Nullable Object> T join(CompletableFuture<T> made) {
    try {
      return made.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case RuntimeException mistake -> throw mistake;
        case Error error -> throw error;
        case null, default -> throw e;
      }
    }
  }

  /** Each element changed by {@code function}, several at a time. */
  static Dataset map(Dataset input, UnaryOperator<Element> function, int parallel) {
    if (parallel < 1) {
      throw new IllegalArgumentException(
          "map: numParallelCalls must be at least 1, but %d came.".formatted(parallel));
    }
    Function<Element, Element> change = before -> Dataset.changed(before, function);
    return new Dataset(
        input.cardinality(),
        () -> {
          Iterator<Element> upstream = input.iterator();
          Deque<CompletableFuture<Element>> making = new ArrayDeque<>();
          return new Source<>() {
            @Override
            boolean advance() {
              while (making.size() < parallel && upstream.hasNext()) {
                Element before = upstream.next();
                making.add(CompletableFuture.supplyAsync(() -> change.apply(before), THREADS));
              }
              return !making.isEmpty() && give(join(making.removeFirst()));
            }
          };
        });
  }

  /** Up to {@code size} elements made ahead by another thread. */
  static Dataset prefetch(Dataset input, int size) {
    return new Dataset(
        input.cardinality(),
        () -> {
          Iterator<Element> upstream = input.iterator();
          Deque<CompletableFuture<@Nullable Element>> making = new ArrayDeque<>();
          return new Source<>() {
            private CompletableFuture<@Nullable Element> last =
                CompletableFuture.completedFuture(null);

            @Override
            boolean advance() {
              while (making.size() < size) {
                // One after the other: an iterator belongs to one thread at a time.
                last = last.thenApplyAsync(before -> upstreamNext(), THREADS);
                making.add(last);
              }
              Element made = join(making.removeFirst());
              return made != null && give(made);
            }

            private @Nullable Element upstreamNext() {
              return upstream.hasNext() ? upstream.next() : null;
            }
          };
        });
  }
}
