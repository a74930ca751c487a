package keratin.layers;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Whether layers run as in training: what an inner layer hears when it was not told. */
public final class Training {
  private static final ScopedValue<Boolean> ON = ScopedValue.newInstance();

  private static final ScopedValue<Boolean> CALLING = ScopedValue.newInstance();

  private Training() {}

  /** True inside the call of a layer. */
  static boolean isCalling() {
    return CALLING.isBound() && CALLING.get();
  }

  /** Runs the outermost layer's call. */
  static <T> T calling(boolean training, Supplier<T> work) {
    return ScopedValue.where(CALLING, true).where(ON, training).call(work::get);
  }

  /** Runs what is not part of the call around it: what it does with symbols is recorded. */
  static <T extends @Nullable Object> T outside(Supplier<T> work) {
    return isCalling() ? ScopedValue.where(CALLING, false).call(work::get) : work.get();
  }

  /** Runs what is not part of the call around it. */
  static void outside(Runnable work) {
    if (isCalling()) {
      ScopedValue.where(CALLING, false).run(work);
    } else {
      work.run();
    }
  }

  /** True inside a call with {@code training = true}. */
  public static boolean isOn() {
    return ON.isBound() && ON.get();
  }

  /** The mode of a call that was not told: that of the call around it, or the layer's own. */
  static boolean of(Layer layer) {
    return ON.isBound() ? ON.get() : layer.trainsByDefault();
  }

  /** Runs {@code work} with this mode. */
  public static <T> T during(boolean training, Supplier<T> work) {
    if (training == isOn()) {
      return work.get();
    }
    return ScopedValue.where(ON, training).call(work::get);
  }
}
