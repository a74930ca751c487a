package keratin.ops;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import keratin.tensor.DType;
import keratin.tensor.Engine;
import keratin.tensor.Fourier;
import keratin.tensor.ScatterAdd;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import org.jspecify.annotations.Nullable;

/**
 * Fourier transforms, of whole rows and of short frames of a signal. Complex numbers are two
 * tensors of one shape, real and imaginary parts.
 *
 * @see <a href="https://keras.io/api/ops/fft/">keras.ops, FFT</a>
 */
public final class Signal extends Spectra {
  private Signal() {}

  // ---- whole rows ----

  /** The Fourier transform along the last axis, {@code Y_k = Σ_j X_j · exp(−2πi·jk / n)}. */
  public static Complex fft(Tensor real, Tensor imaginary) {
    return run(false, real, imaginary);
  }

  /** The inverse of {@link #fft}, {@code X_j = Σ_k Y_k · exp(2πi·jk / n) / n}. */
  public static Complex ifft(Tensor real, Tensor imaginary) {
    if (Composition.isOpen(real, -1)) {
      return complex(Composition.all("ifft", in -> parts(ifft(in[0], in[1])), real, imaginary));
    }
    Complex sums = run(true, real, imaginary);
    double scale = 1.0 / Math.max(1, real.shape().dim(-1));
    return new Complex(sums.real().mul(scale), sums.imaginary().mul(scale));
  }

  /** The Fourier transform along the last two axes. */
  public static Complex fft2(Tensor real, Tensor imaginary) {
    Complex rows = fft(real, imaginary);
    return turned(fft(turned(rows.real()), turned(rows.imaginary())));
  }

  /** The inverse of {@link #fft2}. */
  public static Complex ifft2(Tensor real, Tensor imaginary) {
    Complex rows = ifft(real, imaginary);
    return turned(ifft(turned(rows.real()), turned(rows.imaginary())));
  }

  /** The Fourier transform of real rows. */
  public static Complex rfft(Tensor x) {
    return rfft(x, null);
  }

  /**
   * The Fourier transform of real rows, {@code (…, fftLength / 2 + 1)}: the other half would be its
   * mirror image.
   *
   * @param fftLength cuts the rows or extends them by zeros; null for their own length
   */
  public static Complex rfft(Tensor x, @Nullable Integer fftLength) {
    if (Composition.isOpen(x, -1)) {
      return complex(Composition.all("rfft", in -> parts(rfft(in[0], fftLength)), x));
    }
    Tensor rows = x.dtype().isFloating() ? x : x.cast(DType.FLOAT32);
    int n = fftLength == null ? x.shape().dim(-1) : fftLength;
    Tensor fitted = fitted(rows, checked("rfft", n));
    Complex whole = fft(fitted, fitted.zerosLike());
    return new Complex(
        whole.real().slice(-1, 0, n / 2 + 1), whole.imaginary().slice(-1, 0, n / 2 + 1));
  }

  /** The inverse of {@link #rfft(Tensor)} for rows of even length. */
  public static Tensor irfft(Tensor real, Tensor imaginary) {
    return irfft(real, imaginary, null);
  }

  /**
   * The real rows of length {@code fftLength} that {@link #rfft(Tensor, Integer)} made these of.
   *
   * @param fftLength null for {@code 2 · (n − 1)}; what more is needed of the spectrum is zeros
   */
  public static Tensor irfft(Tensor real, Tensor imaginary, @Nullable Integer fftLength) {
    if (Composition.isOpen(real, imaginary)) {
      return Composition.of("irfft", in -> irfft(in[0], in[1], fftLength), real, imaginary);
    }
    int n = checked("irfft", fftLength == null ? 2 * (real.shape().dim(-1) - 1) : fftLength);
    Tensor re = fitted(real, n / 2 + 1);
    Tensor im = fitted(imaginary, n / 2 + 1);
    int mirrored = n - (n / 2 + 1);
    if (mirrored > 0) {
      // Y_(n−k) is the conjugate of Y_k.
      re = Ops.concat(-1, re, Ops.flip(re.slice(-1, 1, mirrored), -1));
      im = Ops.concat(-1, im, Ops.flip(im.slice(-1, 1, mirrored), -1).neg());
    }
    return ifft(re, im).real();
  }

  private static Tensor[] parts(Complex x) {
    return new Tensor[] {x.real(), x.imaginary()};
  }

  private static Complex complex(Tensor[] parts) {
    return new Complex(parts[0], parts[1]);
  }

