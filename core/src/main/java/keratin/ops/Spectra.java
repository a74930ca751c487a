package keratin.ops;

import java.util.Arrays;
import java.util.stream.IntStream;
import keratin.tensor.Engine;
import keratin.tensor.ScatterAdd;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import org.jspecify.annotations.Nullable;

/** Complex numbers as pairs of tensors, and transforms that are real. */
abstract class Spectra {
  Spectra() {}

  /** Complex numbers, by their parts. */
  public record Complex(Tensor real, Tensor imaginary) {}

  /** Pairs of numbers in the last axis as complex ones: {@code (…, 2)} gives {@code (…)}. */
  public static Complex viewAsComplex(Tensor x) {
    if (x.rank() == 0 || x.shape().dim(-1) != 2) {
      throw new ShapeException(
          "view_as_complex: the last axis must hold the two parts, but the shape is %s."
              .formatted(x.shape()));
    }
    return new Complex(x.get("..., 0"), x.get("..., 1"));
  }

  /** The parts of complex numbers on a new last axis: {@code (…)} gives {@code (…, 2)}. */
  public static Tensor viewAsReal(Tensor real, Tensor imaginary) {
    return Ops.stack(-1, real, imaginary);
  }

  // ---- complex numbers ----

  /**
   * The complex numbers of these lengths at these angles in radians: {@code length · e^(i·angle)}.
   */
  public static Complex polar(Tensor length, Tensor angle) {
    return new Complex(length.mul(angle.cos()), length.mul(angle.sin()));
  }

  /** The angles of complex numbers in radians, from −π to π. */
  public static Tensor angle(Tensor real, Tensor imaginary) {
    return Ops.arctan2(imaginary, real);
  }

  /** The lengths of complex numbers. */
  public static Tensor abs(Tensor real, Tensor imaginary) {
    return Ops.hypot(real, imaginary);
  }

  /** Complex numbers with the other sign of the imaginary part. */
  public static Complex conjugate(Tensor real, Tensor imaginary) {
    return new Complex(real, imaginary.neg());
  }

  /** As {@link #conjugate(Tensor, Tensor)}. */
  public static Complex conj(Tensor real, Tensor imaginary) {
    return conjugate(real, imaginary);
  }

  /** The real parts of complex numbers. */
  public static Tensor real(Tensor real, Tensor imaginary) {
    return real;
  }

  /** The imaginary parts of complex numbers. */
  public static Tensor imag(Tensor real, Tensor imaginary) {
    return imaginary;
  }

  /** True where complex numbers have no imaginary part. */
  public static Tensor isreal(Tensor real, Tensor imaginary) {
    return imaginary.equal(0);
  }

  // ---- rows ----

  /** The last axis, or these, turned by half, so that the frequency 0 is in the middle. */
  public static Tensor fftshift(Tensor x, int... axes) {
    return shifted(x, axes, 0);
  }

  /** Undoes {@link #fftshift}. */
  public static Tensor ifftshift(Tensor x, int... axes) {
    return shifted(x, axes, 1);
  }

  private static Tensor shifted(Tensor x, int[] axes, int more) {
    Tensor y = x;
    for (int axis : axes.length == 0 ? IntStream.range(0, x.rank()).toArray() : axes) {
      y = Ops.roll(y, (x.shape().dim(axis) + more) / 2, axis);
    }
    return y;
  }

  /**
   * The cosine transform of the last axis, type 2: {@code Y_k = 2 Σ_j x_j cos(πk(2j + 1) / 2n)}.
   *
   * @param norm {@code "ortho"} for an orthogonal matrix, or null
   */
  public static Tensor dct(Tensor x, @Nullable String norm) {
    return Ops.matmul(x, cosines(x, norm).transpose());
  }

  /** Undoes {@link #dct} but for a factor 2n, which there is none of if norm is "ortho". */
  public static Tensor idct(Tensor x, @Nullable String norm) {
    int n = x.shape().dim(-1);
    Tensor matrix = cosines(x, norm);
    if (norm != null) {
      return Ops.matmul(x, matrix);
    }
    // Of the constant part the sum has one, of the others two.
    double[] weights = new double[n];
    Arrays.setAll(weights, i -> i == 0 ? 0.5 : 1);
    Tensor halves = Engine.beside(x, () -> Tensor.of(weights)).cast(x.dtype());
    return Ops.matmul(x.mul(halves), matrix);
  }

  private static Tensor cosines(Tensor x, @Nullable String norm) {
    if (norm != null && !norm.equals("ortho")) {
      throw new TensorException("dct: norm is \"ortho\" or null, but is \"%s\".".formatted(norm));
    }
    int n = x.shape().dim(-1);
    double[] data = new double[n * n];
    for (int k = 0; k < n; k++) {
      double scale = norm == null ? 2 : Math.sqrt((k == 0 ? 1.0 : 2.0) / n);
      for (int j = 0; j < n; j++) {
        data[k * n + j] = scale * Math.cos(Math.PI * k * (2 * j + 1) / (2.0 * n));
      }
    }
    return Engine.beside(x, () -> Tensor.of(data, Shape.of(n, n))).cast(x.dtype());
  }

  /**
   * Frames {@code (…, frames, length)} put back at every {@code frameStep}, where they meet added.
   */
  public static Tensor overlapAndAdd(Tensor signal, int frameStep) {
    if (Composition.isOpen(signal, -2) || Composition.isOpen(signal, -1)) {
      return Composition.of("overlap_and_add", in -> overlapAndAdd(in[0], frameStep), signal);
    }
    int frames = signal.shape().dim(-2);
    int length = signal.shape().dim(-1);
    int[] places = new int[frames * length];
    Arrays.setAll(places, i -> i / length * frameStep + i % length);
    Tensor at = Engine.beside(signal, () -> Tensor.of(places, Shape.of(frames, length)));
    int total = frames == 0 ? 0 : (frames - 1) * frameStep + length;
    return Engine.run(new ScatterAdd(signal.rank() - 2, total), signal, at);
  }
}
