package keratin.cpu;

import java.util.List;
import java.util.Map;
import keratin.ops.Linalg;
import keratin.ops.Nn;
import keratin.ops.Ops;
import keratin.tensor.Tensor;

/** Numbers, segments, arrangements and what networks need besides. */
final class MixedFuzz extends FuzzFamily {
  private static final String[] METHODS = {
    "linear", "lower", "higher", "nearest", "midpoint", "cubic"
  };

  MixedFuzz(long seed) {
    super(seed);
    quantiles();
    integers();
    segments();
    arrangements();
    networks();
    creations();
  }

  private void quantiles() {
    add("quantile", () -> Ops.quantile(any(), tame(upTo(3)).abs(), pick(METHODS), flip(), axes(1)));
    add(
        "nanquantile",
        () -> Ops.nanquantile(any(), tame().abs().minimum(1), pick(METHODS), flip(), axes(2)));
    add("nanmax", () -> Ops.nanmax(any(), flip(), axes(2)));
    add("nanvar", () -> Ops.nanvar(any(), flip(), axes(2)));
    add("nanargmin", () -> Ops.nanargmin(any(), flip() ? null : upTo(2), flip()));
    add("nancumprod", () -> Ops.nancumprod(any(), random.nextInt(-2, 2)));
    add("nanToNum", () -> Ops.nanToNum(any(), 1, null, flip() ? null : 7.0));
    add("max with initial", () -> Ops.max(any(), 1e9 * random.nextGaussian(), flip(), axes(2)));
    add("average", () -> Ops.average(any(3, 4), any(flip() ? 3 : 4), upTo(1)));
    add("histogram", () -> Ops.histogram(any(upTo(30)), upTo(9)));
    add("correlate", () -> Ops.correlate(any(some()), any(some()), "same"));
    add("corrcoef", () -> Ops.corrcoef(any()));
    add("trapezoid", () -> Ops.trapezoid(any(3, some()), any(some()), 1, -1));
  }

  private void integers() {
    add("gcd", () -> Ops.gcd(any(), any()));
    add("lcm", () -> Ops.lcm(any(3), any(3)));
    add("ldexp", () -> Ops.ldexp(any(), indices(-2000, 2000)));
    add("nextafter", () -> Ops.nextafter(any(4), any(4)));
    add("view", () -> Ops.view(any(2, 8), tensors.dtype()));
    add("saturateCast", () -> Ops.saturateCast(any(), dtype()));
    add("isin", () -> Ops.isin(any(), any(), flip()));
    add("unravelIndex", () -> Ops.unravelIndex(indices(0, 24, 3), tensors.little()));
    add(
        "unique",
        () ->
            Ops.unique(
                any(),
                flip(),
                flip() ? null : upTo(2),
                flip() ? null : upTo(9),
                flip() ? null : 3.0));
    add("argpartition", () -> Ops.argpartition(any(3, 5), random.nextInt(-6, 6), upTo(1)));
    add("bincount", () -> Ops.bincount(lengths(-1, 9, 3, 4), upTo(12)));
    add("polygamma", () -> Ops.polygamma(random.nextInt(-1, 9), any()));
    add("lgamma", () -> Ops.lgamma(any()).add(Ops.digamma(any())));
  }

  private void segments() {
    add("segmentSum", () -> Ops.segmentSum(any(6, 2), indices(-1, 4, 6), upTo(4)));
    add("segmentMax", () -> Ops.segmentMax(any(6, 2), lengths(-1, 4, 6), null, flip()));
    add("segmentProd", () -> Ops.segmentProd(any(2, 3, 2), indices(-1, 4, 2, 3), 4));
    String[] reductions = {"add", "max", "min", "mul", "or"};
    add(
        "scatterUpdate",
        () -> Ops.scatterUpdate(any(4, 3), indices(-4, 4, 2, 1), any(2, 3), pick(reductions)));
    add(
        "gather of a batch",
        () -> Ops.gather(any(2, 3, 4), indices(-3, 3, 2, upTo(3)), random.nextInt(-3, 3), upTo(2)));
    add("gatherNd of a batch", () -> Ops.gatherNd(any(2, 3, 4), indices(0, 3, 2, 1), 1));
    add("select", () -> Ops.select(List.of(any(3), any(3)), List.of(any(3), any()), any()));
    add("sequenceMask", () -> Ops.sequenceMask(lengths(0, 9, 3)));
  }

