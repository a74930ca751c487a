package keratin.tensor;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import keratin.memory.Memory;
import keratin.memory.Storage;
import org.jspecify.annotations.Nullable;

/**
 * An array of numbers (or truth values, or strings) of one dtype: immutable, contiguous, on one
 * device.
 *
 * <p>Nobody has to close it; see {@link Memory#tidy} for loops that make many. Methods never change
 * a tensor, they make new ones; where they differ from NumPy or Keras only in spelling, the names
 * are theirs.
 *
 * {@snippet :
 * Tensor x = Tensor.of(new float[][] {{1, 2}, {3, 4}});
 * Tensor y = x.matmul(x).add(1);      // tf.Tensor([[ 8. 11.] [16. 23.]], shape=(2, 2), dtype=float32)
 * }
 */
public sealed class Tensor extends Reading implements Memory.Holder permits Variable {
  private static final AtomicLong IDS = new AtomicLong();

  private final Spec spec;
  private final Backend backend;
  private final long id;
  private @Nullable Storage storage;
  private String @Nullable [] strings;
  private @Nullable Attachment attachments;

  /** What a library has tied to this tensor; it lives in the same scope. */
  private record Attachment(Object key, Object value, @Nullable Attachment next) {}

  Tensor(Spec spec, Backend backend) {
    this(spec, backend, IDS.incrementAndGet());
  }

  private Tensor(Spec spec, Backend backend, long id) {
    this.spec = spec;
    this.backend = backend;
    this.id = id;
  }

  // ---- making ----

  /**
   * A tensor of a number, a boolean, a string, or arrays or lists of them of any depth. The dtype
   * is that of the Java type: {@code float} is float32, {@code double} float64, {@code int} int32.
   *
   * @throws ShapeException if rows differ in length
   * @throws DTypeException if the elements are something else
   */
  public static Tensor of(Object value) {
    if (value instanceof Tensor tensor) {
      return tensor;
    }
    return of(value, NestedArrays.dtype(value));
  }

  /** As {@link #of(Object)}, with the numbers converted to {@code dtype}. */
  public static Tensor of(Object value, DType dtype) {
    Shape shape = NestedArrays.shape(value);
    if (dtype == DType.STRING) {
      String[] strings = new String[(int) shape.size()];
      NestedArrays.visit(value, shape, 0, 0, (i, leaf) -> strings[(int) i] = string(leaf));
      return ofStrings(shape, strings);
    }
    return fromHost(
        new Spec(dtype, shape),
        host -> {
          long address = host.address();
          NestedArrays.visit(value, shape, 0, 0, (i, leaf) -> put(dtype, address, i, leaf));
        });
  }

  private static String string(@Nullable Object leaf) {
    if (leaf instanceof String text) {
      return text;
    }
    throw new DTypeException(
        "%s is not a string, but stands among strings. Write it as one: String.valueOf(%s)"
            .formatted(leaf, leaf));
  }

  private static void put(DType dtype, long address, long index, Object leaf) {
    switch (leaf) {
      case Boolean b -> Elements.setLong(dtype, address, index, b ? 1 : 0);
      case Float f -> Elements.setDouble(dtype, address, index, f);
      case Double d -> Elements.setDouble(dtype, address, index, d);
      case Number n -> Elements.setLong(dtype, address, index, n.longValue());
      default ->
          throw new DTypeException(
              "%s is not a number that a %s tensor can hold.".formatted(leaf, dtype));
    }
  }

  /** A tensor of these numbers in row-major order. */
  public static Tensor of(float[] data, Shape shape) {
    return fromArray(new Spec(DType.FLOAT32, shape), MemorySegment.ofArray(data));
  }

  /** A tensor of these numbers in row-major order. */
  public static Tensor of(double[] data, Shape shape) {
    return fromArray(new Spec(DType.FLOAT64, shape), MemorySegment.ofArray(data));
  }

  /** A tensor of these numbers in row-major order. */
  public static Tensor of(int[] data, Shape shape) {
    return fromArray(new Spec(DType.INT32, shape), MemorySegment.ofArray(data));
  }

  /** A tensor of these numbers in row-major order. */
  public static Tensor of(long[] data, Shape shape) {
    return fromArray(new Spec(DType.INT64, shape), MemorySegment.ofArray(data));
  }

  /** A {@code uint8} tensor of these bytes in row-major order: images, labels. */
  public static Tensor ofBytes(byte[] data, Shape shape) {
    return fromArray(new Spec(DType.UINT8, shape), MemorySegment.ofArray(data));
  }

