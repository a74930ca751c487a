package keratin.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import keratin.autograd.GradientTape;
import keratin.config.Option;
import keratin.facts.Facts;
import keratin.memory.Memory;
import keratin.random.GlobalRandom;
import keratin.random.RandomOps;
import keratin.random.Seed;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;
import org.jspecify.annotations.Nullable;

/**
 * What holds of every layer: its config comes back from JSON, symbols and tensors give one shape,
 * gradients are slopes, training changes what is trainable, any batch size goes, and every option
 * changes something that can be seen.
 *
 * {@snippet :
 * new LayerContract(() -> new Dense(4), 3)
 *     .weights("kernel (3, 4)", "bias (4,)")
 *     .vary("units", 5)
 *     .vary("use_bias", false)
 *     .check();
 * }
 */
public final class LayerContract {
  private static final long SEED = 7;
  private static final int BATCH = 3;
  private static final double STEP = 1e-5;

  /** Options of every layer, whose effects are checked by name. */
  private static final List<String> COMMON =
      List.of("name", "trainable", "dtype", "activity_regularizer");

  private final Supplier<? extends Layer> factory;
  private final List<Shape> samples;
  private final Map<String, @Nullable Object> variations = new LinkedHashMap<>();
  private final Map<String, Map<String, ?>> settings = new LinkedHashMap<>();
  private final Set<String> accepted = new HashSet<>();
  private List<String> weights = List.of();
  private Supplier<@Nullable List<Tensor>> input = () -> null;
  private @Nullable Function<Layer, Tensor> look;
  private final Set<String> shownElsewhere = new HashSet<>();
  private boolean randomInTraining;
  private int activityLosses = 1;

  /** The contract of the layers that {@code factory} makes, for samples of this shape. */
  public LayerContract(Supplier<? extends Layer> factory, int... sample) {
    this(factory, List.of(Shape.of(sample)));
  }

  /** The contract of layers of several tensors, for samples of these shapes. */
  public LayerContract(Supplier<? extends Layer> factory, List<Shape> samples) {
    this.factory = factory;
    this.samples = samples;
  }

  /** The weights, in order: {@code "kernel (3, 4)"}. */
  public LayerContract weights(String... namesAndShapes) {
    weights = List.of(namesAndShapes);
    return this;
  }

  /** A value of an option that must change something. */
  public LayerContract vary(String option, @Nullable Object value) {
    variations.put(option, value);
    return this;
  }

  /** As {@link #vary}, where the effect needs other options to be set too. */
  public LayerContract vary(String option, @Nullable Object value, Map<String, ?> with) {
    settings.put(option, with);
    return vary(option, value);
  }

  /** A value of an option that is kept in the config, but by intention changes nothing here. */
  public LayerContract accept(String option, Object value) {
    accepted.add(option);
    return vary(option, value);
  }

  /** The input that shows the variations; by default normal numbers. */
  public LayerContract input(Supplier<Tensor> tensor) {
    return inputs(() -> List.of(tensor.get()));
  }

  /** As {@link #input}, for layers of several tensors. */
  public LayerContract inputs(Supplier<List<Tensor>> tensors) {
    input = tensors::get;
    return this;
  }

  /** Something else that shows what options do: what another method gives, for example. */
  public LayerContract look(Function<Layer, Tensor> at) {
    look = at;
    return this;
  }

  /** Options with one value, or with effects that only another test of the layer can show. */
  public LayerContract elsewhere(String... options) {
    shownElsewhere.addAll(List.of(options));
    return this;
  }

  /** The layer draws random numbers in training. */
  public LayerContract randomInTraining() {
    randomInTraining = true;
    return this;
  }

  /** How many outputs an activity regularizer looks at: a layer may hand it to its parts. */
  public LayerContract activityLosses(int count) {
    activityLosses = count;
    return this;
  }

  /** Checks everything. */
  public void check() {
    Memory.tidy(
        () -> {
          if (fresh() instanceof Adaptable) {
            // A correction begins at zero, however much it counts.
            accepted.add("lora_alpha");
            vary("lora_rank", 2).vary("lora_alpha", 5, Map.of("lora_rank", 2));
          }
          checkConfig(fresh());
          checkShapes();
          checkWeights();
          checkGradients();
          checkTraining();
          checkCommonOptions();
          checkVariations();
          checkFluentName();
        });
  }

  private Layer fresh() {
    GlobalRandom.setRandomSeed(SEED);
    return factory.get();
  }

