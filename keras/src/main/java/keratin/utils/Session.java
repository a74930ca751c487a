package keratin.utils;

import keratin.config.Names;
import keratin.random.GlobalRandom;

/**
 * The state of the process that programs of Keras share.
 *
 * @see <a href="https://keras.io/api/utils/config_utils/">keras.utils.clear_session</a>
 */
public final class Session {
  private Session() {}

  /** Automatic names begin anew, and memory that nobody uses is given back. */
  public static void clearSession() {
    clearSession(true);
  }

  /**
   * Automatic names begin anew, and messages go to standard output again.
   *
   * @param freeMemory whether to collect garbage at once
   */
  public static void clearSession(boolean freeMemory) {
    Names.clear();
    Terminal.enableInteractiveLogging();
    if (freeMemory) {
      System.gc();
    }
  }

  /**
   * Seeds all generators of random numbers, as Python's: the same seed gives the same weights,
   * dropout and shuffling.
   *
   * @param seed 0 to 2³² − 1
   */
  public static void setRandomSeed(long seed) {
    GlobalRandom.setRandomSeed(seed);
  }
}
