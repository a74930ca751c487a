package keratin.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What came, what was expected, what to do. Those of the ops are in OpContractTest. */
class ErrorTextTest {
  private static Tensor zeros(int... dims) {
    return Tensor.full(DType.FLOAT32, 0, dims);
  }

  private static Arguments error(Class<?> type, String message, ThrowingCallable code) {
    return Arguments.of(message, type, code);
  }

  static Stream<Arguments> errors() {
    return Stream.of(
        error(
            ShapeException.class,
            "A shape cannot have the length -2: (3, -2)",
            () -> Shape.of(3, -2)),
        error(
            ShapeException.class,
            "add: Incompatible shapes: [4,32,32,3] vs. [1,4,1,1]\n"
                + "  Axes are aligned at the end; two lengths fit if they are equal or one of them"
                + " is 1. Here 32 meets 4.",
            () -> zeros(4, 32, 32, 3).add(zeros(1, 4, 1, 1))),
        error(
            IndexException.class,
            "axis 2 is out of range for the shape (2, 3), which has 2 axes",
            () -> zeros(2, 3).sum(2)),
        error(
            IndexException.class,
            "axis -2 is out of range for the shape (5,), which has 1 axis",
            () -> zeros(5).argmax(-2)),
        error(
            IndexException.class,
            "axis 1 is named twice for the shape (2, 3)",
            () -> zeros(2, 3).sum(1, 1)),
        error(
            IndexException.class,
            "expandDims: axis 4 is out of range for the shape (2, 3); valid: -3 to 2",
            () -> zeros(2, 3).expandDims(4)),
        error(
            ShapeException.class,
            "squeeze: axis 1 of the shape (1, 3) has length 3, not 1.",
            () -> zeros(1, 3).squeeze(1)),
        error(
            ShapeException.class,
            "reshape: [-1, -1] may hold lengths and one -1, to be found from the rest.",
            () -> zeros(2, 3).reshape(-1, -1)),
        error(
            ShapeException.class,
            "The shape (2, 2) holds 4 elements, but there are 3.",
            () -> Tensor.of(new float[3], Shape.of(2, 2))),
        error(
            ShapeException.class,
            "The rows of a tensor must have one length; the first of each make the shape (2, 2).",
            () -> Tensor.of(new float[][] {{1, 2}, {3}})),
        error(
            TensorException.class,
            "A tensor cannot hold null; element 1 is.",
            () -> Tensor.of(Arrays.asList(1, null))),
        error(
            DTypeException.class,
            "A tensor cannot be made of java.lang.Thread. Use numbers, booleans, strings, arrays or"
                + " lists of them.",
            () -> Tensor.of(Thread.currentThread())),
        error(
            DTypeException.class,
            "one is not a number that a float32 tensor can hold.",
            () -> Tensor.of(List.of("one"), DType.FLOAT32)),
        error(
            DTypeException.class,
            "Unknown dtype \"flaot32\". Known: [bool, uint8, uint16, uint32, int8, int16, int32,"
                + " int64, float8_e4m3fn, float8_e5m2, float16, bfloat16, float32, float64,"
                + " string]",
            () -> DType.of("flaot32")),
        error(
            DTypeException.class,
            "No dtype holds both string and float32. Strings.toNumber reads strings,"
                + " Strings.asString writes them.",
            () -> DType.promote(DType.STRING, DType.FLOAT32)),
        error(
            DTypeException.class,
            "(3,) float32 does not hold strings.",
            () -> zeros(3).toStringArray()),
        error(
            ShapeException.class,
            "Only a tensor of one element is a number; this one has the shape (3,).",
            () -> zeros(3).floatValue()),
        error(
            TensorException.class,
            "(None, 3) float32 has no numbers: it is a symbol in a model.",
            () -> Tensor.symbol(new Spec(DType.FLOAT32, Shape.of(-1, 3))).toFloatArray()),
        error(
            TensorException.class,
            "(1,) string has no numbers: it is made of strings.",
            () -> Tensor.of(new String[] {"a"}).address()),
        error(
            ShapeException.class,
            "assign: the variable 'w' has shape (3,), but the value has (2,).",
            () -> new Variable(zeros(3), "w", true).assign(zeros(2))),
        error(
            DTypeException.class,
            "assign: the variable 'w' is float32, but the value is int32. Cast it:"
                + " value.cast(DType.FLOAT32)",
            () -> new Variable(zeros(3), "w", true).assign(Tensor.of(new int[3]))),
        error(
            TensorException.class,
            "Integer division by zero. Cast to a floating dtype if inf or nan should come out.",
            () -> Tensor.of(1).floorDiv(Tensor.of(0))),
        error(
            TensorException.class,
            "Integers to negative integer powers are not allowed: 2 ** -1. Cast to a floating"
                + " dtype.",
            () -> Tensor.of(2).pow(Tensor.of(-1))),
        error(
            ShapeException.class,
            "matmul: both sides need at least two axes, but a is (3,) and b is (3, 2).\n"
                + "  Give a vector a second axis: v.expandDims(0) or v.expandDims(1)",
            () -> zeros(3).matmul(zeros(3, 2))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("errors")
  void says(String message, Class<?> type, ThrowingCallable code) {
    assertThatThrownBy(code).isExactlyInstanceOf(type).hasMessage(message);
  }

  @Test
  void layersAddWhereItHappened() {
    TensorException e = new ShapeException("matmul: a (32, 784) does not fit");
    e.within("Dense \"logits\" (units=10)").within("layer 4 of Sequential \"mnist\"");
    e.advise("The layer was built for inputs ending in 512.");
    e.advise("Something less close.");
    assertThat(e)
        .hasMessage(
            """
            matmul: a (32, 784) does not fit
              in Dense "logits" (units=10), layer 4 of Sequential "mnist"
              The layer was built for inputs ending in 512.\
            """);
  }
}
