package keratin.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import keratin.metrics.Metric;
import keratin.metrics.Metrics;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The metrics a model reports. Names are turned into metrics at the first batch, because {@code
 * "accuracy"} means what the shapes say.
 */
final class CompiledMetrics {
  private record Reported(String key, Metric metric, boolean weighted) {}

  private final Compile plan;
  private @Nullable List<Reported> reported;

  CompiledMetrics(Compile plan) {
    this.plan = plan;
  }

  private List<Reported> metrics(Tensor yTrue, Tensor yPred) {
    List<Reported> found = reported;
    if (found == null) {
      found = new ArrayList<>();
      for (Object metric : plan.metrics()) {
        add(found, metric, false, yTrue, yPred);
      }
      for (Object metric : plan.weightedMetrics()) {
        add(found, metric, true, yTrue, yPred);
      }
      reported = found;
    }
    return found;
  }

  private void add(
      List<Reported> found, Object source, boolean weighted, Tensor yTrue, Tensor yPred) {
    Metric metric = Metrics.get(source, yTrue.shape(), yPred.shape());
    // The history's key is what the user wrote; an object goes by its own name.
    String key = source instanceof String name ? name : metric.name();
    if (weighted && found.stream().anyMatch(r -> r.key.equals(key) && !r.weighted)) {
      found.add(new Reported("weighted_" + key, metric, true));
      return;
    }
    String unique = key;
    for (int i = 1; containsKey(found, unique); i++) {
      unique = key + "_" + i;
    }
    found.add(new Reported(unique, metric, weighted));
  }

  private static boolean containsKey(List<Reported> found, String key) {
    return found.stream().anyMatch(r -> r.key.equals(key));
  }

  void update(Tensor yTrue, Tensor yPred, @Nullable Tensor sampleWeight) {
    for (Reported r : metrics(yTrue, yPred)) {
      r.metric.updateState(yTrue, yPred, r.weighted ? sampleWeight : null);
    }
  }

  void reset() {
    if (reported != null) {
      reported.forEach(r -> r.metric.resetState());
    }
  }

  /** The values of now, by key. */
  Map<String, Double> results() {
    Map<String, Double> results = new TreeMap<>();
    if (reported != null) {
      for (Reported r : reported) {
        results.put(r.key, r.metric.value());
      }
    }
    return results;
  }
}
