package keratin.layers.preprocessing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import keratin.config.Kind;
import keratin.data.Dataset;
import keratin.data.Element;
import keratin.layers.Layer;
import keratin.layers.core.Input;
import keratin.memory.Memory;
import keratin.ops.Ops;
import keratin.tensor.DType;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Turns the columns of a table into numbers that a model can take: each column by a feature, and
 * pairs of columns by crosses.
 *
 * <p>Features are given by name ({@code "float"}, {@code "float_rescaled"}, {@code
 * "float_normalized"}, {@code "float_discretized"}, {@code "integer_categorical"}, {@code
 * "string_categorical"}, {@code "integer_hashed"}, {@code "string_hashed"}) or as a {@link
 * Feature}. What is learned from data, {@link #adapt} learns. Encoded columns come in the order of
 * their names, crosses after them.
 *
 * <pre>{@code
 * FeatureSpace space =
 *     new FeatureSpace(Map.of("age", "float_normalized", "city", "string_categorical"))
 *         .crosses(List.of("age_group", "city"));
 * space.adapt(table);
 * Tensor x = space.of(table);   // (rows, numbers)
 * Model model = new Model(space.getInputs(), new Dense(1).of(space.getEncodedFeatures()));
 * }</pre>
 *
 * <p>A model that begins with {@link #getInputs} has the layers with what they learned in it, and
 * is saved with them.
 *
 * @see <a href="https://keras.io/api/utils/feature_space/">keras.utils.FeatureSpace</a>
 */
public final class FeatureSpace {
  private static final int DEFAULT_SIZE = 32;
  private static final int ADAPT_BATCH = 32;

  private final Map<String, Object> given;
  private final List<Object> givenCrosses = new ArrayList<>();
  private final Map<String, Feature> features = new TreeMap<>();
  private final Map<String, Cross> crosses = new TreeMap<>();
  private final Map<String, Layer> crossers = new LinkedHashMap<>();
  private final Map<String, CategoryEncoding> encoders = new LinkedHashMap<>();
  private final Map<String, Tensor> inputs = new LinkedHashMap<>();
  private Map<String, Tensor> encoded = Map.of();
  private boolean concatenates = true;
  private int crossingDim = DEFAULT_SIZE;
  private int hashingDim = DEFAULT_SIZE;
  private int numDiscretizationBins = DEFAULT_SIZE;
  private boolean adapted;

  /**
   * Columns whose combined values are hashed.
   *
   * @param featureNames which
   * @param crossingDim into how many bins
   * @param outputMode {@code "one_hot"} or {@code "int"}
   */
  public record Cross(List<String> featureNames, int crossingDim, String outputMode) {
    /** Checks the mode. */
    public Cross {
      if (!outputMode.equals("int") && !outputMode.equals("one_hot")) {
        throw new IllegalArgumentException(
            "outputMode must be \"int\" or \"one_hot\", but \"%s\" came.".formatted(outputMode));
      }
      featureNames = List.copyOf(featureNames);
    }

    /** {@code "city_X_age"}. */
    public String name() {
      return String.join("_X_", featureNames);
    }
  }

  /** A space of these columns: names of kinds, or {@link Feature}s. */
  public FeatureSpace(Map<String, ?> features) {
    if (features.isEmpty()) {
      throw new IllegalArgumentException("A FeatureSpace needs features, but none came.");
    }
    given = new LinkedHashMap<>(features);
  }

  // ---- options ----

  /** {@code "concat"} for one tensor, the default, or {@code "dict"} for one of each column. */
  public FeatureSpace outputMode(String mode) {
    requireNew();
    concatenates = Kind.oneOf("concat", "dict").parse().apply(mode).equals("concat");
    return this;
  }

  /** Columns to cross: lists of names, or {@link Cross}es. */
  public FeatureSpace crosses(Object... all) {
    requireNew();
    givenCrosses.addAll(List.of(all));
    return this;
  }

  /** Into how many bins columns are crossed, unless the {@link Cross} says so; 32. */
  public FeatureSpace crossingDim(int bins) {
    requireNew();
    crossingDim = bins;
    return this;
  }

  /** How many bins {@code "integer_hashed"} and {@code "string_hashed"} have; 32. */
  public FeatureSpace hashingDim(int bins) {
    requireNew();
    hashingDim = bins;
    return this;
  }

  /** How many bins {@code "float_discretized"} has; 32. */
  public FeatureSpace numDiscretizationBins(int bins) {
    requireNew();
    numDiscretizationBins = bins;
    return this;
  }

  private void requireNew() {
    if (!features.isEmpty()) {
      throw new IllegalStateException(
          "FeatureSpace: options are set before adapt and before the first call.");
    }
  }

  // ---- what it is made of ----

  /** The features by column. */
  public Map<String, Feature> features() {
    begin();
    return Collections.unmodifiableMap(features);
  }

  /** The layer of each column. */
  public Map<String, Layer> preprocessors() {
    Map<String, Layer> layers = new LinkedHashMap<>();
    features().forEach((name, feature) -> layers.put(name, feature.preprocessor()));
    return layers;
  }

  /** The {@link HashedCrossing} of each cross, by names like {@code "city_X_age"}. */
  public Map<String, Layer> crossers() {
    begin();
    return Collections.unmodifiableMap(crossers);
  }

  private void begin() {
    if (!features.isEmpty()) {
      return;
    }
    given.forEach((name, source) -> features.put(name, feature(source)));
    for (Object source : givenCrosses) {
      Cross cross =
          source instanceof Cross own ? own : new Cross(names(source), crossingDim, "one_hot");
      if (!given.keySet().containsAll(cross.featureNames())) {
        throw new IllegalArgumentException(
            "The cross %s is of columns that are not among %s."
                .formatted(cross.featureNames(), new TreeSet<>(given.keySet())));
      }
      crosses.put(cross.name(), cross);
      crossers.put(cross.name(), new HashedCrossing(cross.crossingDim()).name(cross.name()));
    }
    features.forEach(
        (name, feature) ->
            inputs.put(name, new Input(1).dtype(feature.dtype()).name(name).tensor()));
  }

  private static List<String> names(Object source) {
    if (source instanceof List<?> list) {
      return list.stream().map(String::valueOf).toList();
    }
    throw new IllegalArgumentException(
        "A cross is a list of columns or a Cross, but %s came.".formatted(source));
  }

  private Feature feature(Object source) {
    return source instanceof Feature own
        ? own
        : switch (String.valueOf(source)) {
          case "float" -> Feature.floats();
          case "float_rescaled" -> Feature.floatRescaled(1, 0);
          case "float_normalized" -> Feature.floatNormalized();
          case "float_discretized" -> Feature.floatDiscretized(numDiscretizationBins);
          case "integer_categorical" -> Feature.integerCategorical();
          case "string_categorical" -> Feature.stringCategorical();
          case "integer_hashed" -> Feature.integerHashed(hashingDim);
          case "string_hashed" -> Feature.stringHashed(hashingDim);
          default ->
              throw new IllegalArgumentException(
                  "\"%s\" is no kind of feature. Kinds are float, float_rescaled, float_normalized, float_discretized, integer_categorical, string_categorical, integer_hashed, string_hashed; or give a Feature."
                      .formatted(source));
        };
  }

  // ---- learning ----

  /** Learns from the rows of a table: tensors, arrays or lists by column. */
  public void adapt(Map<String, ?> table) {
    begin();
    for (Map.Entry<String, Feature> entry : features.entrySet()) {
      Layer layer = entry.getValue().preprocessor();
      if (learns(layer)) {
        Memory.tidy(() -> adapt(layer, column(table, entry.getKey(), entry.getValue())));
      }
    }
    adapted = true;
  }

  /** Learns from the elements of a dataset: tensors by column, of single rows or of batches. */
  public void adapt(Dataset table) {
    begin();
    for (Map.Entry<String, Feature> entry : features.entrySet()) {
      Layer layer = entry.getValue().preprocessor();
      if (learns(layer)) {
        Dataset column = table.map(e -> Element.of(e.get(entry.getKey()).reshape(-1, 1)));
        // Single rows become batches of one, which are put together for speed.
        adapt(layer, column.unbatch().batch(ADAPT_BATCH));
      }
    }
    adapted = true;
  }

  /** Whether a layer has something to learn that was not given to it. */
  private static boolean learns(Layer layer) {
    Map<String, ?> config = layer.getConfig();
    return switch (layer) {
      case Normalization n -> config.get("mean") == null;
      case Discretization d -> config.get("num_bins") != null;
      case VocabularyLayer<?, ?> v -> config.get("vocabulary") == null;
      default -> false;
    };
  }

  private static void adapt(Layer layer, Tensor column) {
    switch (layer) {
      case Normalization n -> n.adapt(column);
      case Discretization d -> d.adapt(column);
      case VocabularyLayer<?, ?> v -> v.adapt(column);
      default -> {}
    }
  }

  private static void adapt(Layer layer, Dataset column) {
    switch (layer) {
      case Normalization n -> n.adapt(column);
      case Discretization d -> d.adapt(column);
      case VocabularyLayer<?, ?> v -> v.adapt(column);
      default -> {}
    }
  }

  private void requireAdapted() {
    begin();
    if (!adapted && preprocessors().values().stream().anyMatch(FeatureSpace::learns)) {
      throw new IllegalStateException(
          "FeatureSpace: there are columns to learn from. Call adapt(table) first.");
    }
  }

  // ---- encoding ----

  /**
   * The encoded columns of a table beside each other.
   *
   * @param table tensors, arrays or lists by column: rows {@code (rows,)} or {@code (rows, 1)}, or
   *     a single one
   * @return {@code (rows, numbers)}, or {@code (numbers,)} for a single row
   * @throws IllegalStateException if something is still to be learned
   */
  public Tensor of(Map<String, ?> table) {
    requireConcat("ofEach(table)");
    return Memory.tidy(() -> Ops.concat(-1, List.copyOf(ofEach(table).values())));
  }

  /** The encoded columns of a table, each by its name. */
  public Map<String, Tensor> ofEach(Map<String, ?> table) {
    requireAdapted();
    List<String> names = new ArrayList<>();
    List<Tensor> all =
        Memory.tidy(
            () -> {
              Map<String, Tensor> columns = new LinkedHashMap<>();
              features.forEach((name, f) -> columns.put(name, column(table, name, f)));
              boolean single = features.keySet().stream().anyMatch(name -> isSingle(table, name));
              List<Tensor> found = new ArrayList<>();
              encode(columns)
                  .forEach(
                      (name, t) -> {
                        names.add(name);
                        found.add(single ? t.squeeze(0) : t);
                      });
              return found;
            });
    Map<String, Tensor> each = new LinkedHashMap<>();
    for (int i = 0; i < all.size(); i++) {
      each.put(names.get(i), all.get(i));
    }
    return each;
  }

  private static boolean isSingle(Map<String, ?> table, String name) {
    return table.get(name) instanceof Tensor t
        ? t.rank() == 0
        : table.get(name) instanceof Number || table.get(name) instanceof String;
  }

  /** A column as {@code (rows, 1)}. */
  private static Tensor column(Map<String, ?> table, String name, Feature feature) {
    Object values = table.get(name);
    if (values == null) {
      throw new IllegalArgumentException(
          "The table holds %s, but not \"%s\".".formatted(new TreeSet<>(table.keySet()), name));
    }
    Tensor x = Tensor.of(values);
    Tensor typed = feature.dtype() == DType.STRING ? x : x.cast(feature.dtype());
    return typed.rank() > 1 ? typed : typed.reshape(-1, 1);
  }

  private Map<String, Tensor> encode(Map<String, Tensor> columns) {
    Map<String, Tensor> processed = new LinkedHashMap<>();
    Map<String, Tensor> results = new LinkedHashMap<>();
    features.forEach(
        (name, f) -> {
          Tensor x = f.preprocessor().of(Objects.requireNonNull(columns.get(name)));
          processed.put(name, x);
          results.put(name, encoded(name, x, f.outputMode(), f.preprocessor()));
        });
    crosses.forEach(
        (name, cross) -> {
          Layer crosser = Objects.requireNonNull(crossers.get(name));
          List<Tensor> xs = cross.featureNames().stream().map(processed::get).toList();
          results.put(name, encoded(name, crosser.of(xs), cross.outputMode(), crosser));
        });
    return results;
  }

  private Tensor encoded(String name, Tensor x, String mode, Layer layer) {
    Tensor result = x;
    if (mode.equals("one_hot")) {
      if (!x.dtype().isInteger()) {
        throw new IllegalArgumentException(
            "The feature \"%s\" has outputMode \"one_hot\", so its layer must give whole numbers, but it gives %s."
                .formatted(name, x.dtype()));
      }
      result =
          encoders
              .computeIfAbsent(
                  name, n -> new CategoryEncoding(cardinality(n, layer)).outputMode("multi_hot"))
              .of(x);
    }
    if (concatenates && !result.dtype().isFloating()) {
      throw new IllegalArgumentException(
          "The feature \"%s\" is %s and cannot be put beside the others. Encode it, or use outputMode(\"dict\")."
              .formatted(name, result.dtype()));
    }
    return result;
  }

  private static int cardinality(String name, Layer layer) {
    Object size =
        switch (layer) {
          case VocabularyLayer<?, ?> v -> v.vocabularySize();
          case Discretization d -> d.binBoundaries().size() + 1;
          case CategoryEncoding c -> c.getConfig().get("num_tokens");
          default -> layer.getConfig().get("num_bins");
        };
    if (size instanceof Integer count) {
      return count;
    }
    throw new IllegalArgumentException(
        "The feature \"%s\" has outputMode \"one_hot\", but how many values %s gives is not known. Use outputMode \"int\"."
            .formatted(name, layer.className()));
  }

  // ---- inside a model ----

  /** A symbol for every column, with which a model begins. */
  public Map<String, Tensor> getInputs() {
    requireAdapted();
    return Collections.unmodifiableMap(inputs);
  }

  /** The symbol of the encoded columns beside each other. */
  public Tensor getEncodedFeatures() {
    requireConcat("getEncodedFeaturesEach()");
    return Ops.concat(-1, symbols());
  }

  /** The symbols of the encoded columns, each by its name. */
  public Map<String, Tensor> getEncodedFeaturesEach() {
    symbols();
    return Collections.unmodifiableMap(encoded);
  }

  private List<Tensor> symbols() {
    requireAdapted();
    if (encoded.isEmpty()) {
      encoded = encode(inputs);
    }
    return List.copyOf(encoded.values());
  }

  private void requireConcat(@Nullable String instead) {
    if (!concatenates) {
      throw new IllegalStateException(
          "This FeatureSpace gives one tensor for each column: %s".formatted(instead));
    }
  }
}
