package keratin.ops;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;
import keratin.tensor.DType;
import keratin.tensor.Engine;
import keratin.tensor.IndexException;
import keratin.tensor.Ints;
import keratin.tensor.ScatterAdd;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are reduced by the number of their segment, and updates that are put at positions: both
 * are many rows to one.
 *
 * <p>Segment numbers are integers whose shape begins the shape of the data; rows of negative number
 * are left out. Results are {@code (numSegments, rest)}.
 */
abstract class Segments extends Gathering {
  Segments() {}

  /** Two numbers to one, for both kinds of numbers. */
  private enum Join {
    MAX(Math::max, Math::max),
    MIN(Math::min, Math::min),
    PROD((a, b) -> a * b, (a, b) -> a * b);

    final DoubleBinaryOperator reals;
    final LongBinaryOperator integers;

    Join(DoubleBinaryOperator reals, LongBinaryOperator integers) {
      this.reals = reals;
      this.integers = integers;
    }

    /** What nothing is joined to: the end of the dtype, or 1. */
    double start(DType dtype) {
      return switch (this) {
        case MAX -> lowest(dtype);
        case MIN -> highest(dtype);
        case PROD -> 1;
      };
    }
  }

  // ---- segments ----

  /** Sums of the rows of equal segment numbers; 0 for a segment without rows. */
  public static Tensor segmentSum(Tensor data, Tensor segmentIds, int numSegments) {
    if (Composition.isSymbolic(data, segmentIds)) {
      return Composition.of(
          "segment_sum", in -> segmentSum(in[0], in[1], numSegments), data, segmentIds);
    }
    Tensor ids = segmentIds.reshape(-1);
    Tensor rows = rows("segment_sum", data, segmentIds);
    if (ids.size() > 0 && ids.min().longValue() < 0) {
      Tensor inside = ids.greaterEqual(0);
      int[] dims = new int[rows.rank()];
      Arrays.fill(dims, 1);
      dims[0] = -1;
      rows = Tensor.where(inside.reshape(dims), rows, rows.zerosLike());
      ids = Tensor.where(inside, ids, ids.zerosLike());
    }
    return Engine.run(new ScatterAdd(0, numSegments), rows, ids);
  }

  /**
   * As {@link #segmentSum(Tensor, Tensor, int)}.
   *
   * @param numSegments null for one more than the largest segment number
   * @param sorted promises that segment numbers do not fall; they are checked
   */
  public static Tensor segmentSum(
      Tensor data, Tensor segmentIds, @Nullable Integer numSegments, boolean sorted) {
    return segmentSum(data, segmentIds, count("segment_sum", segmentIds, numSegments, sorted));
  }

  /**
   * The largest of the rows of equal segment numbers, element by element; the gradient is split
   * evenly among equals. The lowest number of the dtype for a segment without rows.
   */
  public static Tensor segmentMax(Tensor data, Tensor segmentIds, int numSegments) {
    return joined(Join.MAX, data, segmentIds, numSegments);
  }

  /**
   * As {@link #segmentMax(Tensor, Tensor, int)}.
   *
   * @param numSegments null for one more than the largest segment number
   * @param sorted promises that segment numbers do not fall; segments without rows are 0 then
   */
  public static Tensor segmentMax(
      Tensor data, Tensor segmentIds, @Nullable Integer numSegments, boolean sorted) {
    int count = count("segment_max", segmentIds, numSegments, sorted);
    Tensor result = segmentMax(data, segmentIds, count);
    return sorted ? zeroWhereEmpty(result, segmentIds, count) : result;
  }

  /**
   * The smallest of the rows of equal segment numbers, element by element; the gradient is split
   * evenly among equals. The highest number of the dtype for a segment without rows.
   */
  public static Tensor segmentMin(Tensor data, Tensor segmentIds, int numSegments) {
    return joined(Join.MIN, data, segmentIds, numSegments);
  }

