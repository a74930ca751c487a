package keratin.ops;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import keratin.tensor.Engine;
import keratin.tensor.IndexException;
import keratin.tensor.Ints;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;

/** Tensors cut into parts and put together again, and several axes moved or made at once. */
abstract class Splitting extends Arrangement {
  Splitting() {}

  /**
   * {@code x}, if its shape is as expected; lengths that are unknown in one of both fit anything.
   *
   * @throws ShapeException if it is not
   */
  public static Tensor ensureShape(Tensor x, Shape expected) {
    boolean fits = x.rank() == expected.rank();
    for (int i = 0; fits && i < x.rank(); i++) {
      int is = x.shape().dim(i);
      int should = expected.dim(i);
      fits = is == should || is == Shape.UNKNOWN || should == Shape.UNKNOWN;
    }
    if (!fits) {
      throw new ShapeException(
          "ensureShape: the shape is %s, but %s is expected.".formatted(x.shape(), expected));
    }
    return x;
  }

  /**
   * {@code sections} parts along an axis, the first ones longer by one where the length is no
   * multiple: 7 in 3 parts is 3, 2, 2.
   */
  public static List<Tensor> arraySplit(Tensor x, int sections, int axis) {
    if (sections < 1) {
      throw new ShapeException(
          "array_split: the number of sections must be positive, but is %d.".formatted(sections));
    }
    int length = x.shape().dim(axis);
    int[] sizes = new int[sections];
    if (Composition.isOpen(x, axis)) {
      Arrays.fill(sizes, Shape.UNKNOWN);
      return Composition.parts(
          "array_split", in -> arraySplit(in.getFirst(), sections, axis), x, axis, sizes);
    }
    Arrays.setAll(sizes, i -> length / sections + (i < length % sections ? 1 : 0));
    return split(x, sizes, axis);
  }

  /** The parts between cuts before these indices along an axis: NumPy's split by indices. */
  public static List<Tensor> splitAt(Tensor x, int[] indices, int axis) {
    int length = x.shape().dim(axis);
    if (Composition.isOpen(x, axis)) {
      int[] lengths = new int[indices.length + 1];
      Arrays.fill(lengths, Shape.UNKNOWN);
      return Composition.parts(
          "split", in -> splitAt(in.getFirst(), indices, axis), x, axis, lengths);
    }
    List<Tensor> parts = new ArrayList<>();
    int from = 0;
    for (int i = 0; i <= indices.length; i++) {
      int to = i == indices.length ? length : place(indices[i], length);
      parts.add(x.slice(axis, from, Math.max(0, to - from)));
      from = to;
    }
    return parts;
  }

  /** As Python cuts: what counts from the end is moved, what lies outside is the border. */
  private static int place(int index, int length) {
    return Math.clamp(index < 0 ? index + length : index, 0, length);
  }

  /** Equal parts beside each other: along axis 1, of vectors along axis 0. */
  public static List<Tensor> hsplit(Tensor x, int sections) {
    return split(x, sections, besides(x));
  }

  /** As {@link #hsplit(Tensor, int)}, cut before these indices. */
  public static List<Tensor> hsplit(Tensor x, int[] indices) {
    return splitAt(x, indices, besides(x));
  }

  private static int besides(Tensor x) {
    return requireRank("hsplit", x, 1).rank() == 1 ? 0 : 1;
  }

  /** Equal parts above each other, along axis 0. */
  public static List<Tensor> vsplit(Tensor x, int sections) {
    return split(requireRank("vsplit", x, 2), sections, 0);
  }

  /** As {@link #vsplit(Tensor, int)}, cut before these indices. */
  public static List<Tensor> vsplit(Tensor x, int[] indices) {
    return splitAt(requireRank("vsplit", x, 2), indices, 0);
  }

  /** Equal parts behind each other, along axis 2. */
  public static List<Tensor> dsplit(Tensor x, int sections) {
    return split(requireRank("dsplit", x, 3), sections, 2);
  }

  /** As {@link #dsplit(Tensor, int)}, cut before these indices. */
  public static List<Tensor> dsplit(Tensor x, int[] indices) {
    return splitAt(requireRank("dsplit", x, 3), indices, 2);
  }

  private static Tensor requireRank(String op, Tensor x, int rank) {
    if (x.rank() < rank) {
      throw new ShapeException(
          "%s: x must have at least %d %s, but its shape is %s."
              .formatted(op, rank, rank == 1 ? "axis" : "axes", x.shape()));
    }
    return x;
  }

  /** The elements of one tensor, then those of another, in a row. */
  public static Tensor append(Tensor a, Tensor b) {
    return concat(0, a.reshape(-1), b.reshape(-1));
  }

  /** One tensor, then the other, along an axis. */
  public static Tensor append(Tensor a, Tensor b, int axis) {
    return concat(axis, a, b);
  }

