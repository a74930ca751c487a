package keratin.training;

import java.util.Iterator;
import java.util.Objects;
import java.util.function.Consumer;
import keratin.data.Element;
import org.jspecify.annotations.Nullable;

/**
 * Hands out the steps of epochs. With a fixed number of steps an epoch goes on where the last one
 * stopped; data that run out end the epoch, and the next one begins anew.
 */
final class EpochSteps {
  private static final System.Logger LOG = System.getLogger("keratin.training");

  private final Batches data;
  private final @Nullable Integer stepsPerEpoch;
  private final int perExecution;
  private @Nullable Iterator<Element> current;
  private int step;

  EpochSteps(Batches data, @Nullable Integer stepsPerEpoch, int perExecution) {
    this.data = data;
    this.stepsPerEpoch = stepsPerEpoch;
    this.perExecution = perExecution;
  }

  /** Steps of an epoch, or −1 if nobody knows. */
  long steps() {
    return stepsPerEpoch == null ? data.steps() : stepsPerEpoch;
  }

  void beginEpoch() {
    step = 0;
    Iterator<Element> batches = current;
    if (stepsPerEpoch == null || batches != null && !batches.hasNext()) {
      current = data.pass();
    }
  }

  /** Begins the data anew, whatever is left of them. */
  void restart() {
    current = null;
    beginEpoch();
  }

  /** True if the epoch has another step. */
  boolean hasNext() {
    Iterator<Element> batches = current;
    if (batches == null) {
      batches = data.pass();
      current = batches;
    }
    if (stepsPerEpoch != null && step == stepsPerEpoch) {
      return false;
    }
    if (batches.hasNext()) {
      return true;
    }
    if (stepsPerEpoch != null) {
      LOG.log(
          System.Logger.Level.WARNING,
          "Your input ran out of data; interrupting training. Make sure that your dataset can"
              + " generate at least steps_per_epoch * epochs batches. You may need to use the"
              + " .repeat() function when building your dataset.");
      current = null;
    }
    return false;
  }

  /** The number of the next step in its epoch. */
  int step() {
    return step;
  }

  /**
   * Takes the steps of one execution: one, or as many as the model was compiled with. Their batches
   * are released.
   *
   * @return the number that callbacks hear as that of the last one
   */
  int execute(String kind, Consumer<Element> action) {
    int first = step;
    do {
      Element batch = Objects.requireNonNull(current, "execute() before hasNext()").next();
      action.accept(batch);
      batch.release("the end of its %s step".formatted(kind));
      step++;
    } while (step < first + perExecution && hasNext());
    return first + perExecution - 1;
  }
}
