package keratin.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import keratin.autograd.GradientTape;
import keratin.ops.Ops;
import keratin.tensor.DType;
import keratin.tensor.DTypeException;
import keratin.tensor.DropoutOp;
import keratin.tensor.Engine;
import keratin.tensor.RandomDraw;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Spec;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import keratin.testing.SecondDevice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ResourceLock("keratin.random.global")
class RandomOpsTest {

  static Stream<GoldenDraws.Case> eager() {
    return GoldenDraws.of("eager").filter(c -> c.get("turn").equals("2"));
  }

  @ParameterizedTest
  @MethodSource("eager")
  void programsDrawWhatTheyDrawOnTensorflow(GoldenDraws.Case last) {
    GlobalRandom.clear();
    if (!last.get("global_seed").equals("None")) {
      StatefulRandom.setSeed(last.number("global_seed"));
    }
    Long seed = last.get("op_seed").equals("None") ? null : last.number("op_seed");
    for (int turn = 0; turn < 3; turn++) {
      String now = Integer.toString(turn);
      GoldenDraws.Case draw =
          GoldenDraws.of("eager")
              .filter(
                  c ->
                      Stream.of("call", "global_seed", "op_seed")
                              .allMatch(field -> c.get(field).equals(last.get(field)))
                          && c.get("turn").equals(now))
              .findFirst()
              .orElseThrow();
      check(call(draw.get("call"), seed), draw);
    }
  }

  static Stream<GoldenDraws.Case> cases() {
    return GoldenDraws.of("dense_kernel", "generator", "eager_normal", "eager_uniform")
        .filter(c -> c.number("call") == 0);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void programsOfTwoDrawsAreThoseOfKeras(GoldenDraws.Case first) {
    GoldenDraws.Case second =
        GoldenDraws.of(first.kind())
            .filter(c -> c.get("case").equals(first.get("case")) && c.number("call") == 1)
            .findFirst()
            .orElseThrow();
    long seed = first.number("program");
    Shape four = Shape.of(4);
    switch (first.kind()) {
      case "dense_kernel" -> {
        RandomOps.setRandomSeed(seed);
        for (GoldenDraws.Case draw : new GoldenDraws.Case[] {first, second}) {
          long[] shape = draw.integers("shape");
          double limit = Math.sqrt(6.0 / (shape[0] + shape[1]));
          Seed chosen = Seed.of(GlobalRandom.defaultSeed());
          Shape dims = Shape.of((int) shape[0], (int) shape[1]);
          check(RandomOps.uniform(dims, -limit, limit, DType.FLOAT32, chosen), draw);
        }
      }
      case "generator" -> {
        Generator generator = Generator.fromSeed(seed);
        check(generator.uniform(four), first);
        check(generator.normal(four), second);
      }
      default -> {
        StatefulRandom.setSeed(seed);
        boolean normal = first.kind().equals("eager_normal");
        for (GoldenDraws.Case draw : new GoldenDraws.Case[] {first, second}) {
          check(
              normal
                  ? StatefulRandom.normal(four, 0, 1, DType.FLOAT32, 5L)
                  : StatefulRandom.uniform(four, 0, 1, DType.FLOAT32, null),
              draw);
        }
      }
    }
  }

  private static Tensor call(String name, Long seed) {
    DType f32 = DType.FLOAT32;
    return switch (name) {
      case "uniform" -> StatefulRandom.uniform(Shape.of(5), 0, 1, f32, seed);
      case "uniform_range" -> StatefulRandom.uniform(Shape.of(3), -1, 2.5, f32, seed);
      case "uniform_float64" -> StatefulRandom.uniform(Shape.of(3), 0, 1, DType.FLOAT64, seed);
      case "normal" -> StatefulRandom.normal(Shape.of(5), 1, 2, f32, seed);
      case "truncated_normal" -> StatefulRandom.truncatedNormal(Shape.of(6), 0, 1, f32, seed);
      case "randint" -> StatefulRandom.randint(Shape.of(4), 0, 100, DType.INT32, seed);
      case "shuffle" ->
          StatefulRandom.shuffle(Tensor.of(IntStream.range(0, 9).toArray(), Shape.of(9)), seed);
      default ->
          StatefulRandom.categorical(
              Tensor.of(new float[] {0.1f, 0.2f, 2, 1, 0, 0}, Shape.of(2, 3)), 5, seed);
    };
  }

  private static void check(Tensor drawn, GoldenDraws.Case draw) {
    double[] actual = drawn.cast(DType.FLOAT64).reshape(-1).toDoubleArray();
    double[] expected = draw.values();
    assertThat(actual).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      double tolerance = 5e-7 * Math.max(1, Math.abs(expected[i]));
      assertThat(actual[i])
          .as("element %d of %s", i, draw)
          .isCloseTo(expected[i], within(tolerance));
    }
  }

