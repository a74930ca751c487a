package keratin.cpu;

import java.util.Arrays;
import keratin.ops.Signal;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Fourier transforms and what is made of them: sums of cosines say what must come out. */
final class SpectrumFuzz extends FuzzFamily {
  private static final int[] LENGTHS = {0, 1, 2, 3, 4, 5, 7, 8, 12, 13, 16, 17, 31, 32, 60, 64, 97};
  private static final double UNITS = 64;
  private static final @Nullable String[] WINDOWS = {"hann", "hamming", null, "hann", "kaiser"};
  private static final @Nullable String[] NORMS = {null, "ortho", null, "other"};

  SpectrumFuzz(long seed) {
    super(seed);
    add("fft", this::fft);
    add("ifft", this::ifft);
    add("fft2", this::fft2);
    add("rfft", this::rfft);
    add("irfft", this::irfft);
    add("stft", this::stft);
    add("stft as TensorFlow", this::framed);
    add("istft", this::istft);
    add("dct", this::dct);
    add("frame", () -> Signal.frame(signal(), oneOf(1, 2, 5), oneOf(1, 2, 3), flip()));
    add(
        "extractSequences",
        () -> Signal.extractSequences(signal(), oneOf(1, 2, 5), oneOf(1, 2, 3)));
    add("overlapAndAdd", this::overlapAndAdd);
    add("windows", this::windows);
    add("fftshift", this::shifted);
    add("fft of anything", () -> Signal.fft(any(), any()));
    add("rfft by x", this::gradient);
  }

  private int length() {
    return LENGTHS[random.nextInt(LENGTHS.length)];
  }

  private DType real() {
    return tensors.chance(0.5) ? DType.FLOAT32 : tensors.real();
  }

  private Tensor host(DType type, int length) {
    return switch (upTo(2)) {
      case 0 -> finite(type, length);
      case 1 -> finite(type, upTo(3), length);
      default -> finite(type, 2, upTo(2), length);
    };
  }

  private Tensor signal() {
    return on(host(real(), length()));
  }

  /** {@code cos(2πjk/n)} or the sine. */
  private static Tensor wave(int n, boolean sine) {
    double[] data = new double[n * n];
    Arrays.setAll(
        data,
        i -> {
          double angle = 2 * Math.PI * ((long) (i / n) * (i % n) % n) / n;
          return sine ? Math.sin(angle) : Math.cos(angle);
        });
    return Tensor.of(data, Shape.of(n, n));
  }

  /** Sums over the last axis, the imaginary one turned by {@code sign}. */
  private static Signal.Complex slow(Tensor real, Tensor imaginary, int sign) {
    int n = real.shape().dim(-1);
    Tensor cos = wave(n, false);
    Tensor sin = wave(n, true).mul(sign);
    return new Signal.Complex(
        real.matmul(cos).add(imaginary.matmul(sin)), imaginary.matmul(cos).sub(real.matmul(sin)));
  }

  private static void same(Signal.Complex actual, Signal.Complex expected) {
    double size = 1 + largest(expected.real()) + largest(expected.imaginary());
    double most = UNITS * epsilon(actual.real().dtype()) * size;
    near(wide(actual.real()), expected.real(), most);
    near(wide(actual.imaginary()), expected.imaginary(), most);
  }

  /** A signal of two axes or more, which sums by matrix products need. */
  private Tensor rows(DType type) {
    return finite(type, some(), length());
  }

  private Object fft() {
    Tensor re = rows(real());
    Tensor im = finite(re.dtype(), re.shape().dims());
    Signal.Complex y = Signal.fft(on(re), on(im));
    same(y, slow(wide(re), wide(im), 1));
    return y;
  }

  private Object ifft() {
    Tensor re = rows(real());
    Tensor im = finite(re.dtype(), re.shape().dims());
    Signal.Complex y = Signal.ifft(on(re), on(im));
    Signal.Complex sums = slow(wide(re), wide(im), -1);
    double n = Math.max(1, re.shape().dim(-1));
    same(y, new Signal.Complex(sums.real().div(n), sums.imaginary().div(n)));
    return y;
  }

