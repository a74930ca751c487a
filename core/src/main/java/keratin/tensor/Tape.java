package keratin.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import keratin.memory.Memory;
import keratin.memory.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Reverse-mode differentiation: writes down the ops that watched tensors go through, and walks
 * back.
 *
 * <p>Users meet it as {@code keratin.autograd.GradientTape}.
 */
public final class Tape implements Recorder, AutoCloseable {
  private record Node(Op op, Tensor[] in, Tensor[] out) {}

  private final boolean watchVariables;
  private final @Nullable Scope scope = Scope.current();
  private final LongMap<Boolean> tracked = new LongMap<>();
  private final LongMap<Variable> variables = new LongMap<>();
  private final List<Variable> watchedVariables = new ArrayList<>();
  private List<Node> nodes = new ArrayList<>();

  /** A tape that listens on this thread from now on. */
  public Tape(boolean watchVariables) {
    this.watchVariables = watchVariables;
    Recorders.push(this);
  }

  /** Follows {@code x} from now on. Only floating-point tensors have gradients. */
  public void watch(Tensor x) {
    if (x.dtype().isFloating()) {
      tracked.put(x.id(), true);
    }
  }

  /** The trainable variables that were used while the tape listened, in the order of first use. */
  public List<Variable> watchedVariables() {
    return List.copyOf(watchedVariables);
  }

  /** Forgets everything heard so far. */
  public void reset() {
    nodes = new ArrayList<>();
  }

  @Override
  public void record(Op op, Tensor[] in, Tensor[] out) {
    if (!op.isDifferentiable()) {
      return;
    }
    boolean follow = false;
    for (Tensor x : in) {
      follow |= follows(x);
    }
    if (!follow) {
      return;
    }
    Tensor[] inputs = in.clone();
    Tensor[] outputs = out.clone();
    for (int i = 0; i < in.length; i++) {
      if (in[i] instanceof Variable v) {
        inputs[i] = v.snapshot();
      }
    }
    for (Tensor y : out) {
      watch(y);
    }
    dropUnneeded(op, inputs, outputs);
    for (Tensor x : inputs) {
      x.outlive(scope);
    }
    for (Tensor y : outputs) {
      y.outlive(scope);
    }
    nodes.add(new Node(op, inputs, outputs));
  }

  private boolean follows(Tensor x) {
    if (tracked.contains(x.id())) {
      return true;
    }
    if (watchVariables && x instanceof Variable v && v.isTrainable()) {
      if (variables.get(v.id()) == null) {
        variables.put(v.id(), v);
        watchedVariables.add(v);
      }
      watch(v);
      return tracked.contains(x.id());
    }
    return false;
  }

  /** Lets the memory go that the gradient will not read. */
  private static void dropUnneeded(Op op, Tensor[] in, Tensor[] out) {
    for (int i = 0; i < in.length; i++) {
      if (!op.keepsInput(i)) {
        in[i] = in[i].hollow();
      }
    }
    for (int i = 0; i < out.length; i++) {
      if (!op.keepsOutput(i)) {
        out[i] = out[i].hollow();
      }
    }
  }

  /**
   * Gradients of {@code Σ targets · dy} with respect to the sources; null where nothing connects.
   *
   * @param dy a gradient per target, of the target's shape; null means ones
   */
  public @Nullable Tensor[] gradient(
      Tensor[] targets, Tensor[] sources, @Nullable Tensor @Nullable [] dy) {
    return Memory.tidy("the gradient tape", () -> walkBack(targets, sources, dy));
  }

  private @Nullable Tensor[] walkBack(
      Tensor[] targets, Tensor[] sources, @Nullable Tensor @Nullable [] dy) {
    GradientSums gradients = new GradientSums(sources);
    for (int i = 0; i < targets.length; i++) {
      if (tracked.contains(targets[i].id())) {
        Tensor seed = dy == null ? null : dy[i];
        if (seed != null && !seed.shape().equals(targets[i].shape())) {
          throw new ShapeException(
              "gradient: the output gradient has shape %s, but its target has %s."
                  .formatted(seed.shape(), targets[i].shape()));
        }
        gradients.add(targets[i], seed == null ? targets[i].onesLike() : seed);
      }
    }
    // The list may grow while we walk: a persistent tape that still listens hears its own gradient.
    for (int n = nodes.size() - 1; n >= 0; n--) {
      Node node = nodes.get(n);
      Tensor[] received = gradients.of(node.op, node.out);
      if (received.length == 0) {
        continue;
      }
      @Nullable Tensor[] parts = Engine.beside(received[0], () -> vjp(node, received));
      for (int i = 0; i < parts.length; i++) {
        Tensor part = parts[i];
        if (part != null && tracked.contains(node.in[i].id())) {
          gradients.add(node.in[i], part);
        }
      }
      gradients.leave(node.out, received, parts);
    }
    @Nullable Tensor[] result = new @Nullable Tensor[sources.length];
    for (int i = 0; i < sources.length; i++) {
      result[i] = gradients.of(sources[i]);
    }
    return result;
  }

  private @Nullable Tensor[] vjp(Node node, Tensor[] received) {
    boolean[] wanted = wanted(node);
    return node.op instanceof Primitive
        ? node.op.vjp(node.in, node.out, received, wanted)
        : Memory.tidy(node.op.label(), () -> node.op.vjp(node.in, node.out, received, wanted));
  }

  private boolean[] wanted(Node node) {
    boolean[] wanted = new boolean[node.in.length];
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = tracked.contains(node.in[i].id());
    }
    return wanted;
  }

  /** Runs {@code work} unheard. */
  public <T extends @Nullable Object> T pausedWhile(Supplier<T> work) {
    boolean listening = Recorders.remove(this);
    try {
      return work.get();
    } finally {
      if (listening) {
        Recorders.push(this);
      }
    }
  }

  /** Stops listening. What was heard stays until the tape is used or dropped. */
  @Override
  public void close() {
    Recorders.remove(this);
  }
}
