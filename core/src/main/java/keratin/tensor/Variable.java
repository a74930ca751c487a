package keratin.tensor;

import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import keratin.memory.Memory;
import keratin.memory.Storage;
import org.jspecify.annotations.Nullable;

/**
 * A tensor whose value can be replaced: a weight, a counter, a moving average.
 *
 * <p>Usable wherever a tensor is; ops see the value of the moment. The value itself is an immutable
 * tensor, so assigning never changes what a tape or anybody else still holds. Trainable variables
 * are watched by every {@code GradientTape} without asking.
 *
 * <p>Not safe for one thread to assign while another reads.
 */
public final class Variable extends Tensor {
  private final String name;
  private boolean trainable;
  private boolean autocast = true;
  private Tensor value;
  private @Nullable UnaryOperator<Tensor> constraint;
  private @Nullable Supplier<String> maker;

  /** A variable that begins as {@code initial}. */
  public Variable(Tensor initial, String name, boolean trainable) {
    super(initial.spec(), initial.backend());
    this.name = name;
    this.trainable = trainable;
    this.value = own(initial);
  }

  /** A trainable variable that begins as {@code initial}. */
  public Variable(Tensor initial) {
    this(initial, "variable", true);
  }

  private Tensor own(Tensor tensor) {
    Tensor copy = tensor.alias(id());
    Memory.keep(copy);
    return copy;
  }

  /** The last part of the path, {@code "kernel"} for example. */
  @Override
  public String name() {
    return name;
  }

  /**
   * The names of what it was made in, then its own: {@code "mnist/dense/kernel"}. Several variables
   * may have the same.
   */
  public String path() {
    return maker == null ? name : maker.get() + "/" + name;
  }

  /** Sets what it was made in, by its path, which is asked for late: names may still change. */
  public Variable within(Supplier<String> path) {
    maker = path;
    return this;
  }

  /** True if tapes watch it and optimizers change it. */
  public boolean isTrainable() {
    return trainable;
  }

  /** Sets whether tapes watch it. */
  public Variable trainable(boolean on) {
    trainable = on;
    return this;
  }

  /** Whether layers of mixed precision read it in the dtype of their computation. */
  public boolean isAutocast() {
    return autocast;
  }

  /** Sets whether it is read in another dtype where {@link Autocast} is on; it is at first. */
  public Variable autocast(boolean on) {
    autocast = on;
    return this;
  }

  /** What an optimizer puts the value through after every step; null for nothing. */
  public @Nullable UnaryOperator<Tensor> constraint() {
    return constraint;
  }

  /** Sets what an optimizer puts the value through after every step. */
  public Variable constraint(@Nullable UnaryOperator<Tensor> condition) {
    constraint = condition;
    return this;
  }

  /** Shape and dtype; the dtype is that of the computation where {@link Autocast} is on. */
  @Override
  public Spec spec() {
    return Autocast.seen(this, super.spec());
  }

  /** The value as it is kept. */
  Tensor stored() {
    return value;
  }

  /** The value of now, which later assignments do not change. */
  public Tensor value() {
    return snapshot();
  }

  /** The value of now under this variable's identity: what tapes keep. */
  Tensor snapshot() {
    return value.alias(id());
  }

  /**
   * Replaces the value.
   *
   * @throws ShapeException if the shape differs
   * @throws DTypeException if the dtype differs
   */
  public Variable assign(Tensor next) {
    if (!next.shape().equals(shape())) {
      throw new ShapeException(
          "assign: the variable '%s' has shape %s, but the value has %s."
              .formatted(name, shape(), next.shape()));
    }
    if (next.dtype() != value.dtype()) {
      throw new DTypeException(
          "assign: the variable '%s' is %s, but the value is %s. Cast it: value.cast(DType.%s)"
              .formatted(name, value.dtype(), next.dtype(), value.dtype().name()));
    }
    Tensor old = value;
    value = own(next);
    old.release("an assignment to the variable '" + name + "'");
    return this;
  }

  /** Replaces a part: {@code v.assign("0:2, 1", x)} is {@code v[0:2, 1].assign(x)}. */
  public Variable assign(String index, Tensor part) {
    return assign(value.with(index, part));
  }

  /** Adds {@code delta} to the value. */
  public Variable assignAdd(Tensor delta) {
    return assign(value.add(delta));
  }

  /** Subtracts {@code delta} from the value. */
  public Variable assignSub(Tensor delta) {
    return assign(value.sub(delta));
  }

  @Override
  public boolean isSymbolic() {
    return false;
  }

  @Override
  public long address() {
    return value.address();
  }

  @Override
  Tensor alias(long id) {
    return value.alias(id);
  }

  @Override
  Tensor shared(Spec spec) {
    return value.shared(spec);
  }

  @Override
  String[] strings() {
    return value.strings();
  }

  @Override
  public Iterable<Storage> storages() {
    return List.of();
  }

  /** {@code <Variable path=kernel, shape=(2, 3), dtype=float32, value=…>}. */
  @Override
  public String toString() {
    return TensorPrinter.variable(path(), value);
  }

  @Override
  public String repr() {
    return toString();
  }
}
