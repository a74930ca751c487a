package keratin.tensor;

/** What fused ops expect of their inputs, in words that name the input. */
final class Expect {
  private Expect() {}

  /** A floating dtype. */
  static void floating(String op, String name, Spec spec) {
    if (!spec.dtype().isFloating()) {
      throw new DTypeException(
          "%s: %s is %s but must be floating. Cast it: %s.cast(DType.FLOAT32)"
              .formatted(op, name, spec.dtype(), name));
    }
  }

  /** A floating dtype that numbers are drawn in: not those of one byte. */
  static void drawn(String op, String name, Spec spec) {
    floating(op, name, spec);
    if (spec.dtype().isFloat8()) {
      throw new DTypeException(
          "%s: %s is %s, in which nothing is drawn. Cast it: %s.cast(DType.FLOAT32)"
              .formatted(op, name, spec.dtype(), name));
    }
  }

  /** At least {@code least} axes. */
  static void rank(String op, String name, Spec spec, int least) {
    if (spec.shape().rank() < least) {
      throw new ShapeException(
          "%s: %s needs at least %d %s, but its shape is %s."
              .formatted(op, name, least, least == 1 ? "axis" : "axes", spec.shape()));
    }
  }

  /** One dtype. */
  static void sameType(String op, String nameA, Spec a, String nameB, Spec b) {
    if (a.dtype() != b.dtype()) {
      throw new DTypeException(
          "%s: %s is %s but %s is %s. Cast one of them."
              .formatted(op, nameA, a.dtype(), nameB, b.dtype()));
    }
  }

  /** Axes of ops count from the front: what a user counts from the end was turned before. */
  static void axis(String op, int axis, Shape shape) {
    if (axis < 0 || axis >= shape.rank()) {
      throw new IndexException(
          "%s: axis %d is not in [0, %d), the axes of the shape %s. Count from the front."
              .formatted(op, axis, shape.rank(), shape));
    }
  }

  /** One number for every channel. */
  static void perChannel(String op, String name, Spec spec, Spec channels) {
    sameType(op, "x", channels, name, spec);
    int found = spec.shape().rank() == 1 ? spec.shape().dim(0) : -2;
    int expected = channels.shape().dim(0);
    if (found != expected && found != Shape.UNKNOWN && expected != Shape.UNKNOWN) {
      throw new ShapeException(
          "%s: %s must have a number for every channel of x, shape %s, but its shape is %s."
              .formatted(op, name, channels.shape(), spec.shape()));
    }
  }

  /** A softmax over no classes has no loss. */
  static void classes(String op, Shape logits) {
    if (logits.dim(-1) == 0) {
      throw new ShapeException(
          "%s: the logits %s have no classes; their last axis must not be empty."
              .formatted(op, logits));
    }
  }

  /** One shape, as far as both are known; returns what is known of it. */
  static Shape sameShape(String op, String nameA, Shape a, String nameB, Shape b) {
    if (a.equals(b)) {
      return a;
    }
    boolean fits = a.rank() == b.rank();
    int[] dims = a.dims();
    for (int i = 0; fits && i < dims.length; i++) {
      fits = dims[i] == b.dim(i) || dims[i] == Shape.UNKNOWN || b.dim(i) == Shape.UNKNOWN;
      dims[i] = Math.max(dims[i], b.dim(i));
    }
    if (!fits) {
      throw new ShapeException(
          "%s: %s has shape %s but %s has %s; they must be equal."
              .formatted(op, nameA, a, nameB, b));
    }
    return Shape.of(dims);
  }

  /** A number of inputs. */
  static void count(String op, Spec[] in, int expected, String names) {
    if (in.length != expected) {
      throw new TensorException(
          "%s: %d inputs came, but %d are needed: %s.".formatted(op, in.length, expected, names));
    }
  }

  /** The shape of the first input. */
  static Shape first(String op, Spec[] in, String names) {
    if (in.length == 0) {
      count(op, in, names.split(", ").length, names);
    }
    return in[0].shape();
  }

  /** Two or three {@code int64} numbers. */
  static void seed(String op, Spec seed) {
    Shape shape = seed.shape();
    if (seed.dtype() != DType.INT64
        || shape.rank() != 1
        || shape.dim(0) != 2 && shape.dim(0) != 3) {
      throw new TensorException(
          "%s: the seed is %s but must be (2,) int64, or (3,) int64 for the start of a stream."
              .formatted(op, seed));
    }
  }
}
