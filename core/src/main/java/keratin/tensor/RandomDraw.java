package keratin.tensor;

import org.jspecify.annotations.Nullable;

/**
 * Random numbers, a pure function of their first input, the seed: two {@code int64} numbers that
 * are scrambled into the start of a Philox stream, as TensorFlow's stateless ops do, or three that
 * are the start itself, as the state of a {@code tf.random.Generator}: counter, then key. No
 * gradient flows through a draw.
 */
public sealed interface RandomDraw extends Primitive {

  /** Real numbers in [min, max): {@code u · (max − min) + min}. */
  record Uniform(Shape shape, DType dtype, double min, double max) implements RandomDraw {
    @Override
    public Spec[] infer(Spec[] in) {
      return reals(this, in, shape, dtype);
    }
  }

  /** Normal numbers, {@code x · stddev + mean}. */
  record Normal(Shape shape, DType dtype, double mean, double stddev) implements RandomDraw {
    @Override
    public Spec[] infer(Spec[] in) {
      return reals(this, in, shape, dtype);
    }
  }

  /** Normal numbers within two standard deviations of the mean, redrawn until they are. */
  record TruncatedNormal(Shape shape, DType dtype, double mean, double stddev)
      implements RandomDraw {
    @Override
    public Spec[] infer(Spec[] in) {
      return reals(this, in, shape, dtype);
    }
  }

  /**
   * Integers in [low, high), {@code int32} or {@code int64}; two equal bounds mean every integer of
   * the dtype.
   */
  record Integers(Shape shape, DType dtype, long low, long high) implements RandomDraw {
    @Override
    public Spec[] infer(Spec[] in) {
      expectSeed(this, in, 1, "seed");
      if (dtype != DType.INT32 && dtype != DType.INT64) {
        throw new DTypeException(
            "integers: drawn as int32 or int64, but %s was asked for. Cast the result."
                .formatted(dtype));
      }
      boolean fits = dtype == DType.INT64 || low == (int) low && high == (int) high;
      if (low > high || !fits) {
        throw new TensorException(
            "integers: [%d, %d) is not a range of %s; low must be below high and both must fit."
                .formatted(low, high, dtype));
      }
      return new Spec[] {new Spec(dtype, shape)};
    }
  }

  /**
   * Gamma numbers with scale 1, for the shape parameters of the second input, whose shape is the
   * end of {@code shape}.
   */
  record Gamma(Shape shape) implements RandomDraw {
    @Override
    public Spec[] infer(Spec[] in) {
      expectSeed(this, in, 2, "seed, alpha");
      Expect.drawn(label(), "alpha", in[1]);
      expectEnd(this, shape, "alpha", in[1]);
      return new Spec[] {in[1].as(shape)};
    }
  }

  /**
   * Numbers of successes, for the numbers of trials and probabilities of success of the second and
   * third input, whose one shape is the end of {@code shape}.
   */
  record Binomial(Shape shape, DType dtype) implements RandomDraw {
    @Override
    public Spec[] infer(Spec[] in) {
      expectSeed(this, in, 3, "seed, counts, probabilities");
      Expect.drawn(label(), "counts", in[1]);
      Expect.sameType(label(), "counts", in[1], "probabilities", in[2]);
      Expect.sameShape(label(), "counts", in[1].shape(), "probabilities", in[2].shape());
      expectEnd(this, shape, "counts", in[1]);
      return reals(this, new Spec[] {in[0]}, shape, dtype);
    }
  }

  /**
   * Class numbers {@code (batch, samples)} for logits {@code (batch, classes)}, the second input.
   */
  record Categorical(int samples, DType dtype) implements RandomDraw {
    @Override
    public Spec[] infer(Spec[] in) {
      expectSeed(this, in, 2, "seed, logits");
      Expect.drawn(label(), "logits", in[1]);
      Shape logits = in[1].shape();
      if (logits.rank() != 2 || logits.dim(1) == 0) {
        throw new ShapeException(
            "categorical: logits must be (batch, classes), but their shape is %s."
                .formatted(logits));
      }
      if (dtype != DType.INT32 && dtype != DType.INT64) {
        throw new DTypeException(
            "categorical: drawn as int32 or int64, but %s was asked for. Cast the result."
                .formatted(dtype));
      }
      return new Spec[] {new Spec(dtype, Shape.of(logits.dim(0), samples))};
    }
  }

  /** The numbers 0 to n − 1 in a random order, {@code int32}. */
  record Order(int n) implements RandomDraw {
    @Override
    public Spec[] infer(Spec[] in) {
      expectSeed(this, in, 1, "seed");
      return new Spec[] {new Spec(DType.INT32, Shape.of(n))};
    }
  }

  @Override
  default boolean isDifferentiable() {
    return false;
  }

  @Override
  default @Nullable Tensor[] vjp(Tensor[] in, Tensor[] out, Tensor[] dy) {
    return new @Nullable Tensor[in.length];
  }

  private static Spec[] reals(RandomDraw op, Spec[] in, Shape shape, DType dtype) {
    expectSeed(op, in, 1, "seed");
    if (!dtype.isFloating() || dtype.isFloat8()) {
      throw new DTypeException(
          "%s: drawn in a floating dtype of two bytes or more, but %s was asked for. %s"
              .formatted(
                  op.label(),
                  dtype,
                  op instanceof Uniform && dtype.isInteger()
                      ? "Draw integers: RandomOps.randint(shape, low, high, dtype, seed)"
                      : "Cast the result."));
    }
    return new Spec[] {new Spec(dtype, shape)};
  }

  private static void expectSeed(RandomDraw op, Spec[] in, int count, String names) {
    Expect.count(op.label(), in, count, names);
    Expect.seed(op.label(), in[0]);
  }

  private static void expectEnd(RandomDraw op, Shape shape, String name, Spec parameter) {
    int more = shape.rank() - parameter.shape().rank();
    if (more < 0 || !shape.slice(more, shape.rank()).equals(parameter.shape())) {
      throw new ShapeException(
          "%s: the shape %s must end with that of %s, which is %s. Broadcast %s first."
              .formatted(op.label(), shape, name, parameter.shape(), name));
    }
  }
}
