package keratin.conformance;

import java.util.List;
import java.util.Map;
import keratin.random.Generator;
import keratin.random.GlobalRandom;
import keratin.random.RandomOps;
import keratin.random.Seed;
import keratin.random.StatefulRandom;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Draws for a seed: uniform bits and integers exactly, everything computed from them nearly. */
final class RandomCases {
  private RandomCases() {}

  /** A single draw: {@code keras.random.*}, {@code tf.random.stateless_*}. */
  static void draw(Case recorded) {
    JsonNode args = recorded.get("args");
    Map<String, @Nullable Object> keywords = Values.map(recorded.get("kwargs"));
    Seed seed = seed(keywords.get("seed"));
    String function = recorded.get("function").asString().replaceFirst("^.*\\.(stateless_)?", "");
    boolean whole = keywords.get("dtype") instanceof String type && type.contains("int");
    Tensor drawn =
        switch (whole ? "whole " + function : function) {
          case "whole uniform" ->
              RandomOps.randint(
                  shape(args),
                  (long) number(keywords, "minval", 0),
                  (long) number(keywords, "maxval", 0),
                  DType.of(String.valueOf(keywords.get("dtype"))),
                  seed);
          case "uniform" ->
              RandomOps.uniform(
                  shape(args),
                  number(keywords, "minval", 0),
                  number(keywords, "maxval", 1),
                  DType.FLOAT32,
                  seed);
          case "normal" ->
              RandomOps.normal(
                  shape(args),
                  number(keywords, "mean", 0),
                  number(keywords, "stddev", 1),
                  DType.FLOAT32,
                  seed);
          case "truncated_normal" ->
              RandomOps.truncatedNormal(
                  shape(args),
                  number(keywords, "mean", 0),
                  number(keywords, "stddev", 1),
                  DType.FLOAT32,
                  seed);
          case "randint" ->
              RandomOps.randint(shape(args), args.get(1).asLong(), args.get(2).asLong(), seed);
          case "shuffle" -> RandomOps.shuffle(Values.tensor(args.get(0)), seed);
          case "categorical" ->
              RandomOps.categorical(Values.tensor(args.get(0)), args.get(1).asInt(), seed);
          case "dropout" -> dropped(recorded, seed);
          case "gamma" -> RandomOps.gamma(shape(args), args.get(1).asDouble(), seed);
          case "beta" ->
              RandomOps.beta(shape(args), args.get(1).asDouble(), args.get(2).asDouble(), seed);
          case "binomial" ->
              RandomOps.binomial(shape(args), args.get(1).asDouble(), args.get(2).asDouble(), seed);
          default -> throw new Unknown("function " + function);
        };
    boolean exact = function.equals("uniform") && !keywords.containsKey("minval");
    Expectation.same(
        "draw", recorded.get("expected"), drawn, exact ? Tolerance.EXACT : Tolerance.NORMAL);
  }

  private static Tensor dropped(Case recorded, Seed seed) {
    Tensor x = Values.tensor(recorded.get("args").get(0));
    double rate = recorded.get("args").get(1).asDouble();
    JsonNode noise = recorded.get("kwargs").path("noise_shape");
    return noise.isArray()
        ? RandomOps.dropout(x, rate, Values.shape(noise), seed)
        : RandomOps.dropout(x, rate, seed);
  }

  private static Shape shape(JsonNode args) {
    return Values.shape(args.get(0));
  }

  private static double number(Map<String, @Nullable Object> keywords, String name, double preset) {
    return keywords.get(name) instanceof Number n ? n.doubleValue() : preset;
  }

  private static Seed seed(@Nullable Object given) {
    return switch (given) {
      case List<?> pair ->
          Seed.of(((Number) pair.get(0)).longValue(), ((Number) pair.get(1)).longValue());
      case Number n -> Seed.of(n.longValue());
      case null, default -> Seed.global();
    };
  }

  /** Several draws after the process' seed was set. */
  static void program(Case recorded) {
    long seed = recorded.get("seed").asLong();
    Shape four = Shape.of(4);
    String text = recorded.get("program").asString();
    List<Tensor> drawn =
        switch (text) {
          case "tf.random.set_seed(seed); tf.random.uniform((4,)); tf.random.uniform((4,))" -> {
            StatefulRandom.setSeed(seed);
            yield List.of(
                StatefulRandom.uniform(four, 0, 1, DType.FLOAT32, null),
                StatefulRandom.uniform(four, 0, 1, DType.FLOAT32, null));
          }
          case "tf.random.set_seed(seed); tf.random.normal((4,), seed=5) twice" -> {
            StatefulRandom.setSeed(seed);
            yield List.of(
                StatefulRandom.normal(four, 0, 1, DType.FLOAT32, 5L),
                StatefulRandom.normal(four, 0, 1, DType.FLOAT32, 5L));
          }
          case "g=tf.random.Generator.from_seed(seed); g.uniform((4,)); g.normal((4,))" -> {
            Generator generator = Generator.fromSeed(seed);
            yield List.of(generator.uniform(four), generator.normal(four));
          }
          case "keras.utils.set_random_seed(seed); Dense(3).build((None,4)); "
                  + "Dense(2).build((None,3)); kernels" -> {
            GlobalRandom.setRandomSeed(seed);
            yield LayerCases.kernels();
          }
          default -> throw new Unknown("program " + text);
        };
    Expectation.same("draws", recorded.get("expected"), drawn, Tolerance.NORMAL);
  }
}
