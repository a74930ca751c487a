package keratin.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import keratin.metrics.Direction;
import keratin.metrics.Metric;
import keratin.metrics.Metrics;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The metrics a model reports. Names are turned into metrics at the first batch, because {@code
 * "accuracy"} means what the shapes say.
 */
final class CompiledMetrics {
  private record Reported(String key, Metric metric, int output, boolean weighted) {}

  private final Compile plan;
  private final List<String> outputNames;
  private @Nullable List<Reported> reported;

  CompiledMetrics(Compile plan, List<String> outputNames) {
    this.plan = plan;
    this.outputNames = outputNames;
  }

  private List<Reported> metrics(List<Tensor> yTrue, List<Tensor> yPred) {
    List<Reported> found = reported;
    if (found == null) {
      found = new ArrayList<>();
      add(found, "metrics", plan.metrics(), false, yTrue, yPred);
      add(found, "weightedMetrics", plan.weightedMetrics(), true, yTrue, yPred);
      reported = found;
    }
    return found;
  }

  private void add(
      List<Reported> found,
      String what,
      List<Object> given,
      boolean weighted,
      List<Tensor> yTrue,
      List<Tensor> yPred) {
    int outputs = yPred.size();
    List<List<Object>> all = PerOutput.metrics(what, given, outputs, outputNames);
    for (int i = 0; i < outputs; i++) {
      boolean named = outputs > 1 && outputNames.size() == outputs;
      String prefix = named ? outputNames.get(i) + "_" : "";
      for (Object source : all.get(i)) {
        Metric metric = Metrics.get(source, yTrue.get(i).shape(), yPred.get(i).shape());
        // The history's key is what the user wrote; an object goes by its own name.
        String name = source instanceof String text ? text : metric.name();
        found.add(new Reported(unique(found, prefix, name, weighted), metric, i, weighted));
      }
    }
  }

  private static String unique(List<Reported> found, String prefix, String name, boolean weighted) {
    String key = prefix + name;
    if (weighted && found.stream().anyMatch(r -> r.key.equals(prefix + name) && !r.weighted)) {
      key = prefix + "weighted_" + name;
    }
    String unique = key;
    for (int i = 1; containsKey(found, unique); i++) {
      unique = key + "_" + i;
    }
    return unique;
  }

  private static boolean containsKey(List<Reported> found, String key) {
    return found.stream().anyMatch(r -> r.key.equals(key));
  }

  void update(List<Tensor> yTrue, List<Tensor> yPred, List<Tensor> sampleWeights) {
    for (Reported r : metrics(yTrue, yPred)) {
      r.metric.updateState(
          yTrue.get(r.output),
          yPred.get(r.output),
          r.weighted ? CompiledLoss.weight(sampleWeights, r.output) : null);
    }
  }

  /** The metrics, once the first batch has said what names mean. */
  List<Metric> all() {
    return reported == null ? List.of() : reported.stream().map(Reported::metric).toList();
  }

  /** The names under which they are reported. */
  List<String> keys() {
    return reported == null ? List.of() : reported.stream().map(Reported::key).toList();
  }

  /** Which way the metric of a key gets better; null if it does not say, or is not there. */
  @Nullable Direction direction(String key) {
    return reported == null
        ? null
        : reported.stream()
            .filter(r -> r.key.equals(key))
            .map(r -> r.metric.direction())
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
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
