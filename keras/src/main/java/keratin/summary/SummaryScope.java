package keratin.summary;

import org.jspecify.annotations.Nullable;

/**
 * Until it is closed, summaries of the running thread go to one writer, have one step, or are left
 * out. To be closed by try-with-resources, inner scopes first.
 */
public final class SummaryScope implements AutoCloseable {
  private static final ThreadLocal<State> CURRENT =
      ThreadLocal.withInitial(() -> new State(null, null, true));

  /** Where summaries go. */
  record State(@Nullable SummaryWriter writer, @Nullable Long step, boolean recording) {}

  private final State before;
  private final @Nullable SummaryWriter flushed;

  private SummaryScope(State next, @Nullable SummaryWriter flushed) {
    before = CURRENT.get();
    this.flushed = flushed;
    CURRENT.set(next);
  }

  static State current() {
    return CURRENT.get();
  }

  static void setStep(@Nullable Long step) {
    State now = CURRENT.get();
    CURRENT.set(new State(now.writer, step, now.recording));
  }

  static SummaryScope of(SummaryWriter writer, @Nullable Long step) {
    State now = CURRENT.get();
    return new SummaryScope(
        new State(writer, step == null ? now.step : step, now.recording), writer);
  }

  static SummaryScope recordIf(boolean condition) {
    State now = CURRENT.get();
    return new SummaryScope(new State(now.writer, now.step, condition), null);
  }

  /** Restores what was before, and flushes a writer that was the default. */
  @Override
  public void close() {
    CURRENT.set(before);
    if (flushed != null) {
      flushed.flush();
    }
  }
}