  static Stream<GoldenDraws.Case> streams() {
    return GoldenDraws.of("stream");
  }

  @ParameterizedTest
  @MethodSource("streams")
  void generatorsGoOnFromAnyState(GoldenDraws.Case draw) {
    Generator generator = Generator.fromState(draw.integers("state"));
    check(generator.uniform(Shape.of(24)), draw);
    GoldenDraws.Case after =
        GoldenDraws.of("stream_state")
            .filter(c -> c.get("state").equals(draw.get("state")))
            .findFirst()
            .orElseThrow();
    assertThat(generator.state()).isEqualTo(after.bits());
  }

  @Test
  void generatorsBeginAsInTensorflow() {
    GoldenDraws.of("generator_state")
        .filter(c -> c.get("from_seed").length() < 19)
        .forEach(
            c -> assertThat(Generator.fromSeed(c.number("from_seed")).state()).isEqualTo(c.bits()));
  }

  @Test
  void drawsWithoutSeedFollowTheGlobalOne() {
    GoldenDraws.of("global_generator")
        .forEach(
            draw -> {
              RandomOps.setRandomSeed(draw.number("of"));
              Tensor[] drawn = new Tensor[4];
              for (int i = 0; i < 4; i++) {
                drawn[i] = RandomOps.uniform(Shape.of(3));
                check(drawn[i], part(draw, 3 * i, 3));
              }
            });
  }

  private static GoldenDraws.Case part(GoldenDraws.Case draw, int from, int length) {
    String[] data = draw.get("data").split(",");
    var fields = new java.util.HashMap<>(draw.fields());
    fields.put("data", String.join(",", java.util.Arrays.copyOfRange(data, from, from + length)));
    return new GoldenDraws.Case(draw.kind(), fields);
  }

  @Test
  void seedGeneratorsGiveAnotherSeedEachTime() {
    GoldenDraws.Case draw = GoldenDraws.of("seed_generator").findFirst().orElseThrow();
    SeedGenerator seeds = new SeedGenerator(1337);
    for (int i = 0; i < 3; i++) {
      check(RandomOps.normal(Shape.of(3), seeds), part(draw, 3 * i, 3));
    }
    assertThat(seeds.state().toLongArray()).containsExactly(1337, 3);
    assertThat(seeds.next().toLongArray()).containsExactly(1337, 3);
    assertThat(seeds.seed()).isEqualTo(1337);
  }

  @Test
  void integerSeedsAreFoldedAsInKeras() {
    GoldenDraws.of("int_seed")
        .forEach(c -> check(RandomOps.uniform(Shape.of(3), Seed.of(c.number("of"))), c));
  }

  @Test
  void betaIsThatOfKeras() {
    GoldenDraws.of("beta")
        .forEach(
            c -> {
              Tensor alpha = Tensor.of(c.numbers("alpha")).cast(DType.FLOAT32);
              Tensor beta = Tensor.of(c.numbers("beta")).cast(DType.FLOAT32);
              Seed seed = Seed.of(c.integers("seed")[0]);
              Shape shape = Shape.of((int) c.number("samples"), (int) alpha.size());
              check(RandomOps.beta(shape, alpha, beta, seed), c);
            });
  }

  @Test
  void dropoutMeansItsDecompositionAndSoDoesItsGradient() {
    DropoutOp op = new DropoutOp(0.3);
    Tensor seed = Seed.of(5).next(0);
    for (DType dtype : new DType[] {DType.FLOAT16, DType.FLOAT32, DType.FLOAT64}) {
      Tensor x = RandomOps.normal(Shape.of(7, 11), 0, 1, dtype, Seed.of(1));
      Tensor y = Engine.run(op, x, seed);
      Tensor same = op.decompose(new Tensor[] {x, seed})[0];
      assertThat(y.cast(DType.FLOAT64).reshape(-1).toDoubleArray())
          .isEqualTo(same.cast(DType.FLOAT64).reshape(-1).toDoubleArray());
    }
    Tensor x = RandomOps.normal(Shape.of(40), Seed.of(2));
    try (GradientTape tape = new GradientTape()) {
      tape.watch(x);
      Tensor y = RandomOps.dropout(x, 0.3, Seed.of(5));
      Tensor gradient = tape.gradient(y, x);
      float[] values = y.toFloatArray();
      float[] slopes = gradient.toFloatArray();
      for (int i = 0; i < 40; i++) {
        assertThat(slopes[i]).isEqualTo(values[i] == 0 ? 0 : (float) (1 / 0.7));
      }
    }
  }

