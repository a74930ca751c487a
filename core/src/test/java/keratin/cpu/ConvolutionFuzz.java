package keratin.cpu;

import java.util.Arrays;
import keratin.ops.Nn;
import keratin.tensor.DType;
import keratin.tensor.Tensor;
import keratin.tensor.Unary;
import org.jspecify.annotations.Nullable;

/** Convolutions, transposed ones and pooling, with their gradients: the scalar tier's numbers. */
final class ConvolutionFuzz extends FuzzFamily {
  // Winograd's products lose up to four bits more than sums of as many terms.
  private static final double UNITS = 64;
  private static final int[] CHANNELS = {1, 1, 2, 3, 4, 8, 9, 16, 17, 32, 33, 64};
  private static final String[] PADDINGS = {
    "valid", "same", "valid", "same", "VALID", "SAME", "causal", "full"
  };
  private static final @Nullable String[] FORMATS = {
    null, null, null, "channels_last", "channels_first", "channels_middle"
  };
  private static final Unary[] ACTIVATIONS = {Unary.RELU, Unary.TANH, Unary.SIGMOID};

  /** What the calls of one convolution share. */
  private record Drawn(
      int rank,
      DType type,
      int channels,
      int[] strides,
      int[] dilations,
      String padding,
      @Nullable String format) {}

  ConvolutionFuzz(long seed) {
    super(seed);
    add("conv", () -> run(conv(drawn())));
    add("conv, by x", () -> run(conv(drawn()).by(0)));
    add("conv, by the kernel", () -> run(conv(drawn()).by(1)));
    add("conv with numbers of padding", this::paddedConv);
    add("convAffine", this::convAffine);
    add("depthwiseConv", () -> run(depthwise(drawn())));
    add("depthwiseConv, by the kernel", () -> run(depthwise(drawn()).by(1)));
    add("separableConv", this::separable);
    add("convTranspose", () -> run(transposed(drawn())));
    add("convTranspose, by x", () -> run(transposed(drawn()).by(0)));
    add("convTranspose, by the kernel", () -> run(transposed(drawn()).by(1)));
    add("conv2dTranspose", this::transposedTo);
    add("maxPool", () -> run(pool(drawn(), true)));
    add("maxPool, by x", () -> run(pool(drawn(), true).by(0)));
    add("averagePool", () -> run(pool(drawn(), false)));
    add("averagePool, by x", () -> run(pool(drawn(), false).by(0)));
    add("adaptiveMaxPool", () -> run(adaptive(drawn(), true)));
    add("adaptiveAveragePool", () -> run(adaptive(drawn(), false)));
  }

  /** A function and the inputs it gets. */
  private record Case(Function function, Tensor... in) {
    Case by(int input) {
      return new Case(gradient(function, input), in);
    }
  }

  private Tensor run(Case drawn) {
    return agree(UNITS, drawn.function, drawn.in);
  }

  private Drawn drawn() {
    int rank = tensors.chance(0.5) ? 2 : some() > 2 ? 1 : 3;
    boolean gaps = tensors.chance(0.2);
    return new Drawn(
        rank,
        tensors.real(),
        CHANNELS[random.nextInt(CHANNELS.length)],
        each(rank, gaps ? new int[] {1} : new int[] {1, 1, 2, 3}),
        few(each(rank, gaps ? new int[] {1, 2, 3} : new int[] {1})),
        pick(PADDINGS),
        pick(FORMATS));
  }

  /** Numbers that say how long something is: wild ones would only say that memory has an end. */
  private static int[] few(int... numbers) {
    return Arrays.stream(numbers).map(n -> Math.min(n, 40)).toArray();
  }

  /** {@code (batch, spatial…, channels)}, or channels first where that was drawn. */
  private Tensor x(Drawn d) {
    int[] dims = new int[d.rank + 2];
    int most = d.rank == 3 ? 5 : d.rank == 2 ? 11 : 30;
    boolean first = "channels_first".equals(d.format);
    Arrays.setAll(dims, i -> tensors.chance(0.03) ? 0 : 1 + random.nextInt(most));
    dims[0] = upTo(3);
    dims[first ? 1 : d.rank + 1] = tensors.chance(0.03) ? some() : d.channels;
    Tensor x = finite(tensors.chance(0.02) ? DType.INT32 : d.type, dims);
    return tensors.chance(0.02) ? x.reshape(-1) : x;
  }

