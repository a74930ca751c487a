package keratin.data;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import keratin.ops.Ops;
import keratin.ops.Ragged;
import keratin.tensor.Ints;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Elements gathered into batches, and batches taken apart. */
final class Batching {
  private Batching() {}

  static long count(Dataset input, int size, boolean dropRemainder) {
    long all = input.cardinality();
    return all < 0 ? all : (all + (dropRemainder ? 0 : size - 1)) / size;
  }

  private static void requirePositive(String what, int size) {
    if (size < 1) {
      throw new IllegalArgumentException(
          "%s: batchSize must be at least 1, but %d came.".formatted(what, size));
    }
  }

  /** Batches that {@code join} makes of lists of elements; it takes the elements over. */
  private static <T> Parts<T> joined(
      String what,
      Dataset input,
      int size,
      boolean dropRemainder,
      Function<List<Element>, T> join) {
    requirePositive(what, size);
    return new Parts<>(
        count(input, size, dropRemainder),
        () -> {
          Iterator<Element> upstream = input.iterator();
          return new Source<>() {
            @Override
            boolean advance() {
              List<Element> rows = new ArrayList<>();
              while (rows.size() < size && upstream.hasNext()) {
                rows.add(upstream.next());
              }
              boolean full = !rows.isEmpty() && !(dropRemainder && rows.size() < size);
              return full && give(join.apply(rows));
            }
          };
        });
  }

  static Dataset batch(Dataset input, int size, boolean dropRemainder) {
    return joined("batch", input, size, dropRemainder, Batching::stack).map(batch -> batch);
  }

  /** The elements along a new first axis, and their memory given back. */
  static Element stack(List<Element> rows) {
    return columns(rows, (column, i) -> Ops.stack(0, column.toArray(new Tensor[0])));
  }

  private static Element columns(
      List<Element> rows, BiFunction<List<Tensor>, Integer, Tensor> join) {
    Element first = rows.getFirst();
    List<Tensor> joined = new ArrayList<>();
    for (int i = 0; i < first.size(); i++) {
      int position = i;
      joined.add(join.apply(rows.stream().map(r -> r.get(position)).toList(), position));
    }
    rows.forEach(row -> row.release("Dataset.batch, which had copied it into its batch"));
    return first.with(joined);
  }

  // ---- padding ----

  /**
   * How batches are padded.
   *
   * @param shapes of every part of an element, where an unknown length is that of the longest; null
   *     if all are unknown
   * @param values what is filled in, for every part; null for zeros and empty strings
   */
  record Padding(@Nullable List<Shape> shapes, @Nullable List<?> values) {
    Tensor join(List<Tensor> column, int position) {
      Shape shape = target(column, position);
      Object value = values == null ? null : values.get(position);
      List<Tensor> padded = new ArrayList<>();
      for (Tensor x : column) {
        int[][] paddings = new int[x.rank()][2];
        for (int axis = 0; axis < x.rank(); axis++) {
          paddings[axis][1] = shape.dim(axis) - x.shape().dim(axis);
        }
        padded.add(padded(x, paddings, value));
      }
      return Ops.stack(0, padded.toArray(new Tensor[0]));
    }

    private static Tensor padded(Tensor x, int[][] paddings, @Nullable Object value) {
      return switch (value) {
        case null -> Ops.pad(x, paddings);
        case Number number -> Ops.pad(x, paddings, number.doubleValue());
        default ->
            throw new IllegalArgumentException(
                "paddedBatch: %s are padded with empty strings or numbers, but %s came."
                    .formatted(x.dtype(), value));
      };
    }

