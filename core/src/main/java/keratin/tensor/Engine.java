package keratin.tensor;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one door through which every op goes: shapes are checked, the device is found, numbers are
 * made, recorders hear of it.
 */
public final class Engine {
  private static final Spec[] NO_SPECS = {};
  private static final List<Backend> BACKENDS = load();

  private Engine() {}

  private static List<Backend> load() {
    List<Backend> found = new ArrayList<>();
    ServiceLoader.load(Backend.class, Engine.class.getClassLoader()).forEach(found::add);
    return List.copyOf(found);
  }

  /** The devices that are here. */
  public static List<Device> devices() {
    return BACKENDS.stream().map(Backend::device).toList();
  }

  /**
   * The backend of a device.
   *
   * @throws DeviceException listing the devices that are here
   */
  public static Backend backend(Device device) {
    for (Backend backend : BACKENDS) {
      if (backend.device().equals(device)) {
        return backend;
      }
    }
    throw new DeviceException(
        "There is no device %s here; available: %s.".formatted(device, devices())
            + (device.kind().equals("gpu")
                ? "\n  A GPU needs the module keratin.cuda on the path and NVIDIA's driver."
                : ""));
  }

  /** Runs an op with one output. */
  public static Tensor run(Op op, Tensor... in) {
    return runAll(op, in)[0];
  }

  /**
   * As {@link #run(Op, Tensor...)} for one elementwise op: programs are full of small ones, so
   * nothing is made here but the result.
   */
  public static Tensor run(Unary op, Tensor operand) {
    Tensor x = Autocast.read(operand);
    if (x.isSymbolic()) {
      return runAll(op, x)[0];
    }
    Backend backend = x.backend();
    Tensor y = Tensor.allocate(op.infer(x.spec()), backend);
    backend.run(op, x, y);
    Reference.reachabilityFence(x);
    if (Recorders.isListening()) {
      Recorders.record(op, new Tensor[] {x}, new Tensor[] {y});
    }
    return y;
  }

  /** As {@link #run(Unary, Tensor)}, for two operands. */
  public static Tensor run(Binary op, Tensor left, Tensor right) {
    Tensor a = Autocast.read(left);
    Tensor b = Autocast.read(right);
    Backend backend = a.backend();
    if (a.isSymbolic() || b.isSymbolic() || b.backend() != backend) {
      return runAll(op, a, b)[0];
    }
    Tensor y = Tensor.allocate(op.infer(a.spec(), b.spec()), backend);
    backend.run(op, a, b, y);
    Reference.reachabilityFence(a);
    Reference.reachabilityFence(b);
    if (Recorders.isListening()) {
      Recorders.record(op, new Tensor[] {a, b}, new Tensor[] {y});
    }
    return y;
  }

  /** Runs an op and gives all its outputs. */
  public static Tensor[] runAll(Op op, Tensor... operands) {
    Tensor[] in = Autocast.read(operands);
    Spec[] specs = in.length == 0 ? NO_SPECS : new Spec[in.length];
    boolean symbolic = false;
    boolean strings = false;
    for (int i = 0; i < in.length; i++) {
      specs[i] = in[i].spec();
      symbolic |= in[i].isSymbolic();
      strings |= specs[i].dtype() == DType.STRING;
    }
    if (op instanceof CustomOp custom && !symbolic) {
      return runCustom(custom, in);
    }
    Spec[] outSpecs = op.infer(specs);
    if (symbolic) {
      Tensor[] symbols = symbols(outSpecs);
      Recorders.recordSymbolic(op, in, symbols);
      return symbols;
    }
    Backend backend = backendOf(op, in);
    if (op instanceof Fused fused && !backend.fuses(fused, in)) {
      return onBackend(
          backend,
          () ->
              fused.definesGradient()
                  ? recorded(
                      op, in, Recorders.paused(() -> apart(decompose(fused, in, outSpecs), in)))
                  : decompose(fused, in, outSpecs));
    }
    Tensor[] out = new Tensor[outSpecs.length];
    if (op instanceof ReshapeOp || op instanceof StopGradient) {
      out[0] = in[0].shared(outSpecs[0]);
    } else if (strings || outSpecs[0].dtype() == DType.STRING) {
      return recorded(op, in, onBackend(backend, () -> StringMoves.run(op, in, outSpecs[0])));
    } else {
      for (int i = 0; i < out.length; i++) {
        out[i] = Tensor.allocate(outSpecs[i], backend);
      }
      backend.run(op, in, out);
      // The collector must not find an input dead while a kernel still reads its memory.
      for (Tensor tensor : in) {
        Reference.reachabilityFence(tensor);
      }
    }
    return recorded(op, in, out);
  }