  /** A tensor of these strings in row-major order. */
  public static Tensor ofStrings(Shape shape, String... data) {
    Spec spec = new Spec(DType.STRING, shape);
    checkCount(spec, data.length);
    Tensor tensor = new Tensor(spec, Engine.current());
    tensor.strings = data.clone();
    for (int i = 0; i < data.length; i++) {
      if (data[i] == null) {
        throw new TensorException("A tensor cannot hold null; element %d is.".formatted(i));
      }
    }
    return tensor;
  }

  /**
   * A tensor of the raw little-endian bytes of a file or another library.
   *
   * @throws ShapeException if the number of bytes is not that of the spec
   */
  public static Tensor fromArray(Spec spec, MemorySegment data) {
    if (data.byteSize() != spec.bytes()) {
      checkCount(spec, data.byteSize() / Math.max(1, spec.dtype().bytes()));
    }
    return fromHost(spec, host -> host.copyFrom(data));
  }

  private static void checkCount(Spec spec, long count) {
    if (spec.shape().size() != count) {
      throw new ShapeException(
          "The shape %s holds %d elements, but there are %d."
              .formatted(spec.shape(), spec.shape().size(), count));
    }
  }

  private static Tensor fromHost(Spec spec, java.util.function.Consumer<MemorySegment> writer) {
    Tensor tensor = allocate(spec, Engine.current());
    if (spec.bytes() > 0) {
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment host = arena.allocate(spec.bytes(), 64);
        writer.accept(host);
        tensor.backend.upload(host, tensor);
      }
    }
    return tensor;
  }

  /** One number of a dtype, everywhere in {@code dims}. */
  public static Tensor full(DType dtype, double value, int... dims) {
    return Engine.run(new Fill(new Spec(dtype, Shape.of(dims)), value));
  }

  /** A tensor of which only the spec is known: the Functional API's input. */
  public static Tensor symbol(Spec spec) {
    return new Tensor(spec, Engine.current());
  }

  static Tensor allocate(Spec spec, Backend backend) {
    if (!spec.shape().isKnown()) {
      throw new ShapeException(
          "A tensor of numbers needs every length, but its shape would be "
              + spec.shape()
              + ". Where a model is built for any number of samples, make it from the input"
              + " (zerosLike of a part of it), or build the model for a fixed batch.");
    }
    Tensor tensor = new Tensor(spec, backend);
    if (spec.dtype() == DType.STRING) {
      tensor.strings = new String[(int) spec.shape().size()];
    } else {
      tensor.storage = backend.allocator().allocate(tensor, spec, spec.bytes());
    }
    return tensor;
  }

  // ---- identity and memory ----

  /** What is known without the numbers. */
  public Spec spec() {
    return spec;
  }

  /** The lengths of the axes. */
  public final Shape shape() {
    return spec.shape();
  }

  /** The element type. */
  public final DType dtype() {
    return spec().dtype();
  }

  /** The number of axes. */
  public final int rank() {
    return spec.shape().rank();
  }

  /** The number of elements. */
  public final long size() {
    return spec.shape().size();
  }

  /** Where the numbers are. */
  public final Device device() {
    return backend.device();
  }

  /** Who makes the numbers. */
  public final Backend backend() {
    return backend;
  }

  /**
   * A number that no other tensor of this process has; a variable's values share the variable's.
   */
  public final long id() {
    return id;
  }

  /** A name for pictures and logs. */
  public String name() {
    return "tensor_" + id;
  }

  /** True if this is only a description: the result of calling a layer on an {@code Input}. */
  public boolean isSymbolic() {
    return storage == null && strings == null;
  }

  /**
   * The address of the first element; for backends.
   *
   * @throws TensorException if there are no numbers
   */
  public long address() {
    Storage held = storage;
    if (held == null) {
      throw new TensorException(
          "%s has no numbers: it is %s."
              .formatted(
                  spec, dtype() == DType.STRING ? "made of strings" : "a symbol in a model"));
    }
    return held.address();
  }

  String[] strings() {
    if (strings == null) {
      throw new DTypeException("%s does not hold strings.".formatted(spec));
    }
    return strings;
  }

  /** True once its memory was given back. */
  public final boolean isReleased() {
    return storage != null && storage.isReleased();
  }

  /** Gives the memory back now; later use is an error that names {@code by}. */
  public final void release(String by) {
    if (storage != null) {
      storage.release(by);
    }
  }

  @Override
  public Iterable<Storage> storages() {
    if (attachments == null) {
      return storage == null ? List.of() : List.of(storage);
    }
    List<Storage> all = new ArrayList<>();
    if (storage != null) {
      all.add(storage);
    }
    for (Attachment a = attachments; a != null; a = a.next) {
      if (a.value instanceof Memory.Holder holder) {
        holder
            .storages()
            .forEach(
                s -> {
                  if (!s.isReleased()) {
                    all.add(s);
                  }
                });
      }
    }
    return all;
  }

  /** Ties a value to this tensor under a key: the logits of a softmax, the mask of a sequence. */
  public final void attach(Object key, Object value) {
    attachments = new Attachment(key, value, attachments);
  }

  /** What was tied to this tensor under {@code key}. */
  public final @Nullable Object attachment(Object key) {
    for (Attachment a = attachments; a != null; a = a.next) {
      if (a.key == key) {
        return a.value;
      }
    }
    return null;
  }

  /** The same numbers and memory as another tensor object with identity {@code id}. */
  Tensor alias(long id) {
    return sharing(spec, id);
  }

  /** The same memory read with another spec. */
  Tensor shared(Spec other) {
    return sharing(other, IDS.incrementAndGet());
  }

  private Tensor sharing(Spec other, long id) {
    Tensor tensor = new Tensor(other, backend, id);
    tensor.strings = strings;
    if (storage != null) {
      tensor.storage = storage.share(tensor, other);
    }
    return tensor;
  }

  /** This tensor's identity and spec without its memory. */
  final Tensor hollow() {
    return new Tensor(spec, backend, id);
  }

  /** True for what {@link #hollow} gives, and for symbols. */
  final boolean isHollow() {
    return storage == null && strings == null;
  }

  /** Moves the memory out of scopes that end before {@code scope} does. */
  final void outlive(keratin.memory.@Nullable Scope scope) {
    if (storage != null) {
      storage.outlive(scope);
    }
  }

  /** A copy on another device; gradients find their way back. */
  public Tensor to(String device) {
    Device target = Device.of(device);
    return Engine.backend(target) == backend ? this : Engine.run(new CopyTo(target), this);
  }

  Tensor copied(Backend target) {
    if (dtype() == DType.STRING) {
      Tensor copy = new Tensor(spec, target);
      copy.strings = strings();
      return copy;
    }
    Tensor copy = allocate(spec, target);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment host = arena.allocate(Math.max(1, spec.bytes()), 64);
      backend.download(this, host);
      target.upload(host, copy);
    }
    return copy;
  }

  /** {@code condition ? a : b}, element by element, broadcast. */
  public static Tensor where(Tensor condition, Tensor a, Tensor b) {
    DType common = a.dtype() == b.dtype() ? a.dtype() : DType.promote(a.dtype(), b.dtype());
    return Engine.run(new Select(), condition, a.cast(common), b.cast(common));
  }

  /** {@code condition ? a : b} for a number b, which takes the dtype of a, broadcast. */
  public static Tensor where(Tensor condition, Tensor a, double b) {
    return where(condition, a, Arithmetic.number(a, b));
  }

  /** {@code condition ? a : b} for a number a, which takes the dtype of b, broadcast. */
  public static Tensor where(Tensor condition, double a, Tensor b) {
    return where(condition, Arithmetic.number(b, a), b);
  }

  /** Zeros of this shape and dtype. */
  public Tensor zerosLike() {
    return filled(0);
  }

  /** Ones of this shape and dtype. */
  public Tensor onesLike() {
    return filled(1);
  }

  private Tensor filled(double value) {
    return isSymbolic() ? Engine.run(new FillLike(value), this) : made(value);
  }

  private Tensor made(double value) {
    return Engine.beside(this, () -> Engine.run(new Fill(spec, value)));
  }

  /** As {@link #zerosLike}, with numbers even where this tensor is hollow. */
  final Tensor realZeros() {
    return made(0);
  }

  /** The same numbers, through which no gradient flows. */
  public Tensor stopGradient() {
    return Engine.run(new StopGradient(), this);
  }

  /** As TensorFlow prints it: {@code tf.Tensor([1. 2.], shape=(2,), dtype=float32)}. */
  @Override
  public String toString() {
    if (isReleased()) {
      // Not an error: debuggers and failing assertions print what they find.
      return "<released tensor %s>".formatted(spec);
    }
    return isSymbolic()
        ? "<KerasTensor shape=%s, dtype=%s>".formatted(shape(), dtype())
        : TensorPrinter.text(this);
  }

  /**
   * As Python's {@code repr}: {@code <tf.Tensor: shape=(2,), dtype=float32, numpy=array([1., 2.],
   * dtype=float32)>}.
   */
  public String repr() {
    return isReleased() || isSymbolic() ? toString() : TensorPrinter.repr(this);
  }
}
