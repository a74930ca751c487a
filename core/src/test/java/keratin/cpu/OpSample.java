package keratin.cpu;

import java.util.List;
import java.util.stream.Stream;
import keratin.tensor.Backend;
import keratin.tensor.DType;
import keratin.tensor.Op;
import keratin.tensor.Placement;
import keratin.tensor.Shape;
import keratin.tensor.Spec;
import keratin.tensor.Tensor;

/**
 * An op, inputs for it, and the outputs that somebody else computed.
 *
 * @param out empty where the numbers are checked elsewhere
 */
record OpSample(Op op, List<Array> in, List<Array> out) {
  /** Numbers without memory: a table of tensors would be a leak. */
  record Array(Spec spec, double[] data) {
    @Override
    public String toString() {
      return spec.toString();
    }

    Tensor on(Backend backend) {
      return Placement.tensor(backend, spec, data);
    }
  }

  /** Arrays written as {@code "real(2, 3) 1 2 3 4 5 6"}; without numbers zeros. */
  static List<Array> in(String... texts) {
    return Stream.of(texts).map(OpSample::array).toList();
  }

  private static Array array(String text) {
    int open = text.indexOf('(');
    int close = text.indexOf(')');
    DType type = text.startsWith("real") ? DType.FLOAT64 : DType.of(text.substring(0, open));
    String lengths = text.substring(open + 1, close).replace(" ", "");
    int[] dims =
        lengths.isEmpty()
            ? new int[0]
            : Stream.of(lengths.split(",")).mapToInt(Integer::parseInt).toArray();
    Shape shape = Shape.of(dims);
    String numbers = text.substring(close + 1).strip();
    double[] data =
        numbers.isEmpty()
            ? new double[(int) shape.size()]
            : Stream.of(numbers.split(" ")).mapToDouble(OpSample::number).toArray();
    return new Array(new Spec(type, shape), data);
  }

  private static double number(String text) {
    return switch (text) {
      case "nan" -> Double.NaN;
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  Tensor[] inputs(Backend backend) {
    return in.stream().map(a -> a.on(backend)).toArray(Tensor[]::new);
  }

  Spec[] specs() {
    return in.stream().map(Array::spec).toArray(Spec[]::new);
  }

  /** True for the inputs whose dtype the op lets vary together. */
  boolean varies(int input) {
    DType group = DType.FLOAT64;
    if (in.stream().noneMatch(a -> a.spec().dtype() == DType.FLOAT64)) {
      group = in.getFirst().spec().dtype();
    }
    return in.get(input).spec().dtype() == group;
  }

  @Override
  public String toString() {
    return op + " " + in;
  }
}