  private void arrangements() {
    add("arraySplit", () -> Ops.arraySplit(any(5, 3), upTo(7), random.nextInt(-3, 3)));
    add(
        "splitAt",
        () -> Ops.splitAt(any(5, 3), random.ints(upTo(3), -9, 9).toArray(), random.nextInt(-3, 3)));
    add("expandDims", () -> Ops.expandDims(any(), random.ints(upTo(3), -4, 4).toArray()));
    add(
        "moveaxis",
        () ->
            Ops.moveaxis(
                any(2, 3, 4),
                random.ints(upTo(3), -3, 3).toArray(),
                random.ints(upTo(3), -3, 3).toArray()));
    add("reverseSequence", () -> Ops.reverseSequence(any(3, 4), indices(0, 5, 3), 1, 0));
    add("linspace", () -> Ops.linspace(any(3), any(), upTo(5), flip(), random.nextInt(-2, 2)));
    add("vander", () -> Ops.vander(any(some()), upTo(5), flip()));
    add("kron", () -> Linalg.kron(any(), any()));
    add("cdist", () -> Linalg.cdist(tame(some(), 2), tame(some(), 2)));
    add("rearrange", () -> Ops.rearrange(any(4, 6), "(a b) c -> b (c a)", Map.of("a", some())));
    add("associativeScan", () -> Ops.associativeScan(Tensor::add, tame(upTo(9)), flip(), 0));
  }

  private void networks() {
    add(
        "unfold",
        () ->
            Nn.unfold(
                tame(1, 2, 5, 4),
                new int[] {upTo(3)},
                new int[] {some(), 1},
                new int[] {upTo(2)},
                new int[] {some()}));
    add(
        "fold",
        () ->
            Nn.fold(
                tame(1, 8, 4 * some()),
                new int[] {some(), 4},
                new int[] {2},
                new int[] {1},
                new int[] {upTo(1)},
                new int[] {some()}));
    add("depthToSpace", () -> Nn.depthToSpace(any(1, 2, 2, 4 * some()), upTo(3)));
    add("spaceToDepth", () -> Nn.spaceToDepth(any(1, 4, 6, 2), upTo(3), "channels_last"));
    add(
        "spaceToBatch",
        () -> Nn.spaceToBatch(any(1, 4, 6), new int[] {some()}, new int[][] {{upTo(2), 0}}));
    add("moments", () -> Nn.moments(any(), flip(), axes(2)));
    add(
        "layerNormalization",
        () -> Nn.layerNormalization(tame(3, 4), tame(4), null, axes(2), flip() ? null : 0.1));
    add("softmax", () -> Nn.softmax(tame(2, 3, 4), axes(3)));
    add("sparsemax", () -> Nn.sparsemax(tame(3, some()), random.nextInt(-3, 3)));
    add("multiHot", () -> Nn.multiHot(indices(-1, 5, 2, 3), upTo(5)));
    add(
        "categoricalCrossentropy",
        () -> Nn.categoricalCrossentropy(tame(3, 4), tame(3, 4), flip(), random.nextInt(-3, 3)));
    add(
        "sparseCategoricalCrossentropy",
        () -> Nn.sparseCategoricalCrossentropy(indices(0, 4, 3), tame(3, 4), flip()));
    String[] strategies = {"greedy", "beam_search", "beam"};
    add(
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
    add(
        "ctcLoss",
        () ->
            Nn.ctcLoss(
                indices(0, 3, 2, 3), tame(2, 5, 3), indices(0, 4, 2), indices(0, 6, 2), upTo(2)));
    add(
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

  private int count() {
    return tensors.chance(0.1) ? -upTo(3) : upTo(9);
  }

  private void creations() {
    add("eye", () -> Ops.eye(count(), count(), random.nextInt(-5, 5), tensors.dtype()));
    add("linspace of numbers", () -> Ops.linspace(-1, 2, count(), flip(), dtype()));
    add("logspace", () -> Ops.logspace(0, 2, count(), flip(), 10));
    add("geomspace", () -> Ops.geomspace(1, 100, count(), flip()));
    add("hanning", () -> Ops.hanning(count()));
    add("bartlett", () -> Ops.bartlett(count()));
    add("blackman", () -> Ops.blackman(count()));
    add("kaiser", () -> Ops.kaiser(count(), random.nextDouble(20)));
    add("tri", () -> Ops.tri(count(), count(), random.nextInt(-5, 5)));
    add("oneHot", () -> Ops.oneHot(indices(-1, 9, upTo(4)), count()));
  }
}
