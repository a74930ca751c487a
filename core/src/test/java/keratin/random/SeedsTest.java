package keratin.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ResourceLock("keratin.random.global")
class SeedsTest {

  static Stream<GoldenDraws.Case> python() {
    return GoldenDraws.of("python");
  }

  @ParameterizedTest
  @MethodSource("python")
  void drawsWhatPythonDraws(GoldenDraws.Case draw) {
    PythonRandom random = new PythonRandom(draw.number("of"));
    List<Long> drawn = new ArrayList<>();
    drawn.add(random.randint(0, 10));
    drawn.add(random.randint(-5, 1_000_000_000_000L));
    drawn.add(random.getrandbits(64) >>> 1);
    drawn.add(random.getrandbits(17));
    for (int i : random.permutation(12)) {
      drawn.add((long) i);
    }
    assertThat(drawn.stream().mapToLong(Long::longValue)).containsExactly(boxed(draw.bits()));
    double[] floats = sibling("python_float", draw).values();
    assertThat(random.random()).isEqualTo(floats[0]);
    assertThat(random.uniform(-1, 3)).isEqualTo(floats[1]);
  }

  static Stream<GoldenDraws.Case> numpy() {
    return GoldenDraws.of("numpy");
  }

  @ParameterizedTest
  @MethodSource("numpy")
  void drawsWhatNumpyDraws(GoldenDraws.Case draw) {
    NumpyRandom random = new NumpyRandom(draw.number("of"));
    List<Long> drawn = new ArrayList<>();
    drawn.add(random.randint(0, 10));
    drawn.add(random.randint(-5, 1_000_000_000_000L));
    for (int i : random.permutation(9)) {
      drawn.add((long) i);
    }
    assertThat(drawn.stream().mapToLong(Long::longValue)).containsExactly(boxed(draw.bits()));
    double[] floats = sibling("numpy_float", draw).values();
    assertThat(random.randomSample()).isEqualTo(floats[0]);
    assertThat(random.uniform(-1, 3)).isEqualTo(floats[1]);
    for (int i = 2; i < floats.length; i++) {
      assertThat(random.standardNormal()).isCloseTo(floats[i], within(1e-15));
    }
  }

  static Stream<GoldenDraws.Case> defaults() {
    return GoldenDraws.of("default_seeds");
  }

  @ParameterizedTest
  @MethodSource("defaults")
  void defaultSeedsAreThoseOfKeras(GoldenDraws.Case draw) {
    GlobalRandom.setRandomSeed(draw.number("of"));
    for (long seed : draw.bits()) {
      assertThat(GlobalRandom.defaultSeed()).isEqualTo(seed);
    }
    assertThat(GlobalRandom.randomSeed()).isEqualTo(draw.number("of"));
  }

  static Stream<GoldenDraws.Case> orders() {
    return GoldenDraws.of("fit_order");
  }

  @ParameterizedTest
  @MethodSource("orders")
  void fitSeesItsRowsInTheOrderOfKeras(GoldenDraws.Case draw) {
    GlobalRandom.setRandomSeed(draw.number("of"));
    double[] seen = draw.values();
    for (int epoch = 0; epoch < 2; epoch++) {
      int[] order = GlobalRandom.datasetKernel().shuffle(11);
      for (int i = 0; i < 11; i++) {
        assertThat((double) order[i]).isEqualTo(seen[11 * epoch + i]);
      }
    }
  }

  static Stream<GoldenDraws.Case> shuffles() {
    return GoldenDraws.of("eager").filter(c -> c.get("call").equals("shuffle"));
  }

  @ParameterizedTest
  @MethodSource("shuffles")
  void shufflesAsTensorflow(GoldenDraws.Case draw) {
    KernelStream kernel = eager(draw, "shuffle int32", 2);
    assertThat(kernel.shuffle(9)).containsExactly(ints(draw.values()));
  }

