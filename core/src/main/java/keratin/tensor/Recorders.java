package keratin.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Supplier;

/** The stack of recorders of a thread. A {@link ScopedValue} would not fit try-with-resources. */
public final class Recorders {
  private static final ThreadLocal<Recorders> CURRENT = ThreadLocal.withInitial(Recorders::new);

  private List<Recorder> stack = new ArrayList<>();

  private Recorders() {}

  /** Lets {@code recorder} hear the ops of this thread. */
  public static void push(Recorder recorder) {
    CURRENT.get().stack.add(recorder);
  }

  /**
   * Ends what {@link #push} began; recorders pushed later may still be there. False if it was not
   * listening on this thread.
   */
  public static boolean remove(Recorder recorder) {
    List<Recorder> stack = CURRENT.get().stack;
    for (int i = stack.size() - 1; i >= 0; i--) {
      if (stack.get(i) == recorder) {
        stack.remove(i);
        return true;
      }
    }
    return false;
  }

  /** True if somebody listens on this thread. */
  public static boolean isListening() {
    return !CURRENT.get().stack.isEmpty();
  }

  static void record(Op op, Tensor[] in, Tensor[] out) {
    List<Recorder> stack = CURRENT.get().stack;
    for (int i = 0; i < stack.size(); i++) {
      stack.get(i).record(op, in, out);
    }
  }

  /** Those that hear, on every thread, what is done with symbols; found as services. */
  private static final class OfSymbols {
    static final List<Recorder> ALL =
        ServiceLoader.load(Recorder.class, Recorders.class.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get)
            .toList();
  }

  static void recordSymbolic(Op op, Tensor[] in, Tensor[] out) {
    record(op, in, out);
    for (Recorder recorder : OfSymbols.ALL) {
      recorder.record(op, in, out);
    }
  }

  /** Runs {@code work} with nobody listening. */
  public static <T> T paused(Supplier<T> work) {
    Recorders recorders = CURRENT.get();
    List<Recorder> stack = recorders.stack;
    recorders.stack = new ArrayList<>();
    try {
      return work.get();
    } finally {
      recorders.stack = stack;
    }
  }
}
