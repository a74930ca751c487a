package keratin.layers.preprocessing;

import java.util.LinkedHashMap;
import java.util.Map;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.layers.FluentLayer;
import keratin.tensor.DType;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What layers have in common that spread values over bins by a hash. Numbers of bins are int64,
 * vectors float32, if no dtype is given.
 *
 * @param <SELF> the layer's own class
 */
public abstract class BaseHashing<SELF extends BaseHashing<SELF>> extends FluentLayer<SELF> {
  private final Option<Integer> numBins = required("num_bins", Kind.POSITIVE);
  private final Option<String> outputMode;
  private boolean hasDtype;

  BaseHashing(String... modes) {
    outputMode = option("output_mode", Kind.oneOf(modes), Encoding.INT);
    option("sparse", Encoding.SPARSE, false);
  }

  final void setBins(int count) {
    numBins.set(count);
  }

  final int bins() {
    return numBins.get();
  }

  /** {@code "int"} for numbers of bins; other modes give vectors of all bins. */
  public SELF outputMode(String mode) {
    outputMode.set(mode);
    return self();
  }

  @Override
  public SELF dtype(DType type) {
    hasDtype = true;
    return super.dtype(type);
  }

  @Override
  public void configure(Map<String, ?> config) {
    Map<String, Object> given = new LinkedHashMap<>(config);
    // Null is Keras' way to leave it to the output mode.
    given.remove("dtype", null);
    hasDtype |= given.containsKey("dtype");
    super.configure(given);
  }

  @Override
  protected final boolean autocasts() {
    return false;
  }

  /** Settles the dtype that the output mode asks for. */
  @Override
  public final void drawSeeds() {
    if (!hasDtype && outputMode.get().equals(Encoding.INT)) {
      dtype(DType.INT64);
    }
    super.drawSeeds();
  }

  @Override
  public Map<String, @Nullable Object> getConfig() {
    name(); // settles the dtype
    return super.getConfig();
  }

  final Tensor encode(Tensor bins) {
    return Encoding.encode(bins, outputMode.get(), numBins.get(), computeDtype(), null);
  }
}