  /** Seeds as the case says and skips the turns before its own, each of {@code blocks} blocks. */
  static KernelStream eager(GoldenDraws.Case draw, String operation, long blocks) {
    GlobalRandom.clear();
    if (!draw.get("global_seed").equals("None")) {
      GlobalRandom.setTensorflowSeed(draw.number("global_seed"));
    }
    Long seed = draw.get("op_seed").equals("None") ? null : draw.number("op_seed");
    KernelStream kernel = GlobalRandom.kernel(operation, seed);
    for (long turn = draw.number("turn"); turn > 0; turn--) {
      kernel.reserve(blocks);
      kernel = GlobalRandom.kernel(operation, seed);
    }
    return kernel;
  }

  @Test
  void datasetsAreShuffledAsInTensorflow() {
    GoldenDraws.of("dataset_shuffle")
        .forEach(
            draw -> {
              GlobalRandom.clear();
              if (!draw.get("global_seed").equals("None")) {
                GlobalRandom.setTensorflowSeed(draw.number("global_seed"));
              }
              boolean reshuffle = draw.get("reshuffle").equals("True");
              DatasetShuffle shuffle = new DatasetShuffle(draw.number("op_seed"), reshuffle);
              List<Integer> given = new ArrayList<>();
              for (int iteration = 0; iteration < 2; iteration++) {
                shuffle
                    .iterate(
                        IntStream.range(0, (int) draw.number("range")).iterator(),
                        (int) draw.number("buffer"))
                    .forEachRemaining(given::add);
              }
              int[] expected = ints(draw.values());
              assertThat(given.subList(given.size() - expected.length, given.size()))
                  .as(draw.toString())
                  .containsExactly(IntStream.of(expected).boxed().toArray(Integer[]::new));
            });
  }

  @Test
  void shufflesNeedABuffer() {
    DatasetShuffle shuffle = new DatasetShuffle(1L, true);
    assertThatThrownBy(() -> shuffle.iterate(List.of(1).iterator(), 0))
        .hasMessageContaining("at least 1");
    assertThat(shuffle.iterate(List.of().iterator(), 3).hasNext()).isFalse();
  }

  @Test
  void withoutSeedNothingRepeats() {
    GlobalRandom.clear();
    assertThat(GlobalRandom.kernel("uniform", null).reserve(1))
        .isNotEqualTo(GlobalRandom.kernel("uniform", null).reserve(1));
    assertThat(GlobalRandom.datasetKernel().shuffle(50))
        .isNotEqualTo(GlobalRandom.datasetKernel().shuffle(50));
  }

  @Test
  void counterCarriesThroughAll128Bits() {
    Philox last = new Philox(1, -1, -1);
    assertThat(last.skip(1)).isEqualTo(new Philox(1, 0, 0));
    assertThat(new Philox(1, -3, 5).skip(5)).isEqualTo(new Philox(1, 2, 6));
    int[] there = new int[4];
    int[] here = new int[4];
    last.block(2, there);
    last.skip(2).block(0, here);
    assertThat(there).isEqualTo(here);
  }

  @Test
  void wrongRangesAreRefused() {
    assertThatThrownBy(() -> new PythonRandom(0).randint(3, 2)).hasMessageContaining("[3, 2]");
    assertThatThrownBy(() -> new PythonRandom(0).getrandbits(65)).hasMessageContaining("65");
    assertThatThrownBy(() -> new NumpyRandom(-1)).hasMessageContaining("4294967295");
    assertThatThrownBy(() -> new NumpyRandom(0).randint(2, 2)).hasMessageContaining("[2, 2)");
  }

  private static GoldenDraws.Case sibling(String kind, GoldenDraws.Case draw) {
    return GoldenDraws.of(kind)
        .filter(c -> c.get("of").equals(draw.get("of")))
        .findFirst()
        .orElseThrow();
  }

  private static org.assertj.core.data.Offset<Double> within(double offset) {
    return org.assertj.core.data.Offset.offset(offset);
  }

  private static Long[] boxed(long[] values) {
    return java.util.Arrays.stream(values).boxed().toArray(Long[]::new);
  }

  private static int[] ints(double[] values) {
    return java.util.Arrays.stream(values).mapToInt(v -> (int) v).toArray();
  }
}
