package keratin.conformance;

import java.util.ArrayList;
import java.util.List;
import keratin.config.Names;
import keratin.tensor.Tensor;
import keratin.utils.Numerical;
import keratin.utils.Sequences;
import org.jspecify.annotations.Nullable;

/** Small functions of {@code keras.utils}: names, labels, padding. */
final class UtilCases implements Handler {
  private static final JavaCall CALL = new JavaCall(Numerical.class, Sequences.class);

  @Override
  public void run(Case recorded) throws Exception {
    // Each case stands alone: what names were given before is not recorded.
    Names.clear();
    String function = recorded.get("function").asString().replaceFirst("^keras\\.utils\\.", "");
    String text = recorded.get("args").path(0).asString("");
    Object value =
        switch (function) {
          case "to_snake_case" -> Names.snakeCase(text);
          case "auto_name", "uniquify" -> Names.automatic(text);
          default ->
              CALL.call(
                  "keras.utils",
                  function,
                  recorded.get("test").asString("").contains("backend_tensor")
                      ? Values.list(recorded.get("args"))
                      : arrays(Values.list(recorded.get("args"))),
                  Values.map(recorded.get("kwargs")));
        };
    Expectation.same("value", recorded.get("expected"), value, Tolerance.USUAL.of(recorded));
  }

  /** What was recorded as a tensor was an array of NumPy's, unless the test says otherwise. */
  private static List<@Nullable Object> arrays(List<@Nullable Object> arguments) {
    List<@Nullable Object> arrays = new ArrayList<>();
    for (Object argument : arguments) {
      arrays.add(argument instanceof Tensor t ? t.numpy() : argument);
    }
    return arrays;
  }
}