  /** Steps of three bits of precision would not add up: those of float8 are done in float32. */
  private static Tensor[] decompose(Fused op, Tensor[] in, Spec[] outSpecs) {
    if (Arrays.stream(in).noneMatch(x -> x.dtype().isFloat8())) {
      return op.decompose(in);
    }
    Tensor[] wide =
        Arrays.stream(in)
            .map(x -> x.dtype().isFloat8() ? x.cast(DType.FLOAT32) : x)
            .toArray(Tensor[]::new);
    Tensor[] out = runAll(op, wide);
    for (int i = 0; i < out.length; i++) {
      out[i] = out[i].cast(outSpecs[i].dtype());
    }
    return out;
  }

  private static Tensor[] runCustom(CustomOp op, Tensor[] in) {
    Backend backend = backendOf(op, in);
    if (op.isTransparent()) {
      return onBackend(backend, () -> op.forward(in));
    }
    Tensor[] made = onBackend(backend, () -> Recorders.paused(() -> op.forward(in)));
    Tensor[] out = new Tensor[made.length];
    for (int i = 0; i < out.length; i++) {
      // What forward hands through, an input for example, must be told apart from the output.
      out[i] = made[i].shared(made[i].spec());
    }
    return recorded(op, in, out);
  }

  /** What an op hands through, a pool of windows of one element, is told apart from its input. */
  private static Tensor[] apart(Tensor[] made, Tensor[] in) {
    for (int i = 0; i < made.length; i++) {
      for (Tensor tensor : in) {
        made[i] = made[i] == tensor ? tensor.shared(tensor.spec()) : made[i];
      }
    }
    return made;
  }

  private static Tensor[] recorded(Op op, Tensor[] in, Tensor[] out) {
    Recorders.record(op, in, out);
    return out;
  }

  private static Tensor[] symbols(Spec[] specs) {
    Tensor[] out = new Tensor[specs.length];
    for (int i = 0; i < specs.length; i++) {
      out[i] = Tensor.symbol(specs[i]);
    }
    return out;
  }

  private static Backend backendOf(Op op, Tensor[] in) {
    if (in.length == 0) {
      return current();
    }
    Backend backend = in[0].backend();
    for (Tensor tensor : in) {
      if (tensor.backend() != backend) {
        throw differentDevices(op, in);
      }
    }
    return backend;
  }

  private static DeviceException differentDevices(Op op, Tensor[] in) {
    StringBuilder text = new StringBuilder(op.label() + ": operands on different devices:");
    for (Tensor tensor : in) {
      text.append("\n    ").append(tensor.spec()).append(" on ").append(tensor.device());
    }
    return new DeviceException(
        text + "\n  Copy one to the other's device: x.to(\"" + in[0].device() + "\")");
  }

  private static final ScopedValue<Backend> DEVICE = ScopedValue.newInstance();

  /** Runs {@code work} with new tensors made on {@code device}. */
  public static void onDevice(Device device, Runnable work) {
    ScopedValue.where(DEVICE, backend(device)).run(work);
  }

  /** Runs {@code work} with new tensors, constants for example, made where {@code like} is. */
  public static <T> T beside(Tensor like, Supplier<T> work) {
    return onBackend(like.backend(), work);
  }

  private static <T> T onBackend(Backend backend, Supplier<T> work) {
    return backend == current() ? work.get() : ScopedValue.where(DEVICE, backend).call(work::get);
  }

  /** Where new tensors are made. */
  static Backend current() {
    return DEVICE.isBound() ? DEVICE.get() : defaultBackend();
  }

  private static @Nullable Backend defaultBackend;

  private static Backend defaultBackend() {
    Backend backend = defaultBackend;
    if (backend == null) {
      backend = backend(Device.CPU);
      defaultBackend = backend;
    }
    return backend;
  }
}