  private Layer fresh(DType dtype) {
    Layer layer = fresh();
    layer.dtype(dtype);
    layer.sublayers().forEach(part -> part.dtype(dtype));
    return layer;
  }

  private List<Tensor> example(DType dtype) {
    List<Tensor> given = input.get();
    List<Tensor> xs =
        given == null ? normal(samples.stream().map(s -> s.prepend(BATCH)).toList()) : given;
    return xs.stream().map(x -> x.dtype().isFloating() ? x.cast(dtype) : x).toList();
  }

  private static List<Tensor> normal(List<Shape> shapes) {
    List<Tensor> all = new ArrayList<>();
    for (Shape shape : shapes) {
      all.add(normal(shape, 1 + 10L * all.size()));
    }
    return all;
  }

  private static Tensor normal(Shape shape, long seed) {
    return RandomOps.normal(shape, 0, 1, DType.FLOAT64, Seed.of(seed));
  }

  // ---- configs ----

  private static Layer again(Layer layer) {
    Map<String, @Nullable Object> config = Facts.throughJson(Layers.config(layer));
    // The original takes its default seeds now, the copy the same ones again.
    GlobalRandom.setRandomSeed(SEED);
    return Layers.get(config);
  }

  private static void checkConfig(Layer layer) {
    Layer copy = again(layer);
    assertEquals(layer.getClass(), copy.getClass());
    assertEquals(
        Facts.throughJson(layer.getConfig()),
        Facts.throughJson(copy.getConfig()),
        "the config changed on its way through JSON");
  }

  // ---- shapes ----

  private void checkShapes() {
    List<Tensor> xs = example(DType.FLOAT32);
    Layer layer = fresh();
    Tensor symbolic =
        layer.of(
            xs.stream()
                .map(x -> Tensor.symbol(x.spec().as(x.shape().with(0, Shape.UNKNOWN))))
                .toList(),
            false);
    assertTrue(layer.isBuilt());
    assertTrue(symbolic.isSymbolic(), "a symbol gives a symbol");
    Tensor eager = layer.of(xs, false);
    assertFits(symbolic.shape(), eager.shape());
    assertEquals(symbolic.dtype(), eager.dtype(), "dtype of symbols and of tensors");
    assertEquals(Shape.UNKNOWN, symbolic.shape().dim(0), "the batch of a symbol stays unknown");
    for (int batch : new int[] {0, 1, 5}) {
      List<Tensor> rows = xs.stream().map(x -> ones(x.dtype(), x.shape().with(0, batch))).toList();
      for (boolean training : new boolean[] {false, true}) {
        assertFits(eager.shape().with(0, batch), layer.of(rows, training).shape());
      }
    }
  }

  private static Tensor ones(DType dtype, Shape shape) {
    if (dtype == DType.STRING) {
      String[] texts = new String[(int) shape.size()];
      Arrays.fill(texts, "1");
      return Tensor.ofStrings(shape, texts);
    }
    return Tensor.full(dtype, 1, shape.dims());
  }

  private static void assertFits(Shape pattern, Shape shape) {
    boolean fits = pattern.rank() == shape.rank();
    for (int i = 0; fits && i < pattern.rank(); i++) {
      fits = pattern.dim(i) == Shape.UNKNOWN || pattern.dim(i) == shape.dim(i);
    }
    assertTrue(fits, () -> "expected a shape like %s but got %s".formatted(pattern, shape));
  }

  // ---- weights ----

  private void checkWeights() {
    Layer layer = fresh();
    layer.of(example(DType.FLOAT32), false);
    assertEquals(
        weights, layer.weights().stream().map(w -> w.name() + " " + w.shape()).toList(), "weights");
    List<Tensor> values = layer.weights().stream().map(w -> normal(w.shape(), 2)).toList();
    layer.setWeights(values);
    for (int i = 0; i < values.size(); i++) {
      Tensor expected = values.get(i).cast(layer.weights().get(i).dtype());
      Facts.assertClose(expected, layer.getWeights().get(i), 0, 0);
    }
    assertEquals(
        layer.weights().stream().mapToLong(Tensor::size).sum(), layer.countParams(), "countParams");
    var error =
        assertThrows(IllegalStateException.class, () -> layer.options().getFirst().set("x"));
    assertEquals(
        "%s is already built. Set its options before it is used, or make a new one."
            .formatted(LayerErrors.title(layer)),
        error.getMessage());
  }

  // ---- gradients ----