  @Test
  void noiseShapeDropsWholeSlices() {
    Tensor x = Tensor.full(DType.FLOAT32, 1, 6, 50, 3);
    Tensor y = RandomOps.dropout(x, 0.5, Shape.of(Shape.UNKNOWN, 1, Shape.UNKNOWN), Seed.of(3));
    float[] values = y.toFloatArray();
    for (int i = 0; i < values.length; i++) {
      assertThat(values[i]).isEqualTo(values[i / 150 * 150 + i % 3]).isIn(0f, 2f);
    }
    float[] whole = RandomOps.dropout(x, 0.5, Shape.of(6, 50, 3), Seed.of(3)).toFloatArray();
    assertThat(whole).isEqualTo(RandomOps.dropout(x, 0.5, Seed.of(3)).toFloatArray());
  }

  @Test
  void ratesZeroAndOneDrawNothing() {
    SeedGenerator seeds = new SeedGenerator(1);
    Tensor x = Tensor.full(DType.FLOAT32, 2, 3);
    assertThat(RandomOps.dropout(x, 0, seeds)).isSameAs(x);
    assertThat(RandomOps.dropout(x, 1, seeds).toFloatArray()).containsOnly(0);
    assertThat(seeds.state().toLongArray()).containsExactly(1, 0);
  }

  @Test
  void symbolicInputsDrawNothing() {
    Tensor x = Tensor.symbol(new Spec(DType.FLOAT32, Shape.of(Shape.UNKNOWN, 4)));
    SeedGenerator seeds = new SeedGenerator(1);
    assertThat(RandomOps.dropout(x, 0.5, seeds).shape()).isEqualTo(x.shape());
    assertThat(RandomOps.dropout(x, 0.5, Shape.of(-1, 1), seeds).shape()).isEqualTo(x.shape());
    assertThat(RandomOps.normalLike(x, 0, 1, seeds).shape()).isEqualTo(x.shape());
    assertThat(RandomOps.shuffle(x, seeds).shape()).isEqualTo(x.shape());
    assertThat(RandomOps.categorical(x, 3, seeds).shape()).isEqualTo(Shape.of(-1, 3));
    assertThat(seeds.state().toLongArray()).containsExactly(1, 0);
  }

  @Test
  void parametersBroadcastToTheLastAxes() {
    Tensor column = Tensor.of(new float[] {1, 100}, Shape.of(2, 1));
    Tensor drawn = RandomOps.gamma(Shape.of(2, 50), column, Seed.of(0));
    float[] values = drawn.toFloatArray();
    double first = IntStream.range(0, 50).mapToDouble(i -> values[i]).average().orElseThrow();
    double second = IntStream.range(50, 100).mapToDouble(i -> values[i]).average().orElseThrow();
    assertThat(first).isBetween(0.5, 1.5);
    assertThat(second).isBetween(90.0, 110.0);
    Tensor counts = Tensor.full(DType.FLOAT32, 20, 2, 1);
    Tensor halves = Tensor.full(DType.FLOAT32, 0.5, 3);
    assertThat(RandomOps.binomial(Shape.of(4, 2, 3), counts, halves, Seed.of(0)).shape())
        .isEqualTo(Shape.of(4, 2, 3));
  }

  @Test
  void emptyDrawsAreEmpty() {
    assertThat(RandomOps.normal(Shape.of(0, 3), Seed.of(0)).toFloatArray()).isEmpty();
    assertThat(RandomOps.gamma(Shape.of(0), 2, Seed.of(0)).toFloatArray()).isEmpty();
    Tensor none = Tensor.full(DType.FLOAT32, 0, 0, 3);
    assertThat(RandomOps.categorical(none, 2, Seed.of(0)).shape()).isEqualTo(Shape.of(0, 2));
    assertThat(RandomOps.shuffle(none, Seed.of(0)).shape()).isEqualTo(Shape.of(0, 3));
  }

