package keratin.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import keratin.memory.Raw;
import keratin.random.GoldenDraws;
import keratin.random.Philox;
import keratin.tensor.DType;
import keratin.tensor.Elements;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RandomKernelsTest {

  private Arena arena = Arena.ofConfined();
  private int threads;

  @BeforeEach
  void open() {
    arena = Arena.ofConfined();
    threads = Pool.threads();
    Pool.setThreads(2);
  }

  @AfterEach
  void close() {
    Pool.setThreads(threads);
    arena.close();
  }

  private long room(long bytes) {
    return arena.allocate(bytes + 64, 64).address();
  }

  private long room(DType format, double... values) {
    long address = room(8L * values.length);
    for (int i = 0; i < values.length; i++) {
      Elements.setDouble(format, address, i, values[i]);
    }
    return address;
  }

  static Stream<GoldenDraws.Case> draws() {
    return GoldenDraws.of(
        "uniform",
        "normal",
        "truncated_normal",
        "randint",
        "dropout",
        "dropout_ones",
        "shuffle",
        "gamma",
        "binomial",
        "categorical");
  }

  @ParameterizedTest
  @MethodSource("draws")
  void drawsWhatTensorflowDraws(GoldenDraws.Case draw) {
    String dtype = draw.get("dtype");
    int width = dtype.endsWith("64") ? 8 : dtype.endsWith("16") ? 2 : 4;
    int n = draw.size();
    long out = room((long) width * n);
    run(draw, dtype, n, out);
    // Exact except for what goes through sine, logarithm and their like.
    double tolerance =
        switch (draw.kind()) {
          case "normal", "truncated_normal", "gamma" ->
              switch (dtype) {
                case "float16" -> 2e-3;
                case "bfloat16" -> 2e-2;
                case "float32" -> 5e-7;
                default -> 1e-14;
              };
          default -> 0;
        };
    long[] expected = draw.bits();
    for (int i = 0; i < expected.length; i++) {
      long address = out + (long) width * (n - expected.length + i);
      long bits =
          width == 8
              ? Raw.getLong(address)
              : width == 4 ? Raw.getInt(address) & 0xFFFFFFFFL : Raw.getShort(address) & 0xFFFF;
      double value = GoldenDraws.Case.value(dtype, bits);
      double wanted = GoldenDraws.Case.value(dtype, expected[i]);
      if (Math.abs(value - wanted) > tolerance * Math.max(1, Math.abs(wanted))
          || tolerance == 0 && bits != expected[i]) {
        assertThat(value).as("element %d of the end of %s", i, draw).isEqualTo(wanted);
      }
    }
  }

  private void run(GoldenDraws.Case draw, String dtype, int n, long out) {
    Philox stream = draw.stream();
    DType format = dtype.startsWith("int") ? DType.FLOAT32 : DType.valueOf(dtype.toUpperCase());
    switch (draw.kind()) {
      case "uniform" ->
          RandomKernels.uniform(stream, n, format, draw.numbers("a")[0], draw.numbers("b")[0], out);
      case "normal" ->
          RandomKernels.normal(stream, n, format, draw.numbers("a")[0], draw.numbers("b")[0], out);
      case "truncated_normal" ->
          RandomKernels.truncatedNormal(
              stream, n, format, draw.numbers("a")[0], draw.numbers("b")[0], out);
      case "randint" -> {
        if (dtype.equals("int64")) {
          RandomKernels.uniformLong(stream, n, draw.number("lo"), draw.number("hi"), out);
        } else {
          RandomKernels.uniformInt(
              stream, n, (int) draw.number("lo"), (int) draw.number("hi"), out);
        }
      }
      case "dropout", "dropout_ones" -> {
        long x = room(8L * n);
        for (int i = 0; i < n; i++) {
          Elements.setDouble(format, x, i, draw.kind().equals("dropout") ? i + 1 : 1);
        }
        RandomKernels.dropout(stream, n, format, draw.numbers("rate")[0], x, out);
      }
      case "shuffle" -> ShuffleKernel.order(stream, n, out);
      case "gamma" -> {
        double[] alpha = draw.numbers("alpha");
        GammaKernel.gamma(
            stream, draw.number("samples"), alpha.length, format, room(format, alpha), out);
      }
      case "binomial" -> {
        double[] counts = draw.numbers("counts");
        BinomialKernel.binomial(
            stream,
            draw.number("samples"),
            counts.length,
            DType.FLOAT32,
            room(DType.FLOAT32, counts),
            room(DType.FLOAT32, draw.numbers("probabilities")),
            format,
            out);
      }
      case "categorical" -> {
        String[] texts = draw.get("logits").replace("inf", "Infinity").split(",");
        double[] logits = Stream.of(texts).mapToDouble(Double::parseDouble).toArray();
        int rows = (int) draw.number("rows");
        CategoricalKernel.categorical(
            stream,
            rows,
            logits.length / rows,
            draw.number("samples"),
            format,
            room(format, logits),
            out,
            false);
      }
      default -> throw new IllegalArgumentException(draw.kind());
    }
  }

  @Test
  void anyNumberOfThreadsGivesTheSameBits() {
    Philox stream = Philox.ofSeed(7, 8);
    int n = 100_003;
    long one = room(4L * n);
    long two = room(4L * n);
    for (int kind = 0; kind < 4; kind++) {
      Pool.setThreads(1);
      draw(kind, stream, n, one);
      Pool.setThreads(3);
      draw(kind, stream, n, two);
      assertThat(Raw.ALL.asSlice(one, 4L * n).mismatch(Raw.ALL.asSlice(two, 4L * n))).isEqualTo(-1);
    }
  }

  private void draw(int kind, Philox stream, int n, long out) {
    switch (kind) {
      case 0 -> RandomKernels.uniform(stream, n, DType.FLOAT32, -1, 1, out);
      case 1 -> RandomKernels.normal(stream, n, DType.FLOAT32, 0, 1, out);
      case 2 -> RandomKernels.truncatedNormal(stream, n, DType.FLOAT32, 0, 1, out);
      default ->
          CategoricalKernel.categorical(
              stream, 1001, 3, 99, DType.FLOAT32, room(4 * 3003), out, false);
    }
  }

  @Test
  void tiersGiveTheSameBits() {
    RandomTier scalar = new ScalarRandom();
    RandomTier fast = Tier.vector() ? new VectorRandom() : scalar;
    long x = room(4096);
    long a = room(4096);
    long b = room(4096);
    for (int i = 0; i < 1024; i++) {
      Raw.setFloat(x + 4 * i, i == 5 ? Float.NaN : i - 500);
    }
    SplittableRandom random = new SplittableRandom(5);
    for (int turn = 0; turn < 200; turn++) {
      // Every third counter is about to carry out of its low half.
      long low = turn % 3 == 0 ? -random.nextInt(300) : random.nextLong();
      Philox stream = new Philox(random.nextLong(), low, random.nextLong());
      long block = turn % 2 == 0 ? random.nextInt(1000) : random.nextLong();
      int blocks = 1 + random.nextInt(256);
      long stride = turn % 5 == 0 ? 256 : 1;
      long[] words = new long[512];
      long[] same = new long[512];
      scalar.words(stream, block, stride, blocks, words);
      fast.words(stream, block, stride, blocks, same);
      assertThat(java.util.Arrays.copyOf(same, 2 * blocks))
          .startsWith(java.util.Arrays.copyOf(words, 2 * blocks));
      int from = random.nextInt(4 * blocks);
      int to = from + random.nextInt(4 * blocks - from + 1);
      scalar.uniform(words, from, to, a, 3, -1);
      fast.uniform(words, from, to, b, 3, -1);
      assertThat(floats(b, to - from)).isEqualTo(floats(a, to - from));
      scalar.normal(words, from, to, a, 1.5f, 0.25f);
      fast.normal(words, from, to, b, 1.5f, 0.25f);
      assertThat(floats(b, to - from)).isEqualTo(floats(a, to - from));
      scalar.dropout(words, from, to, x, a, 0.3f, 1.4f);
      fast.dropout(words, from, to, x, b, 0.3f, 1.4f);
      assertThat(floats(b, to - from)).isEqualTo(floats(a, to - from));
    }
  }

  private static float[] floats(long address, int n) {
    float[] values = new float[n];
    Raw.copy(address, values, 0, n);
    return values;
  }

  @Test
  void momentsAreThoseOfTheDistributions() {
    int n = 400_000;
    long out = room(4L * n);
    Philox stream = Philox.ofSeed(11, 0);
    RandomKernels.uniform(stream, n, DType.FLOAT32, 2, 5, out);
    checkMoments(floats(out, n), 3.5, Math.sqrt(9 / 12.0), 2, 5);
    RandomKernels.normal(stream, n, DType.FLOAT32, -1, 3, out);
    checkMoments(floats(out, n), -1, 3, -1 - 6 * 3, -1 + 6 * 3);
    RandomKernels.truncatedNormal(stream, n, DType.FLOAT32, 0, 1, out);
    checkMoments(floats(out, n), 0, 0.87962566, -2, 2);
  }

  private static void checkMoments(
      float[] values, double mean, double deviation, double min, double max) {
    double sum = 0;
    double squares = 0;
    for (float value : values) {
      assertThat((double) value).isBetween(min, max);
      sum += value;
      squares += (value - mean) * (value - mean);
    }
    // Five standard errors of a mean.
    double error = 5 * deviation / Math.sqrt(values.length);
    assertThat(sum / values.length).isBetween(mean - error, mean + error);
    assertThat(Math.sqrt(squares / values.length)).isBetween(deviation - error, deviation + error);
  }
}