  /**
   * As {@link #segmentMin(Tensor, Tensor, int)}.
   *
   * @param numSegments null for one more than the largest segment number
   * @param sorted promises that segment numbers do not fall; segments without rows are 0 then
   */
  public static Tensor segmentMin(
      Tensor data, Tensor segmentIds, @Nullable Integer numSegments, boolean sorted) {
    int count = count("segment_min", segmentIds, numSegments, sorted);
    Tensor result = segmentMin(data, segmentIds, count);
    return sorted ? zeroWhereEmpty(result, segmentIds, count) : result;
  }

  /** The products of the rows of equal segment numbers; 1 for a segment without rows. */
  public static Tensor segmentProd(Tensor data, Tensor segmentIds, int numSegments) {
    return joined(Join.PROD, data, segmentIds, numSegments);
  }

  /**
   * As {@link #segmentProd(Tensor, Tensor, int)}.
   *
   * @param numSegments null for one more than the largest segment number
   * @param sorted promises that segment numbers do not fall; they are checked
   */
  public static Tensor segmentProd(
      Tensor data, Tensor segmentIds, @Nullable Integer numSegments, boolean sorted) {
    return segmentProd(data, segmentIds, count("segment_prod", segmentIds, numSegments, sorted));
  }

  /** The means of the rows of equal segment numbers; 0 for a segment without rows. */
  public static Tensor segmentMean(Tensor data, Tensor segmentIds, int numSegments) {
    return segmentSum(data, segmentIds, numSegments)
        .div(sizes(data, segmentIds, numSegments).maximum(1));
  }

  /** As {@link #segmentMean(Tensor, Tensor, int)}, with as many segments as the numbers need. */
  public static Tensor segmentMean(
      Tensor data, Tensor segmentIds, @Nullable Integer numSegments, boolean sorted) {
    return segmentMean(data, segmentIds, count("segment_mean", segmentIds, numSegments, sorted));
  }

  /** The sums of the rows of equal segment numbers, divided by the root of their number. */
  public static Tensor segmentSqrtN(Tensor data, Tensor segmentIds, int numSegments) {
    return segmentSum(data, segmentIds, numSegments)
        .div(sizes(data, segmentIds, numSegments).maximum(1).sqrt());
  }

  /** How many rows each segment has, in a shape that broadcasts with the result. */
  private static Tensor sizes(Tensor data, Tensor segmentIds, int numSegments) {
    Tensor ids = segmentIds.reshape(-1);
    Tensor ones = Engine.beside(data, () -> ones(ids.shape(), floating(data).dtype()));
    int[] dims = new int[data.rank() - segmentIds.rank() + 1];
    Arrays.fill(dims, 1);
    dims[0] = -1;
    return segmentSum(ones, ids, numSegments).reshape(dims);
  }

  private static Tensor zeroWhereEmpty(Tensor result, Tensor segmentIds, int count) {
    if (Composition.isSymbolic(result, segmentIds)) {
      return Composition.of(
          "zero_where_empty", in -> zeroWhereEmpty(in[0], in[1], count), result, segmentIds);
    }
    Tensor sizes = sizes(result, segmentIds.reshape(-1), count);
    return Tensor.where(sizes.greater(0), result, result.zerosLike());
  }

  private static int count(
      String op, Tensor segmentIds, @Nullable Integer numSegments, boolean sorted) {
    if (segmentIds.isSymbolic() && numSegments != null) {
      return numSegments;
    }
    long[] ids = segmentIds.toLongArray();
    for (int i = 1; sorted && i < ids.length; i++) {
      if (ids[i] < ids[i - 1]) {
        throw new TensorException(
            "%s: sorted is true, but segment number %d follows %d. Leave sorted away."
                .formatted(op, ids[i], ids[i - 1]));
      }
    }
    return numSegments != null
        ? numSegments
        : Math.toIntExact(Arrays.stream(ids).max().orElse(-1) + 1);
  }

