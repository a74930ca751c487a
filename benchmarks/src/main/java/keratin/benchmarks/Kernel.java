package keratin.benchmarks;

import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import keratin.ops.Nn;
import keratin.ops.Ops;
import keratin.random.RandomOps;
import keratin.random.Seed;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;

/**
 * The kernels that are timed, a row each: what is done, on which dtype, and the bytes that must be
 * read and written per element. {@code benchmarks/peers/kernels.py} has the same in NumPy and
 * PyTorch.
 */
public enum Kernel {
  ADD(12, o -> o.a.add(o.b)),
  ADD_ROW(8, o -> o.a.add(o.row)),
  MUL_NUMBER(8, o -> o.a.mul(1.5)),
  DIV(12, o -> o.a.div(o.b)),
  MAXIMUM(12, o -> o.a.maximum(o.b)),
  RELU(8, o -> o.a.relu()),
  EXP(8, o -> o.a.exp()),
  LOG(8, o -> o.a.log()),
  TANH(8, o -> o.a.tanh()),
  SIGMOID(8, o -> o.a.sigmoid()),
  SQRT(8, o -> o.a.sqrt()),
  SUM(4, o -> o.a.sum()),
  SUM_ROWS(4, o -> o.a.sum(0)),
  SUM_COLUMNS(4, o -> o.a.sum(1)),
  MAX(4, o -> o.a.max()),
  ARGMAX(4, o -> o.a.argmax(1)),
  SOFTMAX(8, o -> Nn.softmax(o.a)),
  TRANSPOSE(8, o -> o.a.transpose()),
  CONCAT(16, o -> Ops.concat(0, o.a, o.b)),
  GATHER(8, o -> o.a.gather(o.picked, 0)),
  CUMSUM(8, o -> Ops.cumsum(o.a, 1)),
  LESS(9, o -> o.a.less(o.b)),
  WHERE(13, o -> Tensor.where(o.flags, o.a, o.b)),
  CAST_UINT8(5, o -> o.bytes.cast(DType.FLOAT32)),
  ADD_FLOAT64(24, DType.FLOAT64, o -> o.a.add(o.b)),
  EXP_FLOAT64(16, DType.FLOAT64, o -> o.a.exp()),
  SUM_FLOAT64(8, DType.FLOAT64, o -> o.a.sum()),
  ADD_INT32(12, DType.INT32, o -> o.a.add(o.b)),
  MAX_INT32(4, DType.INT32, o -> o.a.max()),
  EQUAL_INT64(17, DType.INT64, o -> o.a.equal(o.b));

  /** Elements in a row of the operands. */
  static final int COLUMNS = 256;

  private final int bytes;
  private final DType type;
  private final Function<Operands, Tensor> work;

  Kernel(int bytes, Function<Operands, Tensor> work) {
    this(bytes, DType.FLOAT32, work);
  }

  Kernel(int bytes, DType type, Function<Operands, Tensor> work) {
    this.bytes = bytes;
    this.type = type;
    this.work = work;
  }

  /** What the kernel works on: rows of 256, and what goes with them. */
  private record Operands(
      Tensor a, Tensor b, Tensor row, Tensor picked, Tensor flags, Tensor bytes) {}

  /** Bytes read and written per element, each once. */
  int bytes() {
    return bytes;
  }

  /** The name in tables and in the peers' program. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** A call of the kernel on operands of {@code size} elements, which are made here. */
  Supplier<Tensor> on(int size) {
    int rows = size / COLUMNS;
    Shape shape = Shape.of(rows, COLUMNS);
    double scale = type.isFloating() ? 1 : 1000;
    Tensor a = RandomOps.uniform(shape, Seed.of(1)).add(0.5).mul(scale).cast(type);
    Tensor b = RandomOps.uniform(shape, Seed.of(2)).add(0.5).mul(scale).cast(type);
    Tensor row = RandomOps.uniform(Shape.of(COLUMNS), Seed.of(3)).cast(type);
    Tensor picked = RandomOps.randint(Shape.of(rows), 0, rows, DType.INT32, Seed.of(4));
    Operands operands = new Operands(a, b, row, picked, a.less(b), a.mul(100).cast(DType.UINT8));
    return () -> work.apply(operands);
  }
}