  private void checkGradients() {
    Layer layer = fresh(DType.FLOAT64);
    List<Tensor> xs = new ArrayList<>(example(DType.FLOAT64));
    // The input that shows the options may sit on kinks.
    List<Tensor> smooth = normal(xs.stream().map(Tensor::shape).toList());
    for (int i = 0; i < xs.size(); i++) {
      if (xs.get(i).dtype().isFloating()) {
        xs.set(i, smooth.get(i));
      }
    }
    layer.of(xs, false);
    // Initial zeros sit on kinks, and hide what they multiply.
    layer.setWeights(
        layer.weights().stream().map(w -> normal(w.shape(), 3).mul(0.3).add(0.1)).toList());
    List<Variable> learned = layer.trainableVariables();
    List<Tensor> sources = new ArrayList<>(learned);
    xs.stream().filter(x -> x.dtype().isFloating()).forEach(sources::add);
    List<@Nullable Tensor> gradients;
    try (var tape = new GradientTape()) {
      xs.forEach(tape::watch);
      gradients = Facts.gradients(tape, layer.of(xs, false), sources);
    }
    for (int i = 0; i < learned.size(); i++) {
      Variable w = learned.get(i);
      Tensor start = w.value().mul(1);
      Tensor direction = normal(w.shape(), 4 + i);
      w.assign(start.add(direction.mul(STEP)));
      double up = weighted(layer.of(xs, false));
      w.assign(start.sub(direction.mul(STEP)));
      double down = weighted(layer.of(xs, false));
      w.assign(start);
      assertSlope(w.name(), gradients.get(i), direction, (up - down) / (2 * STEP));
    }
    for (int i = learned.size(); i < sources.size(); i++) {
      Tensor x = sources.get(i);
      Tensor direction = normal(x.shape(), 3);
      double up = weighted(layer.of(moved(xs, x, direction.mul(STEP)), false));
      double down = weighted(layer.of(moved(xs, x, direction.mul(-STEP)), false));
      assertSlope("input " + x.spec(), gradients.get(i), direction, (up - down) / (2 * STEP));
    }
  }

  private static List<Tensor> moved(List<Tensor> xs, Tensor one, Tensor by) {
    return xs.stream().map(x -> x == one ? x.add(by) : x).toList();
  }

  /** What {@link Facts#gradients} differentiates. */
  private static double weighted(Tensor y) {
    double sum = 0;
    double[] values = y.toDoubleArray();
    for (int i = 0; i < values.length; i++) {
      sum += values[i] * (((7 * i) % 11 - 5) / 5.0);
    }
    return sum;
  }

  private static void assertSlope(
      String what, @Nullable Tensor gradient, Tensor direction, double slope) {
    double found = gradient == null ? 0 : gradient.mul(direction).sum().doubleValue();
    double scale = Math.max(1, Math.abs(slope));
    assertEquals(slope, found, 1e-6 * scale, "gradient of " + what);
  }

  // ---- training ----

  private void checkTraining() {
    Layer layer = fresh();
    List<Tensor> xs = example(DType.FLOAT32);
    layer.of(xs, false);
    List<Tensor> before = copies(layer.weights());
    List<Variable> learned = layer.trainableVariables();
    try (var tape = new GradientTape()) {
      Tensor y = layer.of(xs, true);
      List<@Nullable Tensor> gradients = Facts.gradients(tape, y, learned);
      for (int i = 0; i < learned.size(); i++) {
        Tensor g = gradients.get(i);
        if (g != null) {
          learned.get(i).assignSub(g.add(1e-3));
        }
      }
    }
    List<Variable> all = layer.weights();
    for (int i = 0; i < all.size(); i++) {
      if (learned.contains(all.get(i))) {
        assertFalse(
            same(before.get(i), all.get(i)), all.get(i).name() + " did not change in training");
      }
    }
    layer.trainable(false);
    assertEquals(List.of(), layer.trainableVariables(), "a frozen layer has nothing to train");
    assertEquals(all, layer.weights(), "freezing keeps the order of the weights");
    layer.trainable(true);
    assertEquals(learned, layer.trainableVariables(), "freed weights are trainable again");
  }

  private static List<Tensor> copies(List<Variable> variables) {
    return variables.stream().map(v -> v.value().mul(1)).toList();
  }

  private static boolean same(Tensor a, Tensor b) {
    return a.spec().equals(b.spec()) && Arrays.equals(a.toDoubleArray(), b.toDoubleArray());
  }

  // ---- options ----

