package keratin.callbacks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The values of every epoch: what {@code fit} returns.
 *
 * {@snippet :
 * History history = model.fit(x, y, new Fit().epochs(5));
 * IO.println(history.get("loss"));      // [0.41, 0.19, 0.14, 0.11, 0.09]
 * }
 */
public final class History extends Callback {
  private final Map<String, List<Double>> values = new LinkedHashMap<>();
  private final List<Integer> epochs = new ArrayList<>();

  @Override
  public void onEpochEnd(int epoch, Map<String, Double> logs) {
    epochs.add(epoch);
    logs.forEach((name, value) -> values.computeIfAbsent(name, n -> new ArrayList<>()).add(value));
  }

  /** All values: name to one value per epoch. */
  public Map<String, List<Double>> history() {
    return Collections.unmodifiableMap(values);
  }

  /** The epochs that ran, counted from 0. */
  public List<Integer> epoch() {
    return Collections.unmodifiableList(epochs);
  }

  /**
   * The values of one name, an element per epoch.
   *
   * @throws IllegalArgumentException listing the names there are
   */
  public List<Double> get(String name) {
    List<Double> found = values.get(name);
    if (found == null) {
      throw new IllegalArgumentException(
          "The history has no \"%s\"; it has %s.".formatted(name, values.keySet()));
    }
    return Collections.unmodifiableList(found);
  }

  /** {@code {accuracy=[…], loss=[…]}}. */
  @Override
  public String toString() {
    return values.toString();
  }
}
