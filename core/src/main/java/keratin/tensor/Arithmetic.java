package keratin.tensor;

/** What stands between a method call and an op: promotion, and numbers that become tensors. */
final class Arithmetic {
  private Arithmetic() {}

  static Tensor unary(Unary op, Tensor x) {
    boolean real = x.dtype().isInteger() && op.integer() == null || x.dtype() == DType.BOOL;
    return Engine.run(op, real && op.real() != null && !isTest(op) ? x.cast(DType.FLOAT32) : x);
  }

  private static boolean isTest(Unary op) {
    return switch (op) {
      case LOGICAL_NOT, IS_NAN, IS_INF, IS_FINITE -> true;
      default -> false;
    };
  }

  static Tensor binary(Binary op, Tensor a, Tensor b) {
    DType common = a.dtype() == b.dtype() ? a.dtype() : DType.promote(a.dtype(), b.dtype());
    common = arithmeticType(op, common);
    return Engine.run(op, a.cast(common), b.cast(common));
  }

  static Tensor binary(Binary op, Tensor a, double b) {
    DType common = arithmeticType(op, numberType(a.dtype(), b));
    return Engine.run(op, a.cast(common), number(a, common, b));
  }

  /** Numbers are weak: they become what the tensor is, unless that cannot hold a fraction. */
  private static DType numberType(DType dtype, double number) {
    if (dtype.isFloating()) {
      return dtype;
    }
    if (dtype == DType.STRING) {
      return DType.promote(dtype, DType.FLOAT32);
    }
    boolean whole = number == Math.rint(number) && !Double.isInfinite(number);
    return whole ? dtype == DType.BOOL ? DType.INT32 : dtype : DType.FLOAT32;
  }

  private static DType arithmeticType(Binary op, DType common) {
    if (op == Binary.DIV && !common.isFloating()) {
      return DType.FLOAT32;
    }
    return common == DType.BOOL ? DType.INT32 : common;
  }

  static Tensor compare(Compare op, Tensor a, Tensor b) {
    DType common = a.dtype() == b.dtype() ? a.dtype() : DType.promote(a.dtype(), b.dtype());
    return Engine.run(op, a.cast(common), b.cast(common));
  }

  static Tensor compare(Compare op, Tensor a, double b) {
    DType common = numberType(a.dtype(), b);
    return Engine.run(op, a.cast(common), number(a, common, b));
  }

  /** A number as a scalar tensor on the device of {@code a}, of the dtype that both have. */
  static Tensor number(Tensor a, double value) {
    return number(a, numberType(a.dtype(), value), value);
  }

  /** A number as a scalar tensor on the device of {@code a}. */
  private static Tensor number(Tensor a, DType dtype, double value) {
    return Engine.beside(a, () -> Tensor.full(dtype, value));
  }
}