  private static Complex run(boolean inverse, Tensor real, Tensor imaginary) {
    DType type = DType.promote(real.dtype(), imaginary.dtype());
    DType floating = type.isFloating() ? type : DType.FLOAT32;
    Tensor[] out =
        Engine.runAll(new Fourier(inverse), real.cast(floating), imaginary.cast(floating));
    return new Complex(out[0], out[1]);
  }

  private static Tensor turned(Tensor x) {
    return Ops.swapaxes(x, -1, -2);
  }

  private static Complex turned(Complex x) {
    return new Complex(turned(x.real()), turned(x.imaginary()));
  }

  private static int checked(String op, int length) {
    if (length < 1) {
      throw new ShapeException(
          "%s: the length of the transform must be at least 1, but is %d.".formatted(op, length));
    }
    return length;
  }

  /** The last axis cut, or extended by zeros. */
  private static Tensor fitted(Tensor x, int length) {
    int n = x.shape().dim(-1);
    return n >= length ? x.slice(-1, 0, length) : padded(x, 0, length - n, "constant");
  }

  private static Tensor padded(Tensor x, int before, int after, String mode) {
    int[][] paddings = new int[x.rank()][2];
    paddings[x.rank() - 1] = new int[] {before, after};
    return Ops.pad(x, paddings, mode);
  }

  // ---- frames ----

  /**
   * Frames of a signal, {@code (…, 1 + (n − sequenceLength) / sequenceStride, sequenceLength)};
   * what is left at the end is dropped.
   */
  public static Tensor extractSequences(Tensor x, int sequenceLength, int sequenceStride) {
    if (sequenceLength < 1 || sequenceStride < 1) {
      throw new TensorException(
          "extract_sequences: length and stride must be at least 1, but are %d and %d."
              .formatted(sequenceLength, sequenceStride));
    }
    if (Composition.isOpen(x, -1)) {
      return Composition.of(
          "extract_sequences", in -> extractSequences(in[0], sequenceLength, sequenceStride), x);
    }
    int n = x.shape().dim(-1);
    int count = n < sequenceLength ? 0 : 1 + (n - sequenceLength) / sequenceStride;
    return x.gather(places(x, count, sequenceLength, sequenceStride), -1);
  }

  /**
   * Frames of a signal as {@code tf.signal.frame} has them.
   *
   * @param padEnd fills up with zeros at the end, so that a frame begins at every step
   */
  public static Tensor frame(Tensor signal, int frameLength, int frameStep, boolean padEnd) {
    if (!padEnd) {
      return extractSequences(signal, frameLength, frameStep);
    }
    if (Composition.isOpen(signal, -1)) {
      return Composition.of("frame", in -> frame(in[0], frameLength, frameStep, padEnd), signal);
    }
    int n = signal.shape().dim(-1);
    int count = Math.ceilDiv(n, Math.max(1, frameStep));
    int missing = Math.max(0, (count - 1) * frameStep + frameLength - n);
    Tensor all = extractSequences(padded(signal, 0, missing, "constant"), frameLength, frameStep);
    return all.slice(-2, 0, count);
  }

  /** Where the elements of the frames lie in the signal, {@code (count, length)}. */
  private static Tensor places(Tensor like, int count, int length, int stride) {
    int[] places = new int[count * length];
    Arrays.setAll(places, i -> i / length * stride + i % length);
    return Engine.beside(like, () -> Tensor.of(places, Shape.of(count, length)));
  }

  /**
   * The Fourier transform of overlapping frames, {@code (…, frames, fftLength / 2 + 1)}.
   *
   * @param x real signals, {@code (…, n)}
   * @param fftLength at least sequenceLength; the window stands in its middle
   * @param window {@code "hann"}, {@code "hamming"}, or null for none
   * @param center mirrors half a frame onto both ends, so that frame t is centred at {@code t ·
   *     sequenceStride}
   */
  public static Complex stft(
      Tensor x,
      int sequenceLength,
      int sequenceStride,
      int fftLength,
      @Nullable String window,
      boolean center) {
    Tensor weights = window("stft", x, window, sequenceLength, fftLength);
    Tensor signal = center ? padded(x, fftLength / 2, fftLength / 2, "reflect") : x;
    Tensor frames = extractSequences(signal, fftLength, sequenceStride);
    return rfft(frames.mul(weights));
  }

  /**
   * The Fourier transform of overlapping frames, as {@code tf.signal.stft} has it: under a periodic
   * Hann window, not centred.
   *
   * @param fftLength null for the smallest power of two that holds a frame
   * @param padEnd as of {@link #frame}
   */
  public static Complex stft(
      Tensor signals, int frameLength, int frameStep, @Nullable Integer fftLength, boolean padEnd) {
    int smallest = frameLength < 2 ? 1 : 2 * Integer.highestOneBit(frameLength - 1);
    Tensor window = Engine.beside(signals, () -> hannWindow(frameLength)).cast(signals.dtype());
    Tensor frames = frame(signals, frameLength, frameStep, padEnd).mul(window);
    return rfft(frames, fftLength == null ? smallest : fftLength);
  }

