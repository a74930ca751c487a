package keratin.testing;

import java.util.List;
import keratin.memory.Memory;
import keratin.random.PendingSeeds;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test class that leaves tensors behind: live tensors before = live tensors after.
 *
 * <p>Found by JUnit as a service, so it watches every test of every module that has this fixture on
 * its path. It looks once per class, because looking means a garbage collection; {@code
 * -Dkeratin.leaks=test} looks after every test and names it. Tensors that live as long as the
 * process by intention are declared by {@link KeepsTensors}.
 */
public final class LeakWatch implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
  private static final int COLLECTIONS = 5;
  private static final boolean EVERY_TEST = "test".equals(System.getProperty("keratin.leaks"));

  // What was alive when somebody last looked; every class begins where the one before it ended.
  private static long settled = -1;

  @Override
  public void beforeAll(ExtensionContext context) {
    if (settled < 0) {
      settled = settle(0);
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (EVERY_TEST) {
      check(context);
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    check(context);
  }

  private static void check(ExtensionContext context) {
    boolean declared =
        context.getTestClass().filter(c -> c.isAnnotationPresent(KeepsTensors.class)).isPresent();
    check(context.getDisplayName(), declared);
  }

  static void check(String name, boolean declared) {
    long before = settled;
    settled = settle(before);
    if (settled > before && !declared) {
      throw new AssertionError(leakText(name, settled - before));
    }
  }

  private static String leakText(String name, long count) {
    List<String> live = Memory.host().biggestLive(10);
    return "%d tensors of %s are still alive; the biggest live ones:\n    %s\n"
            .formatted(count, name, String.join("\n    ", live))
        + "  -Dkeratin.leaks=test names the test, -Dkeratin.memory.debug=true the line.";
  }

  /** The number of live tensors once it is at most {@code expected}, or does not sink any more. */
  private static long settle(long expected) {
    // The newest objects wait for their turn to draw a seed or a name, and keep what is theirs.
    PendingSeeds.settle();
    long count = Memory.statistics().liveCount();
    for (int i = 0; i < COLLECTIONS && count > expected; i++) {
      System.gc();
      // The collector hands over what it found on a thread of its own.
      for (int wait = 0; wait < 20 && count > expected; wait++) {
        pause();
        count = Memory.statistics().liveCount();
      }
    }
    return count;
  }

  private static void pause() {
    try {
      Thread.sleep(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
