package keratin.tensor;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
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
public sealed class Tensor extends Operand implements Memory.Holder permits Variable {
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
      NestedArrays.visit(value, shape, 0, 0, (i, leaf) -> strings[(int) i] = (String) leaf);
      return ofStrings(shape, strings);
    }
    return fromHost(
        new Spec(dtype, shape),
        host -> {
          long address = host.address();
          NestedArrays.visit(value, shape, 0, 0, (i, leaf) -> put(dtype, address, i, leaf));
        });
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
  public final Spec spec() {
    return spec;
  }

  /** The lengths of the axes. */
  public final Shape shape() {
    return spec.shape();
  }

  /** The element type. */
  public final DType dtype() {
    return spec.dtype();
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

  /** Moves the memory out of scopes that end before {@code scope} does. */
  final void outlive(keratin.memory.@Nullable Scope scope) {
    if (storage != null) {
      storage.outlive(scope);
    }
  }

  // ---- reading ----

  /** The elements in row-major order. */
  public float[] toFloatArray() {
    float[] out = new float[count()];
    read((address, i) -> out[i] = (float) Elements.getDouble(dtype(), address, i), out);
    return out;
  }

  /** The elements in row-major order. */
  public double[] toDoubleArray() {
    double[] out = new double[count()];
    read((address, i) -> out[i] = Elements.getDouble(dtype(), address, i), out);
    return out;
  }

  /** The elements in row-major order; reals lose their fraction. */
  public int[] toIntArray() {
    int[] out = new int[count()];
    read((address, i) -> out[i] = (int) Elements.getLong(dtype(), address, i), out);
    return out;
  }

  /** The elements in row-major order; reals lose their fraction. */
  public long[] toLongArray() {
    long[] out = new long[count()];
    read((address, i) -> out[i] = Elements.getLong(dtype(), address, i), out);
    return out;
  }

  /** The elements in row-major order; everything but zero is true. */
  public boolean[] toBooleanArray() {
    boolean[] out = new boolean[count()];
    read((address, i) -> out[i] = Elements.getDouble(dtype(), address, i) != 0, out);
    return out;
  }

  /** The strings in row-major order. */
  public String[] toStringArray() {
    return strings().clone();
  }

  /** The raw little-endian bytes in row-major order. */
  public byte[] toByteArray() {
    byte[] out = new byte[Math.toIntExact(spec.bytes())];
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment host = arena.allocate(Math.max(1, out.length), 64);
      backend.download(this, host);
      MemorySegment.copy(host, ValueLayout.JAVA_BYTE, 0, out, 0, out.length);
    }
    return out;
  }

  /**
   * A Java array of this tensor's rank: {@code float[][]} for a matrix of float32; for a scalar the
   * number itself. float16 and bfloat16 become {@code float}, unsigned types the next wider one.
   */
  public Object numpy() {
    DType type = dtype();
    return switch (type) {
      case STRING -> nested(String.class, i -> strings()[(int) i]);
      case BOOL -> {
        boolean[] data = toBooleanArray();
        yield nested(boolean.class, i -> data[(int) i]);
      }
      case FLOAT64 -> {
        double[] data = toDoubleArray();
        yield nested(double.class, i -> data[(int) i]);
      }
      case FLOAT32, FLOAT16, BFLOAT16 -> {
        float[] data = toFloatArray();
        yield nested(float.class, i -> data[(int) i]);
      }
      case INT64, UINT32 -> {
        long[] data = toLongArray();
        yield nested(long.class, i -> data[(int) i]);
      }
      case INT32, UINT16 -> {
        int[] data = toIntArray();
        yield nested(int.class, i -> data[(int) i]);
      }
      case INT16, UINT8 -> {
        int[] data = toIntArray();
        yield nested(short.class, i -> (short) data[(int) i]);
      }
      case INT8 -> {
        int[] data = toIntArray();
        yield nested(byte.class, i -> (byte) data[(int) i]);
      }
    };
  }

  private Object nested(Class<?> type, NestedArrays.Source source) {
    return rank() == 0 ? source.leaf(0) : NestedArrays.build(type, shape(), source);
  }

  /** The single element as a {@code float}. */
  public float floatValue() {
    return (float) doubleValue();
  }

  /**
   * The single element as a {@code double}.
   *
   * @throws ShapeException if there is more than one element
   */
  public double doubleValue() {
    requireOne();
    return toDoubleArray()[0];
  }

  /** The single element as an {@code int}. */
  public int intValue() {
    return (int) longValue();
  }

  /** The single element as a {@code long}. */
  public long longValue() {
    requireOne();
    return toLongArray()[0];
  }

  /** The single element as a truth value. */
  public boolean booleanValue() {
    requireOne();
    return toBooleanArray()[0];
  }

  private void requireOne() {
    if (size() != 1) {
      throw new ShapeException(
          "Only a tensor of one element is a number; this one has the shape %s."
              .formatted(shape()));
    }
  }

  private int count() {
    if (isSymbolic()) {
      address();
    }
    return Math.toIntExact(size());
  }

  private interface Reader {
    void read(long address, int index);
  }

  private void read(Reader reader, Object target) {
    int count = java.lang.reflect.Array.getLength(target);
    if (count == 0) {
      return;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment host = arena.allocate(Math.max(1, spec.bytes()), 64);
      backend.download(this, host);
      for (int i = 0; i < count; i++) {
        reader.read(host.address(), i);
      }
    }
  }

  // ---- shapes ----

  /** The same numbers in another shape; one length may be −1. Copies nothing. */
  public Tensor reshape(int... dims) {
    return Engine.run(new ReshapeOp(Ints.of(dims)), this);
  }

  /** The same numbers in another shape. Copies nothing. */
  public Tensor reshape(Shape shape) {
    return shape.equals(shape()) ? this : reshape(shape.dims());
  }

  /** An axis of length 1 more, before {@code axis}; −1 puts it last. */
  public Tensor expandDims(int axis) {
    int rank = rank() + 1;
    int at = axis < 0 ? axis + rank : axis;
    if (at < 0 || at >= rank) {
      throw new IndexException(
          "expandDims: axis %d is out of range for the shape %s; valid: %d to %d"
              .formatted(axis, shape(), -rank, rank - 1));
    }
    Shape before = shape().slice(0, at).append(1);
    return reshape(before.append(shape().slice(at, rank - 1).dims()).dims());
  }

  /** Without the axes of length 1: those named, or all. */
  public Tensor squeeze(int... axes) {
    int mask = 0;
    for (int i = 0; i < rank(); i++) {
      mask |= axes.length == 0 && shape().dim(i) == 1 ? 1 << i : 0;
    }
    for (int axis : axes) {
      if (shape().dim(axis) != 1) {
        throw new ShapeException(
            "squeeze: axis %d of the shape %s has length %d, not 1."
                .formatted(axis, shape(), shape().dim(axis)));
      }
      mask |= 1 << shape().axis(axis);
    }
    return reshape(Axes.reduced(shape(), mask, false).dims());
  }

  /** Axes in another order; without arguments reversed. */
  public Tensor transpose(int... permutation) {
    int[] order = permutation;
    if (permutation.length == 0) {
      order = new int[rank()];
      Arrays.setAll(order, i -> rank() - 1 - i);
    } else if (permutation.length == rank()) {
      order = Arrays.stream(permutation).map(shape()::axis).toArray();
    }
    return Engine.run(new Transpose(Ints.of(order)), this);
  }

  /** Stretched to a larger shape. */
  public Tensor broadcastTo(Shape shape) {
    return shape.equals(shape()) ? this : Engine.run(new BroadcastTo(shape), this);
  }

  /** Summed over the axes that broadcasting stretched, back to {@code shape}. */
  Tensor sumTo(Shape shape) {
    if (shape.equals(shape())) {
      return this;
    }
    int extra = rank() - shape.rank();
    int mask = 0;
    for (int i = 0; i < rank(); i++) {
      boolean stretched = i < extra || shape.dim(i - extra) == 1 && shape().dim(i) != 1;
      mask |= stretched ? 1 << i : 0;
    }
    return Engine.run(new Reduce(Reduce.Kind.SUM, mask, true), this).reshape(shape);
  }

  /** {@code length} elements from {@code start} on along an axis. */
  public Tensor slice(int axis, int start, int length) {
    int rank = rank();
    int[] begin = new int[rank];
    int[] size = shape().dims();
    int[] stride = new int[rank];
    Arrays.fill(stride, 1);
    begin[shape().axis(axis)] = start;
    size[shape().axis(axis)] = length;
    return Engine.run(new Slice(Ints.of(begin), Ints.of(size), Ints.of(stride)), this);
  }

  /**
   * A part, by an index in NumPy's notation: {@code a.get("0:2, ..., ::-1")}, {@code a.get("1,
   * newaxis")}. Positions take their axis away; what is not named is taken whole.
   *
   * @throws IndexException if a position is out of range, or the text is not understood
   */
  public Tensor get(String index) {
    return get(Index.parse(index));
  }

  /** The element or part at these positions: {@code a.get(0, -1)} is {@code a[0, -1]}. */
  public Tensor get(int... positions) {
    return get(Arrays.stream(positions).mapToObj(Index::at).toArray(Index[]::new));
  }

  /** A part, by an index per axis: {@code a.get(Index.range(0, 2), Index.ELLIPSIS)}. */
  public Tensor get(Index... indices) {
    return new Indexing(shape(), indices).of(this);
  }

  /** A copy with the part at {@code index} replaced by {@code value}, which broadcasts to it. */
  public Tensor with(String index, Tensor value) {
    return new Indexing(shape(), Index.parse(index)).replace(this, value);
  }

  /** Slices along an axis, picked by integers. */
  public Tensor gather(Tensor indices, int axis) {
    return Engine.run(new Gather(shape().axis(axis)), this, indices);
  }

  /** The numbers in another dtype. */
  public Tensor cast(DType dtype) {
    return dtype == dtype() ? this : Engine.run(new Cast(dtype), this);
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

  // ---- products, reductions, choices ----

  /** The matrix product over the last two axes. */
  public Tensor matmul(Tensor b) {
    return matmul(b, false, false);
  }

  /** The matrix product, with either side read transposed. */
  public Tensor matmul(Tensor b, boolean transposeA, boolean transposeB) {
    DType common = dtype() == b.dtype() ? dtype() : DType.promote(dtype(), b.dtype());
    return Engine.run(new MatMul(transposeA, transposeB), cast(common), b.cast(common));
  }

  private Tensor reduce(Reduce.Kind kind, int... axes) {
    return Engine.run(new Reduce(kind, Axes.mask(shape(), axes), false), this);
  }

  /** The sum over these axes, or over all; {@code bool} counts as int32. */
  public Tensor sum(int... axes) {
    return (dtype() == DType.BOOL ? cast(DType.INT32) : this).reduce(Reduce.Kind.SUM, axes);
  }

  /** The mean over these axes, or over all; integers give float32. */
  public Tensor mean(int... axes) {
    return (dtype().isFloating() ? this : cast(DType.FLOAT32)).reduce(Reduce.Kind.MEAN, axes);
  }

  /** The largest over these axes, or over all. */
  public Tensor max(int... axes) {
    return reduce(Reduce.Kind.MAX, axes);
  }

  /** The smallest over these axes, or over all. */
  public Tensor min(int... axes) {
    return reduce(Reduce.Kind.MIN, axes);
  }

  /** The product over these axes, or over all. */
  public Tensor prod(int... axes) {
    return (dtype() == DType.BOOL ? cast(DType.INT32) : this).reduce(Reduce.Kind.PROD, axes);
  }

  /** True where any element along these axes, or at all, is true. */
  public Tensor any(int... axes) {
    return reduce(Reduce.Kind.ANY, axes);
  }

  /** True where every element along these axes, or every one, is true. */
  public Tensor all(int... axes) {
    return reduce(Reduce.Kind.ALL, axes);
  }

  /** The index of the largest element along an axis, the first of equals; int32. */
  public Tensor argmax(int axis) {
    return Engine.run(new ArgReduce(true, shape().axis(axis)), this);
  }

  /** The index of the smallest element along an axis, the first of equals; int32. */
  public Tensor argmin(int axis) {
    return Engine.run(new ArgReduce(false, shape().axis(axis)), this);
  }

  /** {@code condition ? a : b}, element by element, broadcast. */
  public static Tensor where(Tensor condition, Tensor a, Tensor b) {
    DType common = a.dtype() == b.dtype() ? a.dtype() : DType.promote(a.dtype(), b.dtype());
    return Engine.run(new Select(), condition, a.cast(common), b.cast(common));
  }

  /** Zeros of this shape and dtype. */
  public Tensor zerosLike() {
    return Engine.beside(this, () -> Engine.run(new Fill(spec, 0)));
  }

  /** Ones of this shape and dtype. */
  public Tensor onesLike() {
    return Engine.beside(this, () -> Engine.run(new Fill(spec, 1)));
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
