package keratin.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import keratin.memory.Memory;
import keratin.ops.Linalg;
import keratin.ops.Nn;
import keratin.ops.Ops;
import keratin.tensor.DType;
import keratin.tensor.Placement;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import org.junit.jupiter.api.Test;

/**
 * Random calls of functions that are made of several ops: each ends in an answer or in an error
 * that says something, and touches no memory but its own. {@link OpFuzzTest} does the same for
 * single ops.
 *
 * <p>{@code -Dkeratin.fuzz.seed=N} repeats a run, {@code -Dkeratin.fuzz.calls=N} sets its length.
 */
class FunctionFuzzTest {
  private static final long SEED = Long.getLong("keratin.fuzz.seed", 20261125);
  private static final String[] METHODS = {
    "linear", "lower", "higher", "nearest", "midpoint", "cubic"
  };

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final FuzzTensors tensors = new FuzzTensors(random);
  private final GuardedBackend backend = new GuardedBackend();
  private final Map<String, Call> calls = new LinkedHashMap<>();

  /** A function of random arguments. */
  private interface Call {
    Object run();
  }

  @Test
  void randomCallsEndWell() {
    quantiles();
    integers();
    segments();
    arrangements();
    networks();
    int rounds = Integer.getInteger("keratin.fuzz.calls", 1500) / calls.size() + 1;
    Map<String, String> failures = new TreeMap<>();
    int[] answers = new int[2];
    for (int round = 0; round < rounds; round++) {
      calls.forEach(
          (name, call) -> {
            String failure = Memory.tidy(() -> attempt(call, answers));
            if (!failure.isEmpty()) {
              failures.putIfAbsent(name, name + " (seed " + SEED + "): " + failure);
            }
          });
    }
    assertThat(failures.values()).isEmpty();
    // Most calls are right: a fuzz of errors alone would prove little.
    assertThat(answers[0]).isGreaterThan(answers[1]);
  }

  private static String attempt(Call call, int[] answers) {
    try {
      call.run();
      answers[0]++;
      return "";
    } catch (TensorException e) {
      answers[1]++;
      String text = String.valueOf(e.getMessage());
      return text.isBlank() || text.equals("null") ? "an error without a text" : "";
    } catch (RuntimeException | AssertionError e) {
      return e + " at " + e.getStackTrace()[0];
    }
  }

  // ---- arguments ----

  private Tensor on(Tensor x) {
    return Placement.copy(backend, x);
  }

  private DType dtype() {
    DType type = tensors.dtype();
    return type == DType.STRING ? DType.FLOAT32 : type;
  }

  private Tensor any() {
    return on(tensors.any(dtype(), tensors.little(), false));
  }

  private Tensor any(int... dims) {
    return on(tensors.any(dtype(), Shape.of(dims), false));
  }

  private Tensor tame(int... dims) {
    return on(tensors.tame(tensors.real(), Shape.of(dims)));
  }

  private Tensor indices(int low, int high, int... dims) {
    return on(tensors.indices(Shape.of(dims), low, high));
  }

  /** Numbers that say how long the result is: a wild one would only say that memory has an end. */
  private Tensor lengths(int low, int high, int... dims) {
    return indices(low, high, dims).maximum(low).minimum(high);
  }

  private int upTo(int high) {
    return random.nextInt(high + 1);
  }

  private int some() {
    return 1 + upTo(4);
  }

  private boolean flip() {
    return random.nextBoolean();
  }

  private int[] axes(int rank) {
    return flip() ? new int[0] : new int[] {random.nextInt(-1 - rank, rank + 1)};
  }

  private <T> T pick(T[] from) {
    return from[random.nextInt(from.length)];
  }

  // ---- functions ----

