package keratin.random;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Default seeds in the order in which objects were constructed.
 *
 * <p>Python draws a default seed inside a constructor, when all options are known. Here options
 * follow the constructor ({@code new Dense(4).kernelInitializer("zeros")}), so an object that may
 * need seeds enlists when it is constructed and draws when the first seed is asked for by anybody:
 * first come, first drawn, which is Python's order.
 */
public final class PendingSeeds {
  /** Something that draws its default seeds late. */
  @FunctionalInterface
  public interface Seeded {
    /** Draws now what is still missing. */
    void drawSeeds();
  }

  // An object waits here until a seed is drawn; many that never need one must not pile up.
  private static final int LONGEST = 1024;
  private static Deque<Seeded> waiting = new ArrayDeque<>();
  private static boolean drawing;

  private PendingSeeds() {}

  /** Lines {@code seeded} up. What lines up while another draws follows that one directly. */
  public static synchronized void enlist(Seeded seeded) {
    waiting.add(seeded);
    if (!drawing && waiting.size() > LONGEST) {
      // Not the newest: it is still being constructed.
      draw(waiting.remove());
    }
  }

  /** Lets everybody who waits draw. */
  public static synchronized void settle() {
    while (!drawing && !waiting.isEmpty()) {
      draw(waiting.remove());
    }
  }

  private static void draw(Seeded seeded) {
    Deque<Seeded> rest = waiting;
    waiting = new ArrayDeque<>();
    drawing = true;
    try {
      seeded.drawSeeds();
    } catch (RuntimeException e) {
      // What lined up meanwhile are parts of what could not be made.
      waiting.clear();
      throw e;
    } finally {
      drawing = false;
      waiting.addAll(rest);
    }
  }
}
