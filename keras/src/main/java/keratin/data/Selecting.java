package keratin.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import keratin.memory.Memory;
import keratin.tensor.DType;
import keratin.tensor.Tensor;

/** Some of the elements, unchanged. */
final class Selecting {
  private static final String LEFT_OUT = "a Dataset, which had left it out";

  private Selecting() {}

  private static boolean test(Predicate<Element> condition, Element element) {
    return Memory.tidy("Dataset.filter", () -> condition.test(element));
  }

  /** Elements that meet a condition; all, or those before the first that does not. */
  static Dataset filter(Dataset input, Predicate<Element> condition, boolean untilFirst) {
    return new Dataset(
        Dataset.UNKNOWN,
        () -> {
          Iterator<Element> upstream = input.iterator();
          return new Source<>() {
            private boolean ended;

            @Override
            boolean advance() {
              while (!ended && upstream.hasNext()) {
                Element next = upstream.next();
                if (test(condition, next)) {
                  return give(next);
                }
                next.release(LEFT_OUT);
                ended = untilFirst;
              }
              return false;
            }
          };
        });
  }

  static Dataset take(Dataset input, long count) {
    long all = input.cardinality();
    long taken =
        count < 0 || all == Dataset.UNKNOWN
            ? all
            : all == Dataset.INFINITE ? count : Math.min(all, count);
    return new Dataset(
        taken,
        () -> {
          Iterator<Element> upstream = input.iterator();
          return new Source<>() {
            private long given;

            @Override
            boolean advance() {
              return given++ != count && upstream.hasNext() && give(upstream.next());
            }
          };
        });
  }

  static Dataset skip(Dataset input, long count) {
    long all = input.cardinality();
    long left = count < 0 ? 0 : all < 0 ? all : Math.max(0, all - count);
    return new Dataset(
        left,
        () -> {
          if (count < 0) {
            return List.<Element>of().iterator();
          }
          Iterator<Element> upstream = input.iterator();
          for (long i = 0; i < count && upstream.hasNext(); i++) {
            upstream.next().release(LEFT_OUT);
          }
          return upstream;
        });
  }

  static Dataset shard(Dataset input, long shards, long index) {
    if (shards < 1 || index < 0 || index >= shards) {
      throw new IllegalArgumentException(
          "shard: the index must be from 0 to numShards − 1, but shard(%d, %d) came."
              .formatted(shards, index));
    }
    long all = input.cardinality();
    long count = all < 0 ? all : all / shards + (index < all % shards ? 1 : 0);
    return new Dataset(
        count,
        () -> {
          Iterator<Element> upstream = input.iterator();
          return new Source<>() {
            private long place;

            @Override
            boolean advance() {
              while (upstream.hasNext()) {
                Element next = upstream.next();
                if (place++ % shards == index) {
                  return give(next);
                }
                next.release(LEFT_OUT);
              }
              return false;
            }
          };
        });
  }

  static Dataset unique(Dataset input) {
    return new Dataset(
        Dataset.UNKNOWN,
        () -> {
          Iterator<Element> upstream = input.iterator();
          Set<List<Object>> seen = new HashSet<>();
          return new Source<>() {
            @Override
            boolean advance() {
              while (upstream.hasNext()) {
                Element next = upstream.next();
                if (seen.add(key(next))) {
                  return give(next);
                }
                next.release(LEFT_OUT);
              }
              return false;
            }
          };
        });
  }

  private static List<Object> key(Element element) {
    List<Object> key = new ArrayList<>();
    for (Tensor x : element.tensors()) {
      key.add(x.spec());
      if (x.dtype() == DType.STRING) {
        key.add(Arrays.asList(x.toStringArray()));
      } else if (x.dtype().isFloating()) {
        key.add(Arrays.stream(x.toDoubleArray()).boxed().toList());
      } else {
        key.add(Arrays.stream(x.cast(DType.INT64).toLongArray()).boxed().toList());
      }
    }
    return key;
  }
}
