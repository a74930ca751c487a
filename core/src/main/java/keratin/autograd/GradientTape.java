package keratin.autograd;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import keratin.tensor.Concat;
import keratin.tensor.Engine;
import keratin.tensor.ShapeException;
import keratin.tensor.Tape;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import keratin.tensor.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Records what happens to tensors, to find gradients afterwards.
 *
 * <p>Trainable variables are watched by themselves, other tensors after {@link #watch}. Gradients
 * are made of tensor ops: a tape around this one records them too, which gives second and higher
 * orders.
 *
 * {@snippet :
 * Tensor x = Tensor.of(3f);
 * try (var tape = new GradientTape()) {
 *   tape.watch(x);
 *   Tensor y = x.mul(x);
 *   Tensor dy = tape.gradient(y, x);    // 6
 * }
 * }
 *
 * @see <a href="https://www.tensorflow.org/api_docs/python/tf/GradientTape">tf.GradientTape</a>
 */
public final class GradientTape implements AutoCloseable {
  private final Tape tape;
  private final boolean persistent;
  private boolean used;
  private boolean unconnectedZeros;

  /** A tape for one gradient, which watches trainable variables. */
  public GradientTape() {
    this(false, true);
  }

  /**
   * A tape.
   *
   * @param persistent allows several calls of {@link #gradient}; what was recorded is kept until
   *     the tape is dropped
   * @param watchAccessedVariables whether trainable variables are watched without asking
   */
  public GradientTape(boolean persistent, boolean watchAccessedVariables) {
    this.persistent = persistent;
    this.tape = new Tape(watchAccessedVariables);
  }

  /** A tape that allows several calls of {@link #gradient}. */
  public static GradientTape persistent() {
    return new GradientTape(true, true);
  }

  /** Follows {@code x} from now on; integers and strings have no gradient and are passed over. */
  public void watch(Tensor x) {
    tape.watch(x);
  }

  /** The trainable variables used so far, in the order of first use. */
  public List<Variable> watchedVariables() {
    return tape.watchedVariables();
  }

  /**
   * What {@link #gradient} gives where nothing connects target and source: {@code "none"} (the
   * default) for null, {@code "zero"} for zeros.
   */
  public GradientTape unconnectedGradients(String kind) {
    if (!kind.equals("none") && !kind.equals("zero")) {
      throw new TensorException(
          "unconnectedGradients: \"%s\" is not known. Write \"none\" or \"zero\".".formatted(kind));
    }
    unconnectedZeros = kind.equals("zero");
    return this;
  }

  /** Runs {@code work} without recording it on this tape; other tapes hear it. */
  public <T extends @Nullable Object> T stopRecording(Supplier<T> work) {
    return tape.pausedWhile(work);
  }

  /** Forgets what was recorded. */
  public void reset() {
    tape.reset();
  }

  /**
   * The gradient of {@code Σ target} with respect to {@code source}; null if nothing connects them.
   *
   * @throws TensorException if a tape that is not persistent was used before
   */
  public @Nullable Tensor gradient(Tensor target, Tensor source) {
    return gradient(List.of(target), List.of(source), null).getFirst();
  }

  /** The gradients of {@code Σ target} with respect to each source; null where nothing connects. */
  public List<@Nullable Tensor> gradient(Tensor target, List<? extends Tensor> sources) {
    return gradient(List.of(target), sources, null);
  }

  /**
   * The gradients of {@code Σ targets · outputGradients}.
   *
   * @param outputGradients one per target, of its shape; null means ones
   */
  public List<@Nullable Tensor> gradient(
      List<? extends Tensor> targets,
      List<? extends Tensor> sources,
      @Nullable List<? extends @Nullable Tensor> outputGradients) {
    use();
    @Nullable Tensor @Nullable [] seeds =
        outputGradients == null ? null : outputGradients.toArray(new @Nullable Tensor[0]);
    @Nullable Tensor[] gradients =
        tape.gradient(targets.toArray(new Tensor[0]), sources.toArray(new Tensor[0]), seeds);
    if (!persistent) {
      tape.reset();
    }
    List<@Nullable Tensor> result = new ArrayList<>();
    for (int i = 0; i < gradients.length; i++) {
      Tensor g = gradients[i];
      result.add(g == null && unconnectedZeros ? sources.get(i).zerosLike() : g);
    }
    return result;
  }

  private void use() {
    if (used && !persistent) {
      throw new TensorException(
          "GradientTape.gradient was called a second time, but this tape is for one call.\n"
              + "  Make it with GradientTape.persistent() to call it more than once.");
    }
    used = true;
    if (!persistent) {
      tape.close();
    }
  }

  /**
   * All derivatives of {@code target} by {@code source}: shape {@code target.shape + source.shape}.
   * One backward walk per element of the target.
   *
   * @return null if nothing connects them
   */
  public @Nullable Tensor jacobian(Tensor target, Tensor source) {
    use();
    int count = Math.toIntExact(target.size());
    String device = target.device().toString();
    Tensor[] rows = new Tensor[count];
    for (int i = 0; i < count; i++) {
      float[] unit = new float[count];
      unit[i] = 1;
      Tensor seed = Tensor.of(unit, target.shape()).to(device).cast(target.dtype());
      Tensor row =
          tape.gradient(new Tensor[] {target}, new Tensor[] {source}, new Tensor[] {seed})[0];
      if (row == null) {
        return null;
      }
      rows[i] = row.expandDims(0);
    }
    if (!persistent) {
      tape.reset();
    }
    int[] shape = target.shape().append(source.shape().dims()).dims();
    return count == 0
        ? Tensor.full(source.dtype(), 0, shape)
        : Engine.run(new Concat(0), rows).reshape(shape);
  }

  /**
   * The Jacobian of every element of a batch by itself: {@code target (b, …t)} and {@code source
   * (b, …s)} give {@code (b, …t, …s)}. Elements of a batch must not depend on each other.
   */
  public @Nullable Tensor batchJacobian(Tensor target, Tensor source) {
    if (target.rank() == 0
        || source.rank() == 0
        || target.shape().dim(0) != source.shape().dim(0)) {
      throw new ShapeException(
          "batchJacobian: target %s and source %s must begin with the same batch axis."
              .formatted(target.shape(), source.shape()));
    }
    int batch = target.shape().dim(0);
    int outputs = (int) (target.size() / Math.max(1, batch));
    int inputs = (int) (source.size() / Math.max(1, batch));
    use();
    String device = target.device().toString();
    Tensor[] columns = new Tensor[outputs];
    for (int j = 0; j < outputs; j++) {
      float[] unit = new float[batch * outputs];
      for (int b = 0; b < batch; b++) {
        unit[b * outputs + j] = 1;
      }
      Tensor seed = Tensor.of(unit, target.shape()).to(device).cast(target.dtype());
      Tensor g =
          tape.gradient(new Tensor[] {target}, new Tensor[] {source}, new Tensor[] {seed})[0];
      if (g == null) {
        return null;
      }
      columns[j] = Objects.requireNonNull(g).reshape(batch, 1, inputs);
    }
    int[] shape = target.shape().append(source.shape().slice(1, source.rank()).dims()).dims();
    return outputs == 0
        ? Tensor.full(source.dtype(), 0, shape)
        : Engine.run(new Concat(1), columns).reshape(shape);
  }

  /** Stops recording; the gradient may be asked for afterwards. */
  @Override
  public void close() {
    tape.close();
  }
}
