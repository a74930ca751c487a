package keratin.conformance;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which handler runs which kind. */
final class Handlers {
  private static final Map<String, Handler> KINDS =
      Map.ofEntries(
          Map.entry("activation", new ActivationCases()),
          Map.entry("callback", new CallbackCases()),
          Map.entry("constraint", ObjectCases::constraint),
          Map.entry("dtype_promotion", TableCases::promotion),
          Map.entry("fit", new FitCases()),
          Map.entry("higher_order", TapeCases::higherOrder),
          Map.entry("indexing", IndexCases::read),
          Map.entry("initializer", ObjectCases::initializer),
          Map.entry("jacobian", TapeCases::jacobian),
          Map.entry("keras_logits", LossCases::keptLogits),
          Map.entry("layer", new LayerCases()),
          Map.entry("loss", LossCases::loss),
          Map.entry("loss_fn", LossCases::function),
          Map.entry("metric", MetricCases::metric),
          Map.entry("metric_fn", MetricCases::function),
          Map.entry("names", TableCases::names),
          Map.entry("op", OpCases::keras),
          Map.entry("optimizer", OptimizerCases::optimizer),
          Map.entry("progbar", new ProgbarCases()),
          Map.entry("random", RandomCases::draw),
          Map.entry("random_program", RandomCases::program),
          Map.entry("regularizer", ObjectCases::regularizer),
          Map.entry("schedule", OptimizerCases::schedule),
          Map.entry("tape_semantics", TapeCases::semantics),
          Map.entry("tf_data", new DataCases()),
          Map.entry("tf_op", OpCases::tensorflow),
          Map.entry("util", new UtilCases()),
          Map.entry("variable_slice_assign", IndexCases::assign));

  private Handlers() {}

  /** The handler of a kind; null if there is none. */
  static @Nullable Handler of(String kind) {
    return KINDS.get(kind);
  }
}
