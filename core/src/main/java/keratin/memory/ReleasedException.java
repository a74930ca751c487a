package keratin.memory;

/** Thrown when memory is used after the scope that owned it has ended. */
public final class ReleasedException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  ReleasedException(String what, String by) {
    super(
        "The tensor "
            + what
            + " was released by "
            + by
            + ".\n  Tensors made inside a scope end with it. Return it from tidy(), or call"
            + " Memory.keep(tensor) inside the scope.");
  }
}