  /** The data with the axes of the segment numbers made one. */
  private static Tensor rows(String op, Tensor data, Tensor segmentIds) {
    int rank = segmentIds.rank();
    if (rank > data.rank() || !data.shape().slice(0, rank).equals(segmentIds.shape())) {
      throw new ShapeException(
          "%s: the shape %s of the data must begin with that of the segment numbers, %s."
              .formatted(op, data.shape(), segmentIds.shape()));
    }
    Shape rest = data.shape().slice(rank, data.rank());
    return data.reshape(rest.prepend(Math.toIntExact(segmentIds.size())));
  }

  private static Tensor joined(Join join, Tensor data, Tensor segmentIds, int numSegments) {
    String op = "segment_" + join.name().toLowerCase(Locale.ROOT);
    if (Composition.isSymbolic(data, segmentIds)) {
      return Composition.of(op, in -> joined(join, in[0], in[1], numSegments), data, segmentIds);
    }
    Tensor rows = rows(op, data, segmentIds);
    int[] ids = segmentIds.toIntArray();
    for (int id : ids) {
      if (id >= numSegments) {
        throw new IndexException(
            "%s: there is a segment number %d, but there are %d segments, numbered from 0."
                .formatted(op, id, numSegments));
      }
    }
    return joined(join, rows, ids, numSegments);
  }

  private static Tensor joined(Join join, Tensor rows, int[] ids, int numSegments) {
    if (!rows.dtype().isFloating()) {
      return forward(join, rows, ids, numSegments);
    }
    return Ops.customGradient(
        x -> forward(join, x, ids, numSegments),
        (x, y, dy) ->
            join == Join.PROD ? byFactor(x, dy, ids, numSegments) : byEqual(x, y, dy, ids),
        rows);
  }

  private static Tensor forward(Join join, Tensor rows, int[] ids, int numSegments) {
    DType dtype = rows.dtype();
    Shape shape = rows.shape().with(0, numSegments);
    int length = (int) shape.sizeOf(1, shape.rank());
    if (dtype.isFloating()) {
      double[] in = rows.toDoubleArray();
      double[] out = new double[(int) shape.size()];
      Arrays.fill(out, join.start(dtype));
      for (int i = 0; i < in.length; i++) {
        int id = ids[i / length];
        int to = id * length + i % length;
        if (id >= 0) {
          out[to] = join.reals.applyAsDouble(out[to], in[i]);
        }
      }
      return Engine.beside(rows, () -> Tensor.of(out, shape)).cast(dtype);
    }
    long[] in = rows.toLongArray();
    long[] out = new long[(int) shape.size()];
    Arrays.fill(out, (long) join.start(dtype));
    for (int i = 0; i < in.length; i++) {
      int id = ids[i / length];
      int to = id * length + i % length;
      if (id >= 0) {
        out[to] = join.integers.applyAsLong(out[to], in[i]);
      }
    }
    return Engine.beside(rows, () -> Tensor.of(out, shape)).cast(dtype);
  }

  private static Tensor byEqual(Tensor x, Tensor y, Tensor dy, int[] ids) {
    Tensor places = Engine.beside(x, () -> Tensor.of(ids, Shape.of(ids.length)));
    Tensor safe = places.maximum(0);
    Tensor chosen = x.equal(y.gather(safe, 0)).cast(x.dtype());
    Tensor equals = segmentSum(chosen, places, y.shape().dim(0));
    Tensor share = dy.div(equals.maximum(1)).gather(safe, 0).mul(chosen);
    return outsideIsZero(share, places);
  }

  /** The product of the others: of all without zeros, over x where x is not 0. */
  private static Tensor byFactor(Tensor x, Tensor dy, int[] ids, int numSegments) {
    Tensor places = Engine.beside(x, () -> Tensor.of(ids, Shape.of(ids.length)));
    Tensor safe = places.maximum(0);
    Tensor zero = x.equal(0);
    Tensor zeros = segmentSum(zero.cast(x.dtype()), places, numSegments).gather(safe, 0);
    Tensor factors = Tensor.where(zero, x.onesLike(), x);
    Tensor product = joined(Join.PROD, factors, ids, numSegments).gather(safe, 0);
    Tensor others = product.div(factors);
    Tensor counts = zeros.equal(zero.cast(x.dtype()));
    Tensor slope = Tensor.where(counts, others, others.zerosLike());
    return outsideIsZero(dy.gather(safe, 0).mul(slope), places);
  }