  private void checkCommonOptions() {
    assertEquals("own", fresh().name("own").name());
    assertEquals(false, fresh().trainable(false).isTrainable());
    Layer halves = fresh(DType.FLOAT64);
    List<Tensor> xs = example(DType.FLOAT64);
    if (xs.getFirst().dtype().isFloating()) {
      assertEquals(DType.FLOAT64, halves.of(xs, false).dtype(), "dtype of the output");
    }
    Layer active = fresh();
    int others = seen(fresh()).losses.size();
    active.activityRegularizer("l2");
    assertEquals(
        others + activityLosses, seen(active).losses.size(), "losses with an activity regularizer");
    checkConfig(active);
  }

  private void checkVariations() {
    Seen usual = seen(fresh());
    for (Option<?> option : fresh().options()) {
      String name = option.name();
      if (COMMON.contains(name) || shownElsewhere.contains(name)) {
        continue;
      }
      assertTrue(
          variations.containsKey(name),
          () -> "give another value of the option %s: vary(\"%s\", …)".formatted(name, name));
      Map<String, ?> with = settings.getOrDefault(name, Map.of());
      Seen expected = with.isEmpty() ? usual : seen(configured(with));
      Map<String, @Nullable Object> changed = new LinkedHashMap<>(with);
      changed.put(name, variations.get(name));
      Layer varied = configured(changed);
      checkConfig(varied);
      assertFalse(
          Facts.throughJson(fresh().getConfig()).equals(Facts.throughJson(varied.getConfig())),
          () -> "the option %s is not in the config".formatted(name));
      assertEquals(
          accepted.contains(name),
          expected.equals(seen(varied)),
          () -> "the option %s changes nothing that can be seen".formatted(name));
    }
    variations.keySet().forEach(name -> assertTrue(hasOption(name), "no option " + name));
    assertEquals(usual, seen(again(fresh())), "a copy by config behaves the same");
  }

  private boolean hasOption(String name) {
    return fresh().options().stream().anyMatch(option -> option.name().equals(name));
  }

  private Layer configured(Map<String, ?> changes) {
    Layer layer = fresh();
    layer.configure(changes);
    return layer;
  }

  /** All that a user can see of a layer at work. */
  private record Seen(
      List<String> weights,
      List<List<Double>> values,
      List<List<Double>> constrained,
      List<Double> losses,
      String shape,
      List<Double> output,
      List<Double> trained,
      @Nullable List<Double> mask,
      @Nullable String look) {}

  private Seen seen(Layer layer) {
    GlobalRandom.setRandomSeed(SEED);
    List<Tensor> xs = example(DType.FLOAT32);
    Tensor trained = layer.of(xs, true);
    Tensor y = layer.of(xs, false);
    if (!randomInTraining && layer.nonTrainableVariables().isEmpty()) {
      assertEquals(numbers(y), numbers(trained), "training changes the output");
    }
    Tensor mask = Mask.of(y);
    return new Seen(
        layer.weights().stream().map(w -> w.name() + w.shape()).toList(),
        layer.weights().stream().map(LayerContract::numbers).toList(),
        layer.weights().stream().map(LayerContract::constrained).toList(),
        layer.losses().stream().map(Tensor::doubleValue).toList(),
        y.spec().toString(),
        numbers(y),
        numbers(trained),
        mask == null ? null : numbers(mask),
        look == null ? null : look.apply(layer).toString());
  }

  private static List<Double> numbers(Tensor x) {
    return Arrays.stream(x.toDoubleArray()).boxed().toList();
  }

  private static List<Double> constrained(Variable w) {
    var constraint = w.constraint();
    return constraint == null ? List.of() : numbers(constraint.apply(w.value()));
  }

  // ---- spelling ----

  /** {@code new Dense(4).name("out").units…}: the name can be given in the middle of a chain. */
  private void checkFluentName() {
    Class<?> type = fresh().getClass();
    assertTrue(
        returnsItself(type),
        () -> "override name(String) in %s, or extend FluentLayer".formatted(type.getSimpleName()));
  }

  /** By its own declaration, or as the SELF of a {@link FluentLayer}. */
  private static boolean returnsItself(Class<?> type) {
    boolean fluent =
        FluentLayer.class.isAssignableFrom(type)
            && type.getGenericSuperclass() instanceof ParameterizedType base
            && base.getActualTypeArguments()[0] == type;
    return fluent
        || Arrays.stream(type.getDeclaredMethods())
            .anyMatch(m -> m.getName().equals("name") && m.getReturnType() == type);
  }
}
