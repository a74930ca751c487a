package keratin.conformance;

import keratin.config.Names;

/** Small functions of {@code keras.utils}: names. */
final class UtilCases implements Handler {
  @Override
  public void run(Case recorded) {
    // Each case stands alone: what names were given before is not recorded.
    Names.clear();
    String text = recorded.get("args").path(0).asString("");
    Object value =
        switch (recorded.get("function").asString()) {
          case "to_snake_case" -> Names.snakeCase(text);
          case "auto_name", "uniquify" -> Names.automatic(text);
          default -> throw new Unknown("function " + recorded.get("function").asString());
        };
    Expectation.same("value", recorded.get("expected"), value, Tolerance.EXACT);
  }
}
