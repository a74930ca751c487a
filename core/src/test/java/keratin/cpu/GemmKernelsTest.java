package keratin.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import keratin.tensor.DType;
import keratin.tensor.Engine;
import keratin.tensor.MatMul;
import keratin.tensor.Op;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GemmKernelsTest {
  private final SplittableRandom random = new SplittableRandom(9);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7|7", "1|1", "5|1", "1|5", "2,1|2,3", "2,1|1,3", "2,3|3", "4,1|4", "40|40", "0|1", "2,3|-",
        "-|3"
      })
  void batchesBroadcast(String a, String b) {
    for (int flags = 0; flags < 4; flags++) {
      for (DType type : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
        boolean transA = (flags & 1) != 0;
        boolean transB = (flags & 2) != 0;
        Tensor left = normal(batch(a).append(transA ? 9 : 6, transA ? 6 : 9)).cast(type);
        Tensor right = normal(batch(b).append(transB ? 5 : 9, transB ? 9 : 5)).cast(type);
        Op op = new MatMul(transA, transB);
        Tensor got = Engine.run(op, left, right);
        Tensor expected = Tensor.full(type, 0, got.shape().dims());
        ScalarMatMul.run(new MatMul(transA, transB), left, right, expected);
        // Nine products below 4 each: 36 times a few roundings.
        double bound = type == DType.FLOAT32 ? 1e-5 : 1e-13;
        double[] have = got.cast(DType.FLOAT64).toDoubleArray();
        double[] want = expected.cast(DType.FLOAT64).toDoubleArray();
        for (int i = 0; i < want.length; i++) {
          assertThat(have[i]).as("%s %s %s at %d", op, a, b, i).isCloseTo(want[i], within(bound));
        }
      }
    }
  }

  private static Shape batch(String text) {
    return text.equals("-")
        ? Shape.SCALAR
        : Shape.of(Stream.of(text.split(",")).mapToInt(Integer::parseInt).toArray());
  }

  private Tensor normal(Shape shape) {
    return Tensor.of(random.doubles(shape.size(), -2, 2).toArray(), shape);
  }
}