  /**
   * The signal of which {@link #stft} made these frames: each is transformed back, weighted by the
   * window and added where it was; the sum is divided by that of the windows' squares.
   *
   * @param length elements of the result; null for as many as the frames cover
   */
  public static Tensor istft(
      Tensor real,
      Tensor imaginary,
      int sequenceLength,
      int sequenceStride,
      int fftLength,
      @Nullable Integer length,
      @Nullable String window,
      boolean center) {
    Tensor frames = irfft(real, imaginary, fftLength);
    Tensor weights = window("istft", frames, window, sequenceLength, fftLength);
    int count = frames.shape().dim(-2);
    int whole = fftLength + sequenceStride * (count - 1);
    Tensor places = places(frames, count, fftLength, sequenceStride);
    Tensor sum = overlapped(frames.mul(weights), places, whole);
    Tensor squares =
        overlapped(weights.square().broadcastTo(Shape.of(count, fftLength)), places, whole);
    Tensor positive = squares.greater(1e-11);
    Tensor signal = sum.div(Tensor.where(positive, squares, squares.onesLike()));
    int start = center ? fftLength / 2 : 0;
    int covered = whole - start - (center ? fftLength / 2 : 0);
    return length == null
        ? signal.slice(-1, start, covered)
        : fitted(signal.slice(-1, start, whole - start), length);
  }

  private static Tensor overlapped(Tensor frames, Tensor places, int whole) {
    return Engine.run(new ScatterAdd(frames.rank() - 2, whole), frames, places);
  }

  private static Tensor window(
      String op, Tensor like, @Nullable String name, int length, int fftLength) {
    if (length > fftLength || length < 1) {
      throw new TensorException(
          "%s: sequenceLength must be at least 1 and at most fftLength %d, but is %d."
              .formatted(op, fftLength, length));
    }
    DType type = like.dtype().isFloating() ? like.dtype() : DType.FLOAT32;
    IntToDoubleFunction values =
        switch (name) {
          // Without a window the whole transform is of the signal, whatever the length.
          case null -> i -> 1;
          case "hann" -> cosine(length, 0.5, -0.5);
          case "hamming" -> cosine(length, 0.54, -0.46);
          default ->
              throw new TensorException(
                  "%s: \"%s\" is no window. Use \"hann\", \"hamming\" or null."
                      .formatted(op, name));
        };
    double[] middle = new double[fftLength];
    int filled = name == null ? fftLength : length;
    int before = (fftLength - filled) / 2;
    for (int i = 0; i < filled; i++) {
      middle[before + i] = values.applyAsDouble(i);
    }
    return Engine.beside(like, () -> Tensor.of(middle, Shape.of(fftLength)).cast(type));
  }

  // ---- windows ----

  /**
   * The periodic Hann window, {@code 0.5 − 0.5·cos(2πi/n)}; as TensorFlow has it, an odd length
   * gives the symmetric one, {@link Ops#hanning}. float32.
   *
   * @see <a href="https://www.tensorflow.org/api_docs/python/tf/signal/hann_window">
   *     tf.signal.hann_window</a>
   */
  public static Tensor hannWindow(int windowLength) {
    return Ops.window(windowLength, cosine(windowLength, 0.5, -0.5));
  }

  /** The periodic Hamming window, {@code 0.54 − 0.46·cos(2πi/n)}, as {@link #hannWindow}. */
  public static Tensor hammingWindow(int windowLength) {
    return Ops.window(windowLength, cosine(windowLength, 0.54, -0.46));
  }

  /** As {@link #hannWindow(int)}, or the symmetric one, {@link Ops#hanning}. */
  public static Tensor hannWindow(int windowLength, boolean periodic) {
    return periodic ? hannWindow(windowLength) : Ops.hanning(windowLength);
  }

  /** As {@link #hammingWindow(int)}, or the symmetric one, {@link Ops#hamming}. */
  public static Tensor hammingWindow(int windowLength, boolean periodic) {
    return periodic ? hammingWindow(windowLength) : Ops.hamming(windowLength);
  }

  private static IntToDoubleFunction cosine(int length, double constant, double once) {
    double period = length % 2 == 0 ? length : length - 1;
    return i -> length == 1 ? 1 : constant + once * Math.cos(2 * Math.PI * i / period);
  }
}