  /** Axes of length 1 more, at these places of the result. */
  public static Tensor expandDims(Tensor x, int[] axes) {
    int rank = x.rank() + axes.length;
    boolean[] added = new boolean[rank];
    for (int axis : axes) {
      int at = axis < 0 ? axis + rank : axis;
      if (at < 0 || at >= rank || added[at]) {
        throw new IndexException(
            "expandDims: axes %s are not different places among the %d axes of the result."
                .formatted(Arrays.toString(axes), rank));
      }
      added[at] = true;
    }
    int[] dims = new int[rank];
    int next = 0;
    for (int i = 0; i < rank; i++) {
      dims[i] = added[i] ? 1 : x.shape().dim(next++);
    }
    return x.reshape(dims);
  }

  /** Axes moved to other places, the others in their order. */
  public static Tensor moveaxis(Tensor x, int[] sources, int[] destinations) {
    if (sources.length != destinations.length) {
      throw new IndexException(
          "moveaxis: %d axes cannot go to %d places."
              .formatted(sources.length, destinations.length));
    }
    int rank = x.rank();
    int[] order = new int[rank];
    Arrays.fill(order, -1);
    boolean[] moved = new boolean[rank];
    for (int i = 0; i < sources.length; i++) {
      int from = x.shape().axis(sources[i]);
      int to = x.shape().axis(destinations[i]);
      if (moved[from] || order[to] >= 0) {
        throw new IndexException(
            "moveaxis: an axis is named twice in %s to %s."
                .formatted(Arrays.toString(sources), Arrays.toString(destinations)));
      }
      moved[from] = true;
      order[to] = from;
    }
    int next = 0;
    for (int i = 0; i < rank; i++) {
      if (order[i] < 0) {
        while (moved[next]) {
          next++;
        }
        order[i] = next++;
      }
    }
    return x.transpose(order);
  }

  /**
   * For every vector the tensor of its coordinates.
   *
   * @param indexing {@code "xy"}: the first vector runs along axis 1 and the second along axis 0;
   *     {@code "ij"}: each along its own axis
   */
  public static List<Tensor> meshgrid(List<? extends Tensor> vectors, String indexing) {
    if (indexing.equals("xy")) {
      return meshgrid(vectors.toArray(new Tensor[0]));
    }
    if (!indexing.equals("ij")) {
      throw new TensorException(
          "meshgrid: indexing is \"xy\" or \"ij\", but is \"%s\".".formatted(indexing));
    }
    if (Composition.isOpen(vectors.toArray(new Tensor[0]))) {
      return List.of(
          Composition.all(
              "meshgrid",
              in -> meshgrid(List.of(in), indexing).toArray(new Tensor[0]),
              vectors.toArray(new Tensor[0])));
    }
    int[] dims = vectors.stream().mapToInt(v -> Math.toIntExact(v.size())).toArray();
    List<Tensor> grids = new ArrayList<>();
    for (int i = 0; i < dims.length; i++) {
      int[] own = new int[dims.length];
      Arrays.fill(own, 1);
      own[i] = -1;
      grids.add(vectors.get(i).reshape(own).broadcastTo(Shape.of(dims)));
    }
    return grids;
  }

  /**
   * Every row of a batch with its first elements in reverse order: {@code tf.reverse_sequence}.
   *
   * @param seqLengths how many elements of row {@code i} of {@code batchAxis} are reversed along
   *     {@code seqAxis}; the rest stays
   */
  public static Tensor reverseSequence(Tensor x, Tensor seqLengths, int seqAxis, int batchAxis) {
    if (Composition.isSymbolic(x, seqLengths)) {
      return Composition.of(
          "reverse_sequence",
          in -> reverseSequence(in[0], in[1], seqAxis, batchAxis),
          x,
          seqLengths);
    }
    int length = x.shape().dim(seqAxis);
    int batch = x.shape().dim(batchAxis);
    long[] lengths = seqLengths.toLongArray();
    if (seqLengths.rank() != 1 || lengths.length != batch) {
      throw new ShapeException(
          "reverseSequence: axis %d of the shape %s needs %d lengths, but they are %s."
              .formatted(batchAxis, x.shape(), batch, seqLengths.shape()));
    }
    int[] picks = new int[batch * length];
    for (int row = 0; row < batch; row++) {
      if (lengths[row] < 0 || lengths[row] > length) {
        throw new IndexException(
            "reverseSequence: length %d of row %d is not within 0 and %d."
                .formatted(lengths[row], row, length));
      }
      for (int i = 0; i < length; i++) {
        boolean turned = i < lengths[row];
        picks[row * length + i] = row * length + (turned ? (int) lengths[row] - 1 - i : i);
      }
    }
    int[] pair = {x.shape().axis(batchAxis), x.shape().axis(seqAxis)};
    Tensor rows = moveaxis(x, pair, new int[] {0, 1});
    Shape rest = rows.shape().slice(2, rows.rank());
    Tensor indices = Engine.beside(x, () -> Tensor.of(picks, Shape.of(picks.length)));
    Tensor flat = rows.reshape(rest.prepend(batch * length)).gather(indices, 0);
    int[] back = Ints.range(2).toArray();
    return moveaxis(flat.reshape(rows.shape()), back, pair);
  }
}