  private static Tensor outsideIsZero(Tensor rows, Tensor ids) {
    int[] dims = new int[rows.rank()];
    Arrays.fill(dims, 1);
    dims[0] = -1;
    return Tensor.where(ids.greaterEqual(0).reshape(dims), rows, rows.zerosLike());
  }

  // ---- updates ----

  /** As {@link #scatterNd}: Keras' name. */
  public static Tensor scatter(Tensor indices, Tensor values, Shape shape) {
    return scatterNd(indices, values, shape);
  }

  /** As {@link #tensorScatterNdUpdate}: Keras' name. */
  public static Tensor scatterUpdate(Tensor x, Tensor indices, Tensor updates) {
    return tensorScatterNdUpdate(x, indices, updates);
  }

  /**
   * {@code x} with the elements or slices at the positions in the last axis of {@code indices}
   * joined with updates.
   *
   * @param reduction {@code "add"}, {@code "max"}, {@code "min"} or {@code "mul"}; null to replace,
   *     where of several updates for one position the last counts
   */
  public static Tensor scatterUpdate(
      Tensor x, Tensor indices, Tensor updates, @Nullable String reduction) {
    if (reduction == null) {
      return tensorScatterNdUpdate(x, indices, updates);
    }
    return switch (reduction) {
      case "add" -> tensorScatterNdAdd(x, indices, updates);
      case "max" -> tensorScatterNdMax(x, indices, updates);
      case "min" -> tensorScatterNdMin(x, indices, updates);
      case "mul" -> scattered(Join.PROD, x, indices, updates);
      default ->
          throw new TensorException(
              "scatter_update: \"%s\" is no reduction. Use \"add\", \"max\", \"min\", \"mul\" or null."
                  .formatted(reduction));
    };
  }

  /** {@code x} with updates subtracted at the positions in the last axis of {@code indices}. */
  public static Tensor tensorScatterNdSub(Tensor x, Tensor indices, Tensor updates) {
    if (Composition.isSymbolic(x, indices, updates)) {
      return Composition.of(
          "scatter_nd_sub",
          x.spec(),
          in -> tensorScatterNdSub(in[0], in[1], in[2]),
          x,
          indices,
          updates);
    }
    return x.sub(scatterNd(indices, updates, x.shape()));
  }

  /** {@code x}, or updates at the positions in the last axis of {@code indices} if larger. */
  public static Tensor tensorScatterNdMax(Tensor x, Tensor indices, Tensor updates) {
    return scattered(Join.MAX, x, indices, updates);
  }

  /** {@code x}, or updates at the positions in the last axis of {@code indices} if smaller. */
  public static Tensor tensorScatterNdMin(Tensor x, Tensor indices, Tensor updates) {
    return scattered(Join.MIN, x, indices, updates);
  }

  /** The slices of x are the first row of each segment, updates follow. */
  private static Tensor scattered(Join join, Tensor x, Tensor indices, Tensor updates) {
    if (Composition.isSymbolic(x, indices, updates)) {
      return Composition.of(
          "scatter_update",
          x.spec(),
          in -> scattered(join, in[0], in[1], in[2]),
          x,
          indices,
          updates);
    }
    int depth = depth("scatter", indices, x.shape());
    int count = Math.toIntExact(x.shape().sizeOf(0, depth));
    int[] flat = flattened(indices, x.shape(), depth).toIntArray();
    int[] ids = Arrays.copyOf(Ints.range(count).toArray(), count + flat.length);
    System.arraycopy(flat, 0, ids, count, flat.length);
    Shape rest = x.shape().slice(depth, x.rank());
    Tensor rows =
        concat(
            0,
            x.reshape(rest.prepend(count)),
            updates.reshape(rest.prepend(flat.length)).cast(x.dtype()));
    return joined(join, rows, ids, count).reshape(x.shape());
  }
}
