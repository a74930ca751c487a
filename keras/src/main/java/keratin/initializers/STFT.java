package keratin.initializers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The kernel of a short-time Fourier transform as a convolution: element {@code (t, 0, k)} is
 * {@code window(t) · cos(−2πtk / F)}, or the sine, with {@code F = 2 · (frequencies − 1)}.
 *
 * {@snippet :
 * new STFT().side("imag").call(Shape.of(128, 1, 65), DType.FLOAT32);   // (128, 1, 65)
 * }
 *
 * @see <a href="https://keras.io/api/layers/initializers/">keras.initializers.STFT</a>
 */
public final class STFT extends Initializer {
  private static final String REAL = "real";
  private static final String DENSITY = "density";

  /** Options that hold a window: a name or numbers. */
  public static final Kind<Object> WINDOW =
      new Kind<>("the name of a window, or its numbers", STFT::parse, v -> v);

  private final Option<String> side = option("side", Kind.oneOf(REAL, "imag"), REAL);
  private final Option<@Nullable Object> window = option("window", WINDOW.orNull(), "hann");
  private final Option<@Nullable String> scaling =
      option("scaling", Kind.oneOf(DENSITY, "spectrum").orNull(), DENSITY);
  private final Option<Boolean> periodic = option("periodic", Kind.BOOL, false);

  /** The real side under Hann's window. */
  public STFT() {}

  private static Object parse(Object source) {
    List<Double> numbers = new ArrayList<>();
    switch (source) {
      case String name -> SignalWindows.require(name);
      case double[] array -> Arrays.stream(array).forEach(numbers::add);
      default -> ((List<?>) source).forEach(v -> numbers.add(((Number) v).doubleValue()));
    }
    return source instanceof String ? source : List.copyOf(numbers);
  }

  /** {@code "real"} for cosines, {@code "imag"} for sines. */
  public STFT side(String which) {
    side.set(which);
    return this;
  }

  /** A window by its name in SciPy, {@code "hann"} for example, its numbers, or null for none. */
  public STFT window(@Nullable Object nameOrNumbers) {
    window.set(nameOrNumbers);
    return this;
  }

  /**
   * {@code "density"} divides by the root of the window's sum of squares, {@code "spectrum"} by its
   * sum, null by nothing.
   */
  public STFT scaling(@Nullable String how) {
    scaling.set(how);
    return this;
  }

  /** Whether the window is one period, rather than symmetric. */
  public STFT periodic(boolean on) {
    periodic.set(on);
    return this;
  }

  /**
   * The kernel.
   *
   * @param shape {@code (frame, 1, frequencies)}
   * @throws ShapeException if it has other axes, or a given window another length
   */
  @Override
  public Tensor call(Shape shape, DType dtype) {
    if (shape.rank() != 3 || shape.dim(1) != 1) {
      throw new ShapeException(
          "STFT makes kernels (frame, 1, frequencies), but %s was asked for.".formatted(shape));
    }
    int frame = shape.dim(0);
    int frequencies = shape.dim(2);
    double[] weights = weights(frame);
    boolean cosines = side.get().equals(REAL);
    double[] kernel = new double[frame * frequencies];
    for (int t = 0; t < frame; t++) {
      for (int k = 0; k < frequencies; k++) {
        double angle = angle(t, k, 2 * (frequencies - 1), dtype);
        kernel[t * frequencies + k] = (cosines ? Math.cos(angle) : Math.sin(angle)) * weights[t];
      }
    }
    return Tensor.of(kernel, shape).cast(dtype);
  }

  /** In the precision of the weight, as Keras has it: far from 0 it shows. */
  private static double angle(int t, int k, int period, DType dtype) {
    return dtype == DType.FLOAT64
        ? -2.0 * t * ((double) k / period) * Math.PI
        : -2f * t * ((float) k / period) * (float) Math.PI;
  }

  private double[] weights(int frame) {
    double[] weights = new double[frame];
    switch (window.get()) {
      case String name -> weights = SignalWindows.of(name, frame, periodic.get());
      case List<?> numbers -> weights = numbers.stream().mapToDouble(v -> (Double) v).toArray();
      case null, default -> {
        Arrays.fill(weights, 1);
        return weights;
      }
    }
    if (weights.length != frame) {
      throw new ShapeException(
          "STFT: the window has %d numbers, but the frame %d.".formatted(weights.length, frame));
    }
    double scale = scale(weights);
    return Arrays.stream(weights).map(w -> w / scale).toArray();
  }

  private double scale(double[] weights) {
    String how = scaling.get();
    if (how == null) {
      return 1;
    }
    return how.equals(DENSITY)
        ? Math.sqrt(Arrays.stream(weights).map(w -> w * w).sum())
        : Arrays.stream(weights).map(Math::abs).sum();
  }
}
