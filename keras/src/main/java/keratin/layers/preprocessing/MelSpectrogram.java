package keratin.layers.preprocessing;

import java.util.Map;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.layers.FluentLayer;
import keratin.ops.Ops;
import keratin.ops.Signal;
import keratin.tensor.DType;
import keratin.tensor.Engine;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * How loud signals are at pitches as people hear them, and when: the power of a short-time Fourier
 * transform, summed in triangles that are equally wide on the mel scale, in decibels.
 *
 * <p>Signals are {@code (samples,)} or {@code (batch, samples)}, spectrograms {@code (…, pitches,
 * frames)}.
 *
 * {@snippet :
 * var mel = new MelSpectrogram().fftLength(64).sequenceStride(16).numMelBins(8);
 * mel.of(x);   // (2, 160) -> (2, 8, 11)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/preprocessing_layers/audio_preprocessing/mel_spectrogram/">keras.layers.MelSpectrogram</a>
 */
public final class MelSpectrogram extends FluentLayer<MelSpectrogram> {
  private final Option<Integer> fftLength = option("fft_length", Kind.POSITIVE, 2048);
  private final Option<Integer> sequenceStride = option("sequence_stride", Kind.POSITIVE, 512);
  private final Option<@Nullable Integer> sequenceLength =
      option("sequence_length", Kind.POSITIVE.orNull(), null);
  private final Option<@Nullable String> window =
      option("window", Kind.oneOf("hann", "hamming").orNull(), "hann");
  private final Option<Integer> samplingRate = option("sampling_rate", Kind.POSITIVE, 16000);
  private final Option<Integer> numMelBins = option("num_mel_bins", Kind.POSITIVE, 128);
  private final Option<Double> minFreq = option("min_freq", Kind.FLOAT, 20.0);
  private final Option<@Nullable Double> maxFreq = option("max_freq", Kind.FLOAT.orNull(), null);
  private final Option<Boolean> powerToDb = option("power_to_db", Kind.BOOL, true);
  private final Option<Double> topDb = option("top_db", Kind.FLOAT, 80.0);
  private final Option<Double> magExp = option("mag_exp", Kind.FLOAT, 2.0);
  private final Option<Double> minPower = option("min_power", Kind.FLOAT, 1e-10);
  private final Option<Double> refPower = option("ref_power", Kind.FLOAT, 1.0);

  /** 128 pitches of signals of 16,000 samples per second. */
  public MelSpectrogram() {}

  /** The length of the transform. */
  public MelSpectrogram fftLength(int samples) {
    fftLength.set(samples);
    return this;
  }

  /** How many samples lie between the middles of frames. */
  public MelSpectrogram sequenceStride(int samples) {
    sequenceStride.set(samples);
    return this;
  }

  /** How many samples a frame has; by default as many as the transform. */
  public MelSpectrogram sequenceLength(int samples) {
    sequenceLength.set(samples);
    return this;
  }

  /** {@code "hann"}, {@code "hamming"}, or null for none. */
  public MelSpectrogram window(@Nullable String name) {
    window.set(name);
    return this;
  }

  /** How many samples there are per second. */
  public MelSpectrogram samplingRate(int hertz) {
    samplingRate.set(hertz);
    return this;
  }

  /** How many pitches there are. */
  public MelSpectrogram numMelBins(int count) {
    numMelBins.set(count);
    return this;
  }

  /** Where the lowest pitch begins. */
  public MelSpectrogram minFreq(double hertz) {
    minFreq.set(hertz);
    return this;
  }

  /** Where the highest pitch ends; by default half of the sampling rate. */
  public MelSpectrogram maxFreq(double hertz) {
    maxFreq.set(hertz);
    return this;
  }

  /** Whether powers become decibels. */
  public MelSpectrogram powerToDb(boolean on) {
    powerToDb.set(on);
    return this;
  }

  /** How many decibels below the loudest are told apart. */
  public MelSpectrogram topDb(double decibels) {
    topDb.set(decibels);
    return this;
  }

  /** The exponent of magnitudes: 2 for power. */
  public MelSpectrogram magExp(double exponent) {
    magExp.set(exponent);
    return this;
  }

  /** The smallest power. */
  public MelSpectrogram minPower(double power) {
    minPower.set(power);
    return this;
  }

  /** The power of 0 decibels. */
  public MelSpectrogram refPower(double power) {
    refPower.set(power);
    return this;
  }

  /** Sizes that follow from others are written as well, as Keras does. */
  @Override
  public Map<String, @Nullable Object> getConfig() {
    Map<String, @Nullable Object> config = super.getConfig();
    config.put("sequence_length", frame());
    config.put("max_freq", highest());
    return config;
  }

  private int frame() {
    Integer given = sequenceLength.get();
    int frame = given == null ? fftLength.get() : given;
    if (frame > fftLength.get()) {
      throw new ShapeException(
          "MelSpectrogram: sequence_length must be at most fft_length, %d, but is %d."
              .formatted(fftLength.get(), frame));
    }
    return frame;
  }

  private double highest() {
    Double given = maxFreq.get();
    return given == null || given == 0 ? samplingRate.get() / 2 : given;
  }

  @Override
  protected Tensor call(Tensor input, boolean training) {
    if (input.rank() == 0) {
      throw new ShapeException(
          "MelSpectrogram needs signals (…, samples), but got %s.".formatted(input.shape()));
    }
    if (input.isSymbolic()) {
      return Tensor.symbol(input.spec().as(shape(input.shape())).as(computeDtype()));
    }
    DType type = computeDtype() == DType.FLOAT64 ? DType.FLOAT64 : DType.FLOAT32;
    Tensor mel = powers(input.cast(type)).matmul(triangles(input, type));
    Tensor y = powerToDb.get() ? decibels(mel) : mel;
    return Ops.swapaxes(y, -1, -2).cast(computeDtype());
  }

  private Shape shape(Shape signals) {
    int time = signals.dim(-1);
    int fft = fftLength.get();
    // Frames are centred: half a transform is added at both ends.
    int frames =
        time == Shape.UNKNOWN ? time : 1 + (time + fft / 2 * 2 - fft) / sequenceStride.get();
    return signals.slice(0, signals.rank() - 1).append(numMelBins.get(), frames);
  }

  /** {@code (…, frames, frequencies)} */
  private Tensor powers(Tensor x) {
    Signal.Complex y =
        Signal.stft(
            x, frame(), sequenceStride.get(), fftLength.get(), window.get(), /* center= */ true);
    return y.real().square().add(y.imaginary().square()).sqrt().pow(magExp.get());
  }

  private Tensor triangles(Tensor beside, DType type) {
    int frequencies = fftLength.get() / 2 + 1;
    float[] weights =
        MelTriangles.of(
            numMelBins.get(), frequencies, samplingRate.get(), minFreq.get(), highest());
    Shape shape = Shape.of(frequencies, numMelBins.get());
    return Engine.beside(beside, () -> Tensor.of(weights, shape)).cast(type);
  }

  private Tensor decibels(Tensor mel) {
    if (mel.size() == 0) {
      return mel;
    }
    double reference = 10 * Math.log10(Math.max(Math.abs(refPower.get()), minPower.get()));
    Tensor level = mel.maximum(minPower.get()).log().mul(10 / Math.log(10)).sub(reference);
    return level.maximum(level.max().sub(topDb.get()));
  }
}