  private void quantiles() {
    calls.put(
        "quantile", () -> Ops.quantile(any(), tame(upTo(3)).abs(), pick(METHODS), flip(), axes(1)));
    calls.put(
        "nanquantile",
        () -> Ops.nanquantile(any(), tame().abs().minimum(1), pick(METHODS), flip(), axes(2)));
    calls.put("nanmax", () -> Ops.nanmax(any(), flip(), axes(2)));
    calls.put("nanvar", () -> Ops.nanvar(any(), flip(), axes(2)));
    calls.put("nanargmin", () -> Ops.nanargmin(any(), flip() ? null : upTo(2), flip()));
    calls.put("nancumprod", () -> Ops.nancumprod(any(), random.nextInt(-2, 2)));
    calls.put("nanToNum", () -> Ops.nanToNum(any(), 1, null, flip() ? null : 7.0));
    calls.put(
        "max with initial", () -> Ops.max(any(), 1e9 * random.nextGaussian(), flip(), axes(2)));
    calls.put("average", () -> Ops.average(any(3, 4), any(flip() ? 3 : 4), upTo(1)));
    calls.put("histogram", () -> Ops.histogram(any(upTo(30)), upTo(9)));
    calls.put("correlate", () -> Ops.correlate(any(some()), any(some()), "same"));
    calls.put("corrcoef", () -> Ops.corrcoef(any()));
    calls.put("trapezoid", () -> Ops.trapezoid(any(3, some()), any(some()), 1, -1));
  }

  private void integers() {
    calls.put("gcd", () -> Ops.gcd(any(), any()));
    calls.put("lcm", () -> Ops.lcm(any(3), any(3)));
    calls.put("ldexp", () -> Ops.ldexp(any(), indices(-2000, 2000)));
    calls.put("nextafter", () -> Ops.nextafter(any(4), any(4)));
    calls.put("view", () -> Ops.view(any(2, 8), tensors.dtype()));
    calls.put("saturateCast", () -> Ops.saturateCast(any(), dtype()));
    calls.put("isin", () -> Ops.isin(any(), any(), flip()));
    calls.put("unravelIndex", () -> Ops.unravelIndex(indices(0, 24, 3), tensors.little()));
    calls.put(
        "unique",
        () ->
            Ops.unique(
                any(),
                flip(),
                flip() ? null : upTo(2),
                flip() ? null : upTo(9),
                flip() ? null : 3.0));
    calls.put("argpartition", () -> Ops.argpartition(any(3, 5), random.nextInt(-6, 6), upTo(1)));
    calls.put("bincount", () -> Ops.bincount(lengths(-1, 9, 3, 4), upTo(12)));
    calls.put("polygamma", () -> Ops.polygamma(random.nextInt(-1, 9), any()));
    calls.put("lgamma", () -> Ops.lgamma(any()).add(Ops.digamma(any())));
  }

  private void segments() {
    calls.put("segmentSum", () -> Ops.segmentSum(any(6, 2), indices(-1, 4, 6), upTo(4)));
    calls.put("segmentMax", () -> Ops.segmentMax(any(6, 2), lengths(-1, 4, 6), null, flip()));
    calls.put("segmentProd", () -> Ops.segmentProd(any(2, 3, 2), indices(-1, 4, 2, 3), 4));
    String[] reductions = {"add", "max", "min", "mul", "or"};
    calls.put(
        "scatterUpdate",
        () -> Ops.scatterUpdate(any(4, 3), indices(-4, 4, 2, 1), any(2, 3), pick(reductions)));
    calls.put(
        "gather of a batch",
        () -> Ops.gather(any(2, 3, 4), indices(-3, 3, 2, upTo(3)), random.nextInt(-3, 3), upTo(2)));
    calls.put("gatherNd of a batch", () -> Ops.gatherNd(any(2, 3, 4), indices(0, 3, 2, 1), 1));
    calls.put("select", () -> Ops.select(List.of(any(3), any(3)), List.of(any(3), any()), any()));
    calls.put("sequenceMask", () -> Ops.sequenceMask(lengths(0, 9, 3)));
  }

