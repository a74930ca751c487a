package keratin.tensor;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Mixed precision: while it is on, ops read floating variables as another dtype, mostly a shorter
 * one. The cast is an op like others, so gradients reach the variables in their own dtype.
 *
 * <p>Layers turn it on around their calls, by their dtype policy. Variables that must keep their
 * precision say so: {@link Variable#autocast}.
 */
public final class Autocast {
  private static final ScopedValue<DType> SCOPE = ScopedValue.newInstance();

  /*
   * Programs of one precision pay for this class with the reading of one field per op: it stays
   * false until the first scope of the process.
   */
  private static volatile boolean everUsed;

  private Autocast() {}

  /** True inside a scope. */
  public static boolean isOn() {
    return everUsed && SCOPE.isBound();
  }

  /** Runs {@code work} with variables read as {@code dtype}. */
  public static <T extends @Nullable Object> T during(DType dtype, Supplier<T> work) {
    everUsed = true;
    return ScopedValue.where(SCOPE, dtype).call(work::get);
  }

  /** What a variable seems to be: floating ones have the dtype of the scope. */
  static Spec seen(Variable variable, Spec kept) {
    return everUsed && SCOPE.isBound() && variable.isAutocast() && kept.dtype().isFloating()
        ? kept.as(SCOPE.get())
        : kept;
  }

  /** An operand as an op reads it: a variable cast to what it seems to be. */
  static Tensor read(Tensor operand) {
    if (!isOn() || !(operand instanceof Variable variable)) {
      return operand;
    }
    DType kept = variable.stored().dtype();
    DType wanted = variable.dtype();
    return kept == wanted ? operand : during(kept, () -> Engine.run(new Cast(wanted), variable));
  }

  /** Operands as an op reads them; the same array outside scopes. */
  static Tensor[] read(Tensor[] operands) {
    if (!isOn()) {
      return operands;
    }
    Tensor[] read = operands.clone();
    for (int i = 0; i < read.length; i++) {
      read[i] = read(read[i]);
    }
    return read;
  }
}
