package keratin.layers.preprocessing;

import java.util.List;
import keratin.config.Names;
import keratin.layers.Layer;
import keratin.layers.core.Identity;
import keratin.tensor.DType;

/**
 * How {@link FeatureSpace} encodes one column: {@code dtype} is what comes in, {@code preprocessor}
 * the layer that it goes through, and {@code outputMode} what becomes of that: {@code "one_hot"},
 * {@code "int"} or {@code "float"}.
 *
 * <p>The methods make features of the usual kinds; {@link #outputMode(String)} changes one.
 *
 * @param dtype of the values
 * @param preprocessor a layer for {@code (batch, 1)}
 * @param outputMode what the layer gives, or whether it is encoded further
 */
public record Feature(DType dtype, Layer preprocessor, String outputMode) {
  private static final List<String> MODES = List.of("int", "one_hot", "float");
  private static final String ONE_HOT = "one_hot";

  /** Checks the mode. */
  public Feature {
    if (!MODES.contains(outputMode)) {
      throw new IllegalArgumentException(
          "outputMode must be one of %s, but \"%s\" came.".formatted(MODES, outputMode));
    }
  }

  /** The same feature, encoded in another way. */
  public Feature outputMode(String mode) {
    return new Feature(dtype, preprocessor, mode);
  }

  private static String name(String kind) {
    return Names.uniquify(kind) + "_preprocessor";
  }

  /** Numbers as they are: Keras' {@code "float"}. */
  public static Feature floats() {
    return new Feature(DType.FLOAT32, new Identity().name(name("float")), "float");
  }

  /** Numbers as {@code x · scale + offset}. */
  public static Feature floatRescaled(double scale, double offset) {
    Layer rescaling = new Rescaling(scale).offset(offset).name(name("float_rescaled"));
    return new Feature(DType.FLOAT32, rescaling, "float");
  }

  /** Numbers with the mean 0 and the variance 1, which are learned. */
  public static Feature floatNormalized() {
    Layer normalization = new Normalization().name(name("float_normalized"));
    return new Feature(DType.FLOAT32, normalization, "float");
  }

  /** Numbers by the bin that they lie in; the bounds are learned. */
  public static Feature floatDiscretized(int numBins) {
    return discretized(new Discretization(numBins));
  }

  /** Numbers by the bin between these bounds that they lie in. */
  public static Feature floatDiscretized(double... binBoundaries) {
    return discretized(new Discretization(binBoundaries));
  }

  private static Feature discretized(Discretization bins) {
    return new Feature(DType.FLOAT32, bins.name(name("float_discretized")), ONE_HOT);
  }

  /** Whole numbers by their place in a vocabulary, which is learned. */
  public static Feature integerCategorical() {
    return integerCategorical(new IntegerLookup());
  }

  /** Whole numbers by their place in this vocabulary. */
  public static Feature integerCategorical(IntegerLookup lookup) {
    return new Feature(DType.INT32, lookup.name(name("integer_categorical")), ONE_HOT);
  }

  /** Texts by their place in a vocabulary, which is learned. */
  public static Feature stringCategorical() {
    return stringCategorical(new StringLookup());
  }

  /** Texts by their place in this vocabulary. */
  public static Feature stringCategorical(StringLookup lookup) {
    return new Feature(DType.STRING, lookup.name(name("string_categorical")), ONE_HOT);
  }

  /** Whole numbers by a hash. */
  public static Feature integerHashed(int numBins) {
    return new Feature(DType.INT32, new Hashing(numBins).name(name("integer_hashed")), ONE_HOT);
  }

  /** Texts by a hash. */
  public static Feature stringHashed(int numBins) {
    return new Feature(DType.STRING, new Hashing(numBins).name(name("string_hashed")), ONE_HOT);
  }
}
