package keratin.layers;

import java.util.function.Supplier;

/** Whether layers run as in training: what an inner layer hears when it was not told. */
public final class Training {
  private static final ScopedValue<Boolean> ON = ScopedValue.newInstance();

  private Training() {}

  /** True inside a call with {@code training = true}. */
  public static boolean isOn() {
    return ON.isBound() && ON.get();
  }

  /** Runs {@code work} with this mode. */
  public static <T> T during(boolean training, Supplier<T> work) {
    if (training == isOn()) {
      return work.get();
    }
    return ScopedValue.where(ON, training).call(work::get);
  }
}