  private void arrangements() {
    calls.put("arraySplit", () -> Ops.arraySplit(any(5, 3), upTo(7), random.nextInt(-3, 3)));
    calls.put(
        "splitAt",
        () -> Ops.splitAt(any(5, 3), random.ints(upTo(3), -9, 9).toArray(), random.nextInt(-3, 3)));
    calls.put("expandDims", () -> Ops.expandDims(any(), random.ints(upTo(3), -4, 4).toArray()));
    calls.put(
        "moveaxis",
        () ->
            Ops.moveaxis(
                any(2, 3, 4),
                random.ints(upTo(3), -3, 3).toArray(),
                random.ints(upTo(3), -3, 3).toArray()));
    calls.put("reverseSequence", () -> Ops.reverseSequence(any(3, 4), indices(0, 5, 3), 1, 0));
    calls.put(
        "linspace", () -> Ops.linspace(any(3), any(), upTo(5), flip(), random.nextInt(-2, 2)));
    calls.put("vander", () -> Ops.vander(any(some()), upTo(5), flip()));
    calls.put("kron", () -> Linalg.kron(any(), any()));
    calls.put("cdist", () -> Linalg.cdist(tame(some(), 2), tame(some(), 2)));
    calls.put(
        "rearrange", () -> Ops.rearrange(any(4, 6), "(a b) c -> b (c a)", Map.of("a", some())));
    calls.put("associativeScan", () -> Ops.associativeScan(Tensor::add, tame(upTo(9)), flip(), 0));
  }

  private void networks() {
    calls.put(
        "unfold",
        () ->
            Nn.unfold(
                tame(1, 2, 5, 4),
                new int[] {upTo(3)},
                new int[] {some(), 1},
                new int[] {upTo(2)},
                new int[] {some()}));
    calls.put(
        "fold",
        () ->
            Nn.fold(
                tame(1, 8, 4 * some()),
                new int[] {some(), 4},
                new int[] {2},
                new int[] {1},
                new int[] {upTo(1)},
                new int[] {some()}));
    calls.put("depthToSpace", () -> Nn.depthToSpace(any(1, 2, 2, 4 * some()), upTo(3)));
    calls.put("spaceToDepth", () -> Nn.spaceToDepth(any(1, 4, 6, 2), upTo(3), "channels_last"));
    calls.put(
        "spaceToBatch",
        () -> Nn.spaceToBatch(any(1, 4, 6), new int[] {some()}, new int[][] {{upTo(2), 0}}));
    calls.put("moments", () -> Nn.moments(any(), flip(), axes(2)));
    calls.put(
        "layerNormalization",
        () -> Nn.layerNormalization(tame(3, 4), tame(4), null, axes(2), flip() ? null : 0.1));
    calls.put("softmax", () -> Nn.softmax(tame(2, 3, 4), axes(3)));
    calls.put("sparsemax", () -> Nn.sparsemax(tame(3, some()), random.nextInt(-3, 3)));
    calls.put("multiHot", () -> Nn.multiHot(indices(-1, 5, 2, 3), upTo(5)));
    calls.put(
        "categoricalCrossentropy",
        () -> Nn.categoricalCrossentropy(tame(3, 4), tame(3, 4), flip(), random.nextInt(-3, 3)));
    calls.put(
        "sparseCategoricalCrossentropy",
        () -> Nn.sparseCategoricalCrossentropy(indices(0, 4, 3), tame(3, 4), flip()));
    String[] strategies = {"greedy", "beam_search", "beam"};
    calls.put(
        "ctcDecode",
        () ->
            Nn.ctcDecode(
                tame(2, 5, 3),
                indices(0, 6, 2),
                pick(strategies),
                some(),
                upTo(3),
                flip(),
                upTo(3)));
    calls.put(
        "ctcLoss",
        () ->
            Nn.ctcLoss(
                indices(0, 3, 2, 3), tame(2, 5, 3), indices(0, 4, 2), indices(0, 6, 2), upTo(2)));
    calls.put(
        "dotProductAttention",
        () ->
            Nn.dotProductAttention(
                tame(1, 2, 4, 3),
                tame(1, some(), some(), 3),
                tame(1, 3, some(), 3),
                null,
                null,
                null,
                flip(),
                null));
  }
}
