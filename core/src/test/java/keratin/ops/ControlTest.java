package keratin.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import keratin.autograd.GradientCheck;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlTest {
  private static Tensor numbers() {
    return Tensor.of(new double[] {1, 2, 3, 4, 5});
  }

  @Test
  void branches() {
    assertThat(Ops.cond(Tensor.of(true), () -> 1, () -> 2)).isEqualTo(1);
    assertThat(
            Ops.<Tensor>switchCase(7, List.of(a -> a[0].neg(), a -> a[0].mul(2)), numbers())
                .get(0)
                .doubleValue())
        .isEqualTo(2);
  }

  @Test
  void loops() {
    Tensor[] end =
        Ops.whileLoop(
            s -> s[0].less(100).booleanValue(),
            s -> new Tensor[] {s[0].mul(2), s[1].add(1)},
            Tensor.of(1),
            Tensor.of(0));
    assertThat(end[0].intValue()).isEqualTo(128);
    assertThat(end[1].intValue()).isEqualTo(7);
    Tensor[] cut = Ops.whileLoop(s -> true, s -> new Tensor[] {s[0].mul(2)}, 3, Tensor.of(1));
    assertThat(cut[0].intValue()).isEqualTo(8);
    assertThat(Ops.foriLoop(2, 5, (i, sum) -> sum + i, 0)).isEqualTo(9);
  }

  @Test
  void scanCarriesAndKeeps() {
    Ops.Scanned<Tensor> sums =
        Ops.scan(
            (sum, x) -> new Ops.Step<>(sum.add(x), sum.add(x).square()), Tensor.of(0.0), numbers());
    assertThat(sums.carry().doubleValue()).isEqualTo(15);
    assertThat(sums.ys().toDoubleArray()).containsExactly(1, 9, 36, 100, 225);
    Ops.Scanned<Tensor> back =
        Ops.scan(
            (sum, x) -> new Ops.Step<>(sum.add(x), sum.add(x)), Tensor.of(0.0), numbers(), true);
    assertThat(back.ys().toDoubleArray()).containsExactly(15, 14, 12, 9, 5);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 8, 13})
  void associativeScanIsTheRunningResult(int length) {
    Tensor x = Ops.linspace(0.5, 1.5, length);
    float[] expected = Ops.cumprod(x, 0).toFloatArray();
    float[] found = Ops.associativeScan(Tensor::mul, x).toFloatArray();
    for (int i = 0; i < length; i++) {
      assertThat(found[i]).isCloseTo(expected[i], org.assertj.core.api.Assertions.within(1e-6f));
    }
    // The order of the operands is kept: the first of two, whatever comes.
    assertThat(Ops.associativeScan((a, b) -> a, x, true, 0).toFloatArray())
        .containsOnly(x.toFloatArray()[length - 1]);
  }

  @Test
  void maps() {
    Tensor rows = numbers().reshape(5, 1);
    assertThat(Ops.map(r -> r.square().sum(), rows).toDoubleArray())
        .containsExactly(1, 4, 9, 16, 25);
    Tensor y = Ops.vectorize(v -> Ops.stack(0, v, v.neg())).apply(numbers().reshape(5, 1));
    assertThat(y.shape().dims()).containsExactly(5, 1, 2);
    new GradientCheck(a -> Ops.vectorizedMap(r -> r.exp().sum(), a[0])).order(2).at(rows);
    assertThatThrownBy(() -> Ops.map(r -> r, Tensor.of(1.0)))
        .hasMessage(
            "map: there must be at least one slice along the first axis, but the shape is ().");
  }
}