    private Shape target(List<Tensor> column, int position) {
      Shape wanted = shapes == null ? null : shapes.get(position);
      int[] dims = new int[column.getFirst().rank()];
      for (Tensor x : column) {
        if (x.rank() != dims.length || wanted != null && wanted.rank() != dims.length) {
          throw new ShapeException(
              "paddedBatch: elements must have one rank, but %s came, to be padded to %s."
                  .formatted(column.stream().map(Tensor::shape).toList(), wanted));
        }
        for (int axis = 0; axis < dims.length; axis++) {
          int fixed = wanted == null ? Shape.UNKNOWN : wanted.dim(axis);
          int length = x.shape().dim(axis);
          if (fixed != Shape.UNKNOWN && length > fixed) {
            throw new ShapeException(
                "paddedBatch: an element %s is longer than %s, which it is to be padded to."
                    .formatted(x.shape(), wanted));
          }
          dims[axis] = fixed == Shape.UNKNOWN ? Math.max(dims[axis], length) : fixed;
        }
      }
      return Shape.of(dims);
    }
  }

  static Dataset padded(Dataset input, int size, Padding padding, boolean dropRemainder) {
    return joined("paddedBatch", input, size, dropRemainder, rows -> columns(rows, padding::join))
        .map(batch -> batch);
  }

  static Parts<Ragged> ragged(Dataset input, int size, boolean dropRemainder) {
    return joined("raggedBatch", input, size, dropRemainder, Batching::ragged);
  }

  private static Ragged ragged(List<Element> rows) {
    int[] bounds = new int[rows.size() + 1];
    List<Tensor> values = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      Tensor row = rows.get(i).x();
      if (row.rank() != 1 || rows.get(i).size() != 1) {
        throw new ShapeException(
            "raggedBatch: elements must be one vector each, but %d tensors came, the first %s."
                .formatted(rows.get(i).size(), row.shape()));
      }
      bounds[i + 1] = bounds[i] + row.shape().dim(0);
      values.add(row);
    }
    Ragged batch =
        new Ragged(Ops.concat(0, values.toArray(new Tensor[0])), List.of(Ints.of(bounds)));
    rows.forEach(row -> row.release("Dataset.raggedBatch, which had copied it into its batch"));
    return batch;
  }

  // ---- taking apart ----

  static Dataset unbatch(Dataset input) {
    return new Dataset(
        Dataset.UNKNOWN,
        () -> {
          Iterator<Element> upstream = input.iterator();
          return new Source<>() {
            private @Nullable Element batch;
            private int row;

            @Override
            boolean advance() {
              while (batch == null || row == Dataset.rows(batch)) {
                if (batch != null) {
                  batch.release("Dataset.unbatch, which had given all its rows");
                  batch = null;
                }
                if (!upstream.hasNext()) {
                  return false;
                }
                batch = upstream.next();
                row = 0;
              }
              return give(batch.row(row++));
            }
          };
        });
  }

  // ---- buckets by length ----

  /** Elements are gathered by key; a group that has {@code size} of them becomes a batch. */
  static Dataset bucketed(
      Dataset input, ToLongFunction<Element> length, int[] bounds, int[] sizes, Padding padding) {
    if (sizes.length != bounds.length + 1) {
      throw new IllegalArgumentException(
          "bucketBySequenceLength: %d bounds make %d buckets, but there are %d batch sizes."
              .formatted(bounds.length, bounds.length + 1, sizes.length));
    }
    return new Dataset(
        Dataset.UNKNOWN,
        () -> {
          Iterator<Element> upstream = input.iterator();
          List<List<Element>> buckets = new ArrayList<>();
          for (int i = 0; i < sizes.length; i++) {
            buckets.add(new ArrayList<>());
          }
          return new Source<>() {
            @Override
            boolean advance() {
              while (upstream.hasNext()) {
                Element next = upstream.next();
                int key = bucket(length.applyAsLong(next), bounds);
                List<Element> bucket = buckets.get(key);
                bucket.add(next);
                if (bucket.size() == sizes[key]) {
                  return flush(bucket);
                }
              }
              // What is left comes in the order of the buckets.
              for (List<Element> bucket : buckets) {
                if (!bucket.isEmpty()) {
                  return flush(bucket);
                }
              }
              return false;
            }

            private boolean flush(List<Element> bucket) {
              Element batch = columns(bucket, padding::join);
              bucket.clear();
              return give(batch);
            }
          };
        });
  }

  private static int bucket(long length, int[] bounds) {
    int key = 0;
    while (key < bounds.length && length >= bounds[key]) {
      key++;
    }
    return key;
  }
}