  private Object fft2() {
    Tensor re = finite(real(), upTo(2), length(), some());
    Tensor im = finite(re.dtype(), re.shape().dims());
    Signal.Complex back = twice(re, im);
    same(back, new Signal.Complex(wide(re), wide(im)));
    return back;
  }

  private Signal.Complex twice(Tensor re, Tensor im) {
    Signal.Complex y = Signal.fft2(on(re), on(im));
    return Signal.ifft2(y.real(), y.imaginary());
  }

  private Object rfft() {
    Tensor x = rows(real());
    int n = x.shape().dim(-1);
    Integer length = tensors.chance(0.3) ? random.nextInt(-1, 99) : null;
    Signal.Complex y = Signal.rfft(on(x), length);
    if (length == null && n > 0) {
      Signal.Complex all = slow(wide(x), wide(x).zerosLike(), 1);
      same(
          y,
          new Signal.Complex(
              all.real().slice(1, 0, n / 2 + 1), all.imaginary().slice(1, 0, n / 2 + 1)));
    }
    return y;
  }

  private Object irfft() {
    Tensor x = rows(real());
    int n = x.shape().dim(-1);
    Signal.Complex y = Signal.rfft(on(x));
    Tensor back = Signal.irfft(y.real(), y.imaginary(), n);
    near(wide(back), wide(x), UNITS * epsilon(x.dtype()) * (1 + n));
    return back;
  }

  private Object stft() {
    int length = Math.min(oneOf(2, 4, 5, 8), 3000);
    int fft = length + Math.min(oneOf(0, 0, 3, -1), 3000);
    return Signal.stft(signal(), length, oneOf(1, 2, 4), fft, pick(WINDOWS), flip());
  }

  private Object framed() {
    int length = Math.min(oneOf(2, 4, 5, 8), 3000);
    return Signal.stft(
        signal(), length, oneOf(1, 2, 4), flip() ? null : random.nextInt(-1, 99), flip());
  }

  /** Back to the signal, but for its ends. */
  private Object istft() {
    int length = 8;
    int step = oneOf(2, 4);
    String window = pick(WINDOWS);
    Tensor x = finite(tensors.chance(0.5) ? DType.FLOAT32 : DType.FLOAT64, 1 + upTo(1), 64);
    Signal.Complex y = Signal.stft(on(x), length, step, length, window, true);
    Tensor back = Signal.istft(y.real(), y.imaginary(), length, step, length, 64, window, true);
    if (step <= length / 2) {
      // Longer steps leave gaps.
      near(wide(back), wide(x), 1e4 * epsilon(x.dtype()));
    }
    return back;
  }

  private Object dct() {
    Tensor x = rows(real());
    String norm = pick(NORMS);
    Tensor back = Signal.idct(Signal.dct(on(x), norm), norm);
    double n = norm == null ? 2.0 * x.shape().dim(-1) : 1;
    near(wide(back), wide(x).mul(n), UNITS * epsilon(x.dtype()) * n * (1 + x.shape().dim(-1)));
    return back;
  }

  private Object overlapAndAdd() {
    Tensor frames = finite(real(), upTo(2), upTo(4), length());
    Tensor y = Signal.overlapAndAdd(on(frames), oneOf(1, 2, 3));
    double total = wide(frames).sum().doubleValue();
    double most = UNITS * epsilon(frames.dtype()) * (1 + frames.size()) * 3;
    near(wide(y).sum(), Tensor.of(total), most);
    return y;
  }

  private Object windows() {
    int length = random.nextInt(-1, 40);
    Tensor y = flip() ? Signal.hannWindow(length, flip()) : Signal.hammingWindow(length, flip());
    for (double v : y.toDoubleArray()) {
      check(v >= -1e-6 && v <= 1.000001, "a window has " + v);
    }
    return y;
  }

  private Object shifted() {
    Tensor x = any();
    int[] axes = axes(2);
    Tensor back = Signal.ifftshift(Signal.fftshift(x, axes), axes);
    near(back, x, 0);
    return back;
  }

  private Object gradient() {
    Tensor x = rows(tensors.chance(0.5) ? DType.FLOAT32 : DType.FLOAT64);
    return agree(UNITS, gradient(in -> Signal.rfft(in[0]).imaginary(), 0), x);
  }
}
