package keratin.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keratin.utils.Progbar;
import tools.jackson.databind.JsonNode;

/** Everything a progress bar writes, under a clock that the case sets. */
final class ProgbarCases implements Handler {
  private double now;

  @Override
  public void run(Case recorded) {
    List<String> written = new ArrayList<>();
    now = 0;
    Progbar bar =
        recorded.has("target") ? new Progbar(recorded.get("target").asLong()) : new Progbar();
    bar.verbose(recorded.get("verbose").asInt())
        .statelessMetrics(List.of())
        .dynamic(true)
        .clock(() -> now)
        .output(written::add);
    long step = 0;
    for (JsonNode update : recorded.get("updates_at_steps")) {
      boolean last = update.isString();
      step = last ? step : update.asLong();
      now = step * recorded.get("seconds_per_step").asDouble();
      bar.update(step, values(recorded, step), last);
    }
    Expectation.same("writes", recorded.get("expected_writes"), written, Tolerance.EXACT);
  }

  /** Values are given as {@code "0.5/k"}, k being the step. */
  private static Map<String, Double> values(Case recorded, long step) {
    Map<String, Double> values = new LinkedHashMap<>();
    for (JsonNode pair : recorded.get("values_at_step_k")) {
      values.put(pair.get(0).asString(), value(pair.get(1).asString(), step));
    }
    return values;
  }

  private static double value(String formula, long step) {
    if (formula.endsWith("/k")) {
      return Double.parseDouble(formula.substring(0, formula.length() - 2)) / step;
    }
    if (formula.endsWith("*k")) {
      return Double.parseDouble(formula.substring(0, formula.length() - 2)) * step;
    }
    return formula.equals("k") ? step : Double.parseDouble(formula);
  }
}
