package keratin.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import keratin.autograd.GradientCheck;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import keratin.testing.Golden;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("A11")
class SignalTest {
  private static final double ROUNDING = 1e-12;

  private static Tensor random(int seed, int... dims) {
    Shape shape = Shape.of(dims);
    return Tensor.of(new Random(seed).doubles((int) shape.size(), -1, 1).toArray(), shape);
  }

  private static void assertSame(Tensor actual, Tensor expected) {
    Golden.assertClose(actual, expected, ROUNDING, ROUNDING);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 8, 12, 13, 64, 97, 1000})
  void transformsAreTheSumsOfTheirDefinition(int n) {
    Tensor re = random(1, 2, n);
    Tensor im = random(2, 2, n);
    Signal.Complex made = Signal.fft(re, im);
    Tensor steps = Ops.range(n).cast(re.dtype());
    Tensor turns = steps.expandDims(1).mul(steps).mod(n);
    Tensor angles = turns.mul(2 * Math.PI / n);
    Tensor cos = angles.cos();
    Tensor sin = angles.sin();
    Golden.assertClose(made.real(), re.matmul(cos).add(im.matmul(sin)), 1e-11, 1e-11);
    Golden.assertClose(made.imaginary(), im.matmul(cos).sub(re.matmul(sin)), 1e-11, 1e-11);
    Signal.Complex back = Signal.ifft(made.real(), made.imaginary());
    assertSame(back.real(), re);
    assertSame(back.imaginary(), im);

    Signal.Complex half = Signal.rfft(re);
    assertThat(half.real().shape()).isEqualTo(Shape.of(2, n / 2 + 1));
    assertSame(Signal.irfft(half.real(), half.imaginary(), n), re);
  }

  @Test
  void twoAxes() {
    Tensor re = random(1, 2, 3, 4);
    Tensor im = random(2, 2, 3, 4);
    Signal.Complex made = Signal.fft2(re, im);
    assertSame(made.real().get(0, 0, 0), re.get(0).sum());
    Signal.Complex back = Signal.ifft2(made.real(), made.imaginary());
    assertSame(back.real(), re);
    assertSame(back.imaginary(), im);
  }

  @Test
  void lengths() {
    Tensor x = random(1, 5);
    assertSame(Signal.rfft(x, 3).real(), Signal.rfft(x.slice(0, 0, 3)).real());
    assertSame(
        Signal.rfft(x, 8).imaginary(), Signal.rfft(Ops.pad(x, new int[][] {{0, 3}})).imaginary());
    assertThat(Signal.irfft(x, x).shape()).isEqualTo(Shape.of(8));
    assertThat(Signal.rfft(Ops.range(4)).real().toFloatArray()).containsExactly(6, -2, -2);
    assertThatThrownBy(() -> Signal.rfft(x, 0))
        .hasMessage("rfft: the length of the transform must be at least 1, but is 0.");
  }

  @Test
  void frames() {
    assertThat(Signal.extractSequences(Ops.range(7), 3, 2).toIntArray())
        .containsExactly(0, 1, 2, 2, 3, 4, 4, 5, 6);
    assertThat(Signal.extractSequences(Ops.ones(2, 3), 4, 1).shape()).isEqualTo(Shape.of(2, 0, 4));
    assertThatThrownBy(() -> Signal.extractSequences(Ops.range(7), 3, 0))
        .hasMessage("extract_sequences: length and stride must be at least 1, but are 3 and 0.");
  }

  @Test
  void framesAddUpToTheirSignal() {
    Tensor x = random(3, 2, 64);
    for (String window : new String[] {"hann", "hamming", null}) {
      Signal.Complex frames = Signal.stft(x, 12, 4, 16, window, true);
      assertThat(frames.real().shape()).isEqualTo(Shape.of(2, 17, 9));
      assertSame(Signal.istft(frames.real(), frames.imaginary(), 12, 4, 16, 64, window, true), x);
    }
    Signal.Complex plain = Signal.stft(x, 16, 8, 16, null, false);
    assertSame(Signal.istft(plain.real(), plain.imaginary(), 16, 8, 16, null, null, false), x);
    assertThatThrownBy(() -> Signal.stft(x, 16, 4, 8, "hann", true))
        .hasMessage("stft: sequenceLength must be at least 1 and at most fftLength 8, but is 16.");
    assertThatThrownBy(() -> Signal.stft(x, 8, 4, 8, "kaiser", true))
        .hasMessage("stft: \"kaiser\" is no window. Use \"hann\", \"hamming\" or null.");
  }

  @Test
  void gradients() {
    new GradientCheck(
            x -> {
              Signal.Complex y = Signal.stft(x[0], 4, 2, 6, "hann", true);
              return y.real().square().add(y.imaginary().square()).square().sum();
            })
        .order(2)
        .at(random(4, 12));
    new GradientCheck(x -> Signal.irfft(x[0], x[1], 7).square().sum())
        .order(2)
        .at(random(5, 4), random(6, 4));
  }

  @Test
  void windows() {
    assertThat(Signal.hannWindow(4).toFloatArray()).containsExactly(0, 0.5f, 1, 0.5f);
    assertThat(Signal.hannWindow(5).toFloatArray()).containsExactly(0, 0.5f, 1, 0.5f, 0);
    assertThat(Signal.hammingWindow(1).toFloatArray()).containsExactly(1);
  }

  @Test
  void complexNumbersAsPairs() {
    Tensor pairs = random(7, 3, 2);
    Signal.Complex x = Signal.viewAsComplex(pairs);
    assertThat(x.real().shape()).isEqualTo(Shape.of(3));
    assertSame(Signal.viewAsReal(x.real(), x.imaginary()), pairs);
    assertThatThrownBy(() -> Signal.viewAsComplex(random(7, 3)))
        .hasMessage(
            "view_as_complex: the last axis must hold the two parts, but the shape is (3,).");
  }

  @Test
  void nothingAndLessThanNothing() {
    assertThat(Signal.idct(Ops.zeros(2, 0), null).shape()).isEqualTo(Shape.of(2, 0));
    assertThat(Signal.hannWindow(0).size()).isZero();
    assertThatThrownBy(() -> Signal.hannWindow(-1))
        .hasMessage("A window cannot have -1 elements. Give a length of at least 0.");
    assertThatThrownBy(() -> Ops.kaiser(-2, 3))
        .hasMessage("A window cannot have -2 elements. Give a length of at least 0.");
    assertThatThrownBy(() -> Ops.bartlett(-1)).isInstanceOf(TensorException.class);
  }

  @Test
  void withoutAWindowAllIsTransformed() {
    Tensor x = Tensor.of(new double[] {1, 2, 3, 4});
    assertThat(Signal.stft(x, 2, 4, 4, null, false).real().get("0, 0").doubleValue()).isEqualTo(10);
  }
}
