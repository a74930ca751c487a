package keratin.layers.preprocessing;

import java.util.Objects;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.initializers.STFT;
import keratin.layers.SpatialLayer;
import keratin.ops.Nn;
import keratin.ops.Ops;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Which frequencies signals have, and when: the short-time Fourier transform of each channel, as a
 * convolution whose kernels can be trained.
 *
 * <p>Signals are {@code (batch, time, channels)}, spectrograms {@code (batch, frames, channels ·
 * frequencies)}; with {@code expandDims} they are pictures {@code (batch, frames, frequencies,
 * channels)}.
 *
 * {@snippet :
 * new STFTSpectrogram().frameLength(16).of(x);   // (2, 64, 1) -> (2, 7, 9)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/preprocessing_layers/audio_preprocessing/stft_spectrogram/">keras.layers.STFTSpectrogram</a>
 */
public final class STFTSpectrogram extends SpatialLayer<STFTSpectrogram> {
  private static final String LOG = "log";
  private static final String IMAG = "imag";
  private static final String REAL = "real";
  private static final String SAME = "same";
  private static final double EPSILON = 1e-7;

  private final Option<String> mode =
      option("mode", Kind.oneOf(LOG, "magnitude", "psd", REAL, IMAG, "angle", "stft"), LOG);
  private final Option<Integer> frameLength = option("frame_length", Kind.POSITIVE, 256);
  private final Option<@Nullable Integer> frameStep =
      option("frame_step", Kind.POSITIVE.orNull(), null);
  private final Option<@Nullable Integer> fftLength =
      option("fft_length", Kind.POSITIVE.orNull(), null);
  private final Option<@Nullable Object> window = option("window", STFT.WINDOW.orNull(), "hann");
  private final Option<Boolean> periodic = option("periodic", Kind.BOOL, false);
  private final Option<@Nullable String> scaling =
      option("scaling", Kind.oneOf("density", "spectrum").orNull(), "density");
  private final Option<String> padding = option("padding", Kind.oneOf("valid", SAME), "valid");
  private final Option<Boolean> expandDims = option("expand_dims", Kind.BOOL, false);
  private @Nullable Variable realKernel;
  private @Nullable Variable imagKernel;

  /** Logarithms of magnitudes, of frames of 256 samples. */
  public STFTSpectrogram() {
    super(1);
  }

  /**
   * What is given: {@code "log"} and {@code "magnitude"} are how strong frequencies are, {@code
   * "psd"} the power of both sides, {@code "real"}, {@code "imag"} and {@code "angle"} parts of the
   * transform, {@code "stft"} both parts one after the other.
   */
  public STFTSpectrogram mode(String what) {
    mode.set(what);
    return this;
  }

  /** How many samples a frame has. */
  public STFTSpectrogram frameLength(int samples) {
    frameLength.set(samples);
    return this;
  }

  /** How many samples lie between the beginnings of frames; by default half a frame. */
  public STFTSpectrogram frameStep(int samples) {
    frameStep.set(samples);
    return this;
  }

  /**
   * The length of the transform, which gives half as many frequencies and one; by default the next
   * power of two.
   */
  public STFTSpectrogram fftLength(int samples) {
    fftLength.set(samples);
    return this;
  }

  /** A window by its name in SciPy, its numbers, or null for none. */
  public STFTSpectrogram window(@Nullable Object nameOrNumbers) {
    window.set(nameOrNumbers);
    return this;
  }

  /** Whether the window is one period, rather than symmetric. */
  public STFTSpectrogram periodic(boolean on) {
    periodic.set(on);
    return this;
  }

  /** {@code "density"}, {@code "spectrum"} or null: see {@link STFT#scaling}. */
  public STFTSpectrogram scaling(@Nullable String how) {
    scaling.set(how);
    return this;
  }

  /** {@code "valid"}, or {@code "same"} for frames that go over the ends. */
  public STFTSpectrogram padding(String how) {
    padding.set(how);
    return this;
  }

  /** Whether frequencies have an axis of their own. */
  public STFTSpectrogram expandDims(boolean on) {
    expandDims.set(on);
    return this;
  }

  // ---- sizes ----

  private int step() {
    Integer given = frameStep.get();
    int step = given == null ? frameLength.get() / 2 : given;
    if (step < 1 || step > frameLength.get()) {
      throw new ShapeException(
          "STFTSpectrogram: frame_step must be from 1 to frame_length, %d, but is %d."
              .formatted(frameLength.get(), step));
    }
    return step;
  }

  private int frequencies() {
    Integer given = fftLength.get();
    int length = frameLength.get();
    int fft = given == null ? 1 << (32 - Integer.numberOfLeadingZeros(length - 1)) : given;
    if (fft < length) {
      throw new ShapeException(
          "STFTSpectrogram: fft_length must be at least frame_length, %d, but is %d."
              .formatted(length, fft));
    }
    return fft / 2 + 1;
  }

  private int frames(int time) {
    if (time == Shape.UNKNOWN) {
      return time;
    }
    return padding.get().equals(SAME)
        ? Math.ceilDiv(time, step())
        : Math.max(0, (time - frameLength.get()) / step() + 1);
  }

  @Override
  protected void build(Shape input) {
    axes().require(this, input);
    Shape shape = Shape.of(frameLength.get(), 1, frequencies());
    step();
    realKernel = mode.get().equals(IMAG) ? null : addWeight("real_kernel", shape, kernel(REAL));
    imagKernel = mode.get().equals(REAL) ? null : addWeight("imag_kernel", shape, kernel(IMAG));
  }

  private STFT kernel(String side) {
    return new STFT()
        .side(side)
        .window(window.get())
        .scaling(scaling.get())
        .periodic(periodic.get());
  }

  // ---- the function ----

  @Override
  protected Tensor call(Tensor x, boolean training) {
    axes().require(this, x.shape());
    Tensor signals = axes().channelsFirst() ? x : x.transpose(0, 2, 1);
    if (x.isSymbolic()) {
      return Tensor.symbol(x.spec().as(shape(signals.shape())));
    }
    Tensor real = realKernel == null ? null : transformed(signals, realKernel);
    Tensor imag = imagKernel == null ? null : transformed(signals, imagKernel);
    return laidOut(spectrum(real, imag));
  }

  /** One side of the transform, {@code (batch, channels, frequencies, frames)}. */
  private Tensor transformed(Tensor signals, Tensor kernel) {
    Shape shape = signals.shape();
    Tensor apart = signals.reshape(-1, shape.dim(2), 1);
    int[] step = {step()};
    Tensor y =
        Nn.conv(apart, kernel.cast(signals.dtype()), step, padding.get(), null, new int[] {1});
    return y.transpose(0, 2, 1)
        .reshape(shape.dim(0), shape.dim(1), y.shape().dim(2), y.shape().dim(1));
  }

  private Tensor spectrum(@Nullable Tensor real, @Nullable Tensor imag) {
    if (real == null || imag == null) {
      return Objects.requireNonNull(real == null ? imag : real);
    }
    return switch (mode.get()) {
      case "angle" -> Ops.arctan2(imag, real);
      case "stft" -> Ops.concat(2, real, imag);
      case "psd" -> twoSided(real.square().add(imag.square()));
      case LOG -> magnitude(real, imag).maximum(EPSILON).log();
      default -> magnitude(real, imag);
    };
  }

  private static Tensor magnitude(Tensor real, Tensor imag) {
    return real.square().add(imag.square()).maximum(EPSILON).sqrt();
  }

  /** All frequencies but the first and the last are on both sides. */
  private static Tensor twoSided(Tensor power) {
    Tensor inner = power.slice(2, 1, power.shape().dim(2) - 2);
    return power.add(Ops.pad(inner, new int[][] {{0, 0}, {0, 0}, {1, 1}, {0, 0}}));
  }

  private Tensor laidOut(Tensor y) {
    boolean first = axes().channelsFirst();
    if (expandDims.get()) {
      return first ? y.transpose(0, 1, 3, 2) : y.transpose(0, 3, 2, 1);
    }
    Shape shape = y.shape();
    Tensor flat = y.reshape(shape.dim(0), shape.dim(1) * shape.dim(2), shape.dim(3));
    return first ? flat : flat.transpose(0, 2, 1);
  }

  /** The shape of the result for signals {@code (batch, channels, time)}. */
  private Shape shape(Shape signals) {
    int sides = mode.get().equals("stft") ? 2 : 1;
    int rows = sides * frequencies();
    int channels = signals.dim(1);
    int frames = frames(signals.dim(2));
    boolean first = axes().channelsFirst();
    if (expandDims.get()) {
      return first
          ? Shape.of(signals.dim(0), channels, frames, rows)
          : Shape.of(signals.dim(0), frames, rows, channels);
    }
    int flat = channels == Shape.UNKNOWN ? channels : channels * rows;
    return first ? Shape.of(signals.dim(0), flat, frames) : Shape.of(signals.dim(0), frames, flat);
  }
}