  /** {@code (size…, a, b)}. */
  private Tensor kernel(Drawn d, int a, int b) {
    int[] dims = new int[d.rank + 2];
    Arrays.setAll(dims, i -> tensors.chance(0.01) ? 0 : 1 + random.nextInt(d.rank == 3 ? 2 : 4));
    dims[d.rank] = a;
    dims[d.rank + 1] = b;
    return finite(tensors.chance(0.02) ? DType.FLOAT64 : d.type, dims);
  }

  private int filters() {
    return CHANNELS[random.nextInt(CHANNELS.length)];
  }

  private Case conv(Drawn d) {
    int groups = tensors.chance(0.2) ? some() : 1;
    int share = Math.max(1, d.channels / groups);
    Tensor kernel = kernel(d, share, filters() * groups);
    return new Case(
        in -> Nn.conv(in[0], in[1], d.strides, d.padding, d.format, d.dilations), x(d), kernel);
  }

  private Tensor paddedConv() {
    Drawn d = drawn();
    int[][] pads = new int[d.rank + 2][2];
    int first = "channels_first".equals(d.format) ? 2 : 1;
    for (int i = first; i < first + d.rank; i++) {
      pads[i] = few(oneOf(0, 1, 2), oneOf(0, 1, 3));
    }
    return agree(
        UNITS,
        in -> Nn.conv(in[0], in[1], d.strides, pads, d.format, d.dilations),
        x(d),
        kernel(d, d.channels, filters()));
  }

  private Tensor convAffine() {
    Drawn d = drawn();
    Unary activation = flip() ? null : pick(ACTIVATIONS);
    int filters = filters();
    Tensor kernel = kernel(d, d.channels, filters);
    // A bounded function hides how large the sums before it were.
    boolean bounded = activation != null && activation != Unary.RELU;
    double terms = bounded ? 9.0 * kernel.size() / filters : 1;
    return agree(
        UNITS * Math.max(1, terms),
        in ->
            Nn.convAffine(
                in[0], in[1], in[2], activation, d.strides, d.padding, d.format, d.dilations),
        x(d),
        kernel,
        finite(d.type, tensors.chance(0.05) ? 2 : filters));
  }

  private Case depthwise(Drawn d) {
    return new Case(
        in -> Nn.depthwiseConv(in[0], in[1], d.strides, d.padding, d.format, d.dilations),
        x(d),
        kernel(d, d.channels, some()));
  }

  private Tensor separable() {
    Drawn d = drawn();
    int multiplier = some();
    int[] one = new int[d.rank + 2];
    Arrays.fill(one, 1);
    one[d.rank] = d.channels * multiplier;
    one[d.rank + 1] = filters();
    return agree(
        UNITS,
        in -> Nn.separableConv(in[0], in[1], in[2], d.strides, d.padding, d.format, d.dilations),
        x(d),
        kernel(d, d.channels, multiplier),
        finite(d.type, one));
  }

  private Case transposed(Drawn d) {
    int[] more = tensors.chance(0.7) ? null : each(d.rank, 0, 0, 1);
    // Its output grows with every stride.
    int[] strides = Arrays.stream(d.strides).map(n -> Math.min(n, 4)).toArray();
    return new Case(
        in -> Nn.convTranspose(in[0], in[1], strides, d.padding, more, d.format, d.dilations),
        x(d),
        kernel(d, filters(), d.channels));
  }

  private Tensor transposedTo() {
    DType type = tensors.real();
    int stride = few(oneOf(1, 2, 3))[0];
    boolean same = flip();
    int size = some();
    int channels = filters();
    int filters = filters();
    int height = some();
    int length = same ? height * stride : (height - 1) * stride + size;
    int[] to = {2, tensors.chance(0.1) ? oneOf(1, 5, 9) : length, length, filters};
    return agree(
        UNITS,
        in -> Nn.conv2dTranspose(in[0], in[1], to, new int[] {stride}, same ? "SAME" : "VALID"),
        finite(type, 2, height, height, channels),
        finite(type, size, size, filters, channels));
  }

  private Case pool(Drawn d, boolean max) {
    int[] size = few(each(d.rank, 1, 2, 2, 3));
    int[] strides = flip() ? null : d.strides;
    return new Case(
        in ->
            max
                ? Nn.maxPool(in[0], size, strides, d.padding, d.format)
                : Nn.averagePool(in[0], size, strides, d.padding, d.format),
        x(d));
  }

  private Case adaptive(Drawn d, boolean max) {
    int[] size = few(each(d.rank, 1, 2, 3, 4));
    return new Case(
        in ->
            max
                ? Nn.adaptiveMaxPool(in[0], size, d.format)
                : Nn.adaptiveAveragePool(in[0], size, d.format),
        x(d));
  }
}
