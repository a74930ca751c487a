package keratin.cpu;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;

/**
 * Gives every function its own copy of a loop: the loop is written once, as a class that calls a
 * function held in a static final field, and loaded once per function.
 */
final class LoopCopy {
  /*
   * One loop that is handed different functions cannot be compiled well: its call sees many
   * targets, is not inlined, and every vector goes through the heap. A copy of the class has a
   * profile and a constant of its own, so C2 inlines the function and keeps vectors in registers.
   * The alternatives are a switch inside the loop, or the same loop in source once per function
   * (docs/decisions/003-loop-copies.md). A copy takes about 0.2 ms to load, on first use.
   */

  private LoopCopy() {}

  /** A new instance of a copy of {@code loop}, whose {@link #function} is {@code function}. */
  static <L> L of(Class<? extends L> loop, Object function) {
    String file = loop.getSimpleName() + ".class";
    try (InputStream in = LoopCopy.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("The class file " + file + " is missing.");
      }
      Class<?> copy =
          MethodHandles.lookup()
              .defineHiddenClassWithClassData(in.readAllBytes(), function, true)
              .lookupClass();
      @SuppressWarnings("unchecked")
      L instance = (L) copy.getDeclaredConstructor().newInstance();
      return instance;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** For the loop's static initialiser: the function of this copy. */
  static <F> F function(MethodHandles.Lookup copy, Class<F> type) {
    try {
      F function = MethodHandles.classData(copy, "_", type);
      if (function == null) {
        throw new IllegalStateException("A loop must be used through LoopCopy.of.");
      }
      return function;
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