  @Test
  void errorsSayWhatToDo() {
    Tensor x = Tensor.of(new int[] {1, 2}, Shape.of(2));
    assertThatThrownBy(() -> RandomOps.dropout(x, 0.5))
        .isInstanceOf(DTypeException.class)
        .hasMessageContaining("Cast it");
    assertThatThrownBy(() -> RandomOps.dropout(x.cast(DType.FLOAT32), 1.5))
        .isInstanceOf(TensorException.class)
        .hasMessageContaining("1.5");
    assertThatThrownBy(() -> RandomOps.randint(Shape.of(2), 5, 5, Seed.of(0)))
        .hasMessageContaining("[5, 5)");
    assertThatThrownBy(() -> RandomOps.uniform(Shape.of(2), 0, 1, DType.INT32, Seed.of(0)))
        .isInstanceOf(DTypeException.class);
    assertThatThrownBy(() -> RandomOps.categorical(x.cast(DType.FLOAT32), 1, Seed.of(0)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("(batch, classes)");
    assertThatThrownBy(() -> Engine.run(new RandomDraw.Order(3), x))
        .hasMessageContaining("(2,) int64");
    assertThatThrownBy(() -> Generator.fromState(1, 2)).hasMessageContaining("has 3");
  }

  @Test
  void whatIsDrawnLiesBesideTheInput() {
    Tensor x = Ops.ones(40).to(SecondDevice.NAME.toString());
    SeedGenerator seed = new SeedGenerator(3);
    assertThat(RandomOps.dropout(x, 0.5, seed).device()).isEqualTo(SecondDevice.NAME);
    assertThat(RandomOps.dropout(x.reshape(8, 5), 0.5, Shape.of(8, 1), seed).device())
        .isEqualTo(SecondDevice.NAME);
    assertThat(RandomOps.shuffle(x, seed).device()).isEqualTo(SecondDevice.NAME);
    assertThat(RandomOps.normalLike(x, 0, 1, seed).device()).isEqualTo(SecondDevice.NAME);
    assertThat(RandomOps.beta(Shape.of(2, 40), x, x, seed).device()).isEqualTo(SecondDevice.NAME);
  }

  @Test
  void emptyRangesAreRefused() {
    assertThatThrownBy(() -> RandomOps.randint(Shape.of(2), 5, 4, Seed.of(1)))
        .isInstanceOf(TensorException.class)
        .hasMessage("randint: the range [5, 4) is empty; low must be below high.");
  }

  @Test
  void whatIsNotSaidIsFloat32OrInt32AndTheGlobalSeed() {
    Shape shape = Shape.of(3, 4);
    Tensor logits = Tensor.of(new float[][] {{1, 2, 3}, {0, 0, 0}});
    assertSameDraw(
        () -> RandomOps.uniform(shape, -1, 2),
        () -> RandomOps.uniform(shape, -1, 2, DType.FLOAT32, Seed.global()));
    assertSameDraw(
        () -> RandomOps.normal(shape, 5, 2),
        () -> RandomOps.normal(shape, 5, 2, DType.FLOAT32, Seed.global()));
    assertSameDraw(
        () -> RandomOps.truncatedNormal(shape),
        () -> RandomOps.truncatedNormal(shape, 0, 1, DType.FLOAT32, Seed.global()));
    assertSameDraw(
        () -> RandomOps.truncatedNormal(shape, 5, 2),
        () -> RandomOps.truncatedNormal(shape, 5, 2, DType.FLOAT32, Seed.global()));
    assertSameDraw(
        () -> RandomOps.randint(shape, 3, 9),
        () -> RandomOps.randint(shape, 3, 9, DType.INT32, Seed.global()));
    assertSameDraw(
        () -> RandomOps.shuffle(logits), () -> RandomOps.shuffle(logits, 0, Seed.global()));
    assertSameDraw(
        () -> RandomOps.categorical(logits, 5),
        () -> RandomOps.categorical(logits, 5, Seed.global()));
  }

  private static void assertSameDraw(Supplier<Tensor> shortly, Supplier<Tensor> wholly) {
    RandomOps.setRandomSeed(3);
    Tensor first = shortly.get();
    RandomOps.setRandomSeed(3);
    Tensor second = wholly.get();
    assertThat(first.spec()).isEqualTo(second.spec());
    assertThat(first.toDoubleArray()).isEqualTo(second.toDoubleArray());
  }
}
