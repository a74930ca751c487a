package keratin.tensor;

/** Puts tensors where tests want them: on backends that no device name leads to. */
public final class Placement {
  private Placement() {}

  /** A tensor of these numbers on {@code backend}. */
  public static Tensor tensor(Backend backend, Spec spec, double[] data) {
    Tensor host = Tensor.of(data, spec.shape()).cast(spec.dtype());
    return copy(backend, host);
  }

  /** A copy of {@code x} on {@code backend}. */
  public static Tensor copy(Backend backend, Tensor x) {
    Tensor copy = Tensor.allocate(x.spec(), backend);
    if (x.spec().bytes() > 0) {
      try (var arena = java.lang.foreign.Arena.ofConfined()) {
        var host = arena.allocate(x.spec().bytes(), 64);
        x.backend().download(x, host);
        backend.upload(host, copy);
      }
    }
    return copy;
  }
}
