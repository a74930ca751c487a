package keratin.models;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import keratin.config.Kind;
import keratin.layers.Layer;
import keratin.layers.Layers;
import keratin.layers.Node;
import keratin.layers.Operation;
import keratin.saving.ModelFiles;
import keratin.saving.StepFolder;
import keratin.summary.LayerRow;
import keratin.summary.ModelSummary;
import keratin.summary.Parameters;
import keratin.summary.Summarized;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;
import keratin.training.Trainer;
import org.jspecify.annotations.Nullable;

/**
 * Layers that are trained together.
 *
 * <p>Made from symbols, by subclassing, or of a list of layers by {@link Sequential}. From symbols,
 * it is what leads from its inputs to its outputs:
 *
 * {@snippet :
 * Tensor image = new Input(28, 28, 1).tensor();
 * Tensor x = new Flatten().of(image);
 * Tensor h = new Dense(64).activation("relu").of(x);
 * Tensor y = new Dense(10).of(new Concatenate().of(x, h));
 * var model = new Model(image, y);
 * }
 *
 * <p>A subclass keeps layers in fields with {@code track}, and writes {@code call}:
 *
 * {@snippet :
 * final class Mlp extends Model {
 *   private final Dense hidden = track(new Dense(64).activation("relu"));
 *   private final Dense logits = track(new Dense(10));
 *
 *   @Override protected Tensor call(Tensor x, boolean training) {
 *     return logits.of(hidden.of(x, training), training);
 *   }
 * }
 * }
 *
 * @see <a href="https://keras.io/api/models/model/">keras.Model</a>
 */
public class Model extends Trainer implements Summarized {
  private @Nullable Graph graph;

  /** A model without layers yet: for subclasses. */
  protected Model() {
    graph = null;
  }

  /**
   * The model between symbols. They may lie in the middle of another model; its layers are then
   * shared.
   *
   * @param inputs a symbol, a list of symbols, or a map of them by name
   * @param outputs a symbol, a list of symbols, or a map of them by name
   * @throws IllegalArgumentException if the outputs need something that is not among the inputs
   */
  public Model(Object inputs, Object outputs) {
    this(Graph.of(inputs, outputs));
  }

  private Model(Graph graph) {
    begin(graph);
  }

  private void begin(Graph made) {
    graph = made;
    made.operations().stream().filter(l -> !(l instanceof Operation)).forEach(this::track);
    settleBuilt(made.inputs().tensors().stream().map(Tensor::shape).toList());
  }

  final boolean isFunctional() {
    return graph != null;
  }

  /** {@code "Functional"} for a model made from symbols, as in Keras. */
  @Override
  public String className() {
    return graph != null && getClass() == Model.class ? "Functional" : super.className();
  }

  @Override
  public Model name(String text) {
    super.name(text);
    return this;
  }

  @Override
  protected boolean autocasts() {
    return graph == null;
  }

  @Override
  protected boolean takesList() {
    return graph != null && !graph.inputs().isSingle();
  }

  @Override
  protected boolean tracesToBuild() {
    return true;
  }

  // ---- configs ----

  @Override
  protected String configModule() {
    return graph == null ? super.configModule() : "keras.src.models.functional";
  }

  @Override
  protected @Nullable String registeredName() {
    return graph == null ? super.registeredName() : "Functional";
  }

  @Override
  protected Map<String, @Nullable Object> buildConfig() {
    return graph == null ? super.buildConfig() : Collections.singletonMap("input_shape", null);
  }

  /** A model made from symbols has its layers in it, with their calls. */
  @Override
  public Map<String, @Nullable Object> getConfig() {
    Map<String, @Nullable Object> config = super.getConfig();
    if (graph != null) {
      config.remove("dtype");
      new GraphWriter(graph).write(config);
    }
    return config;
  }

  @Override
  public void configure(Map<String, ?> config) {
    super.configure(config);
    if (config.containsKey("input_layers")) {
      begin(GraphReader.read(config));
    }
  }

  @Override
  protected List<Tensor> call(List<Tensor> xs, boolean training) {
    return graph == null
        ? super.call(xs, training)
        : graph.run(ModelInputs.fit(this, graph.inputs(), xs), training, name());
  }

  /** The errors of a model made from symbols name the layer and the model already. */
  @Override
  protected @Nullable String place() {
    return graph == null ? super.place() : null;
  }

  // ---- files ----

  /**
   * Writes everything into a {@code .keras} file: the layers, the weights, what the model was
   * compiled with, and the state of the optimizer. Keras in Python reads it, too.
   *
   * {@snippet :
   * model.save(folder.resolve("mnist.keras"));
   * Model again = Models.loadModel(folder.resolve("mnist.keras"));
   * }
   *
   * @throws java.io.UncheckedIOException if the file cannot be written; an older one stays as it
   *     was
   * @see <a href="https://keras.io/api/models/model_saving_apis/">keras.Model.save</a>
   */
  @Override
  public void save(Path file) {
    requireSuffix(file, ".keras");
    snapshot(false).write(file);
  }

  @Override
  public ModelFiles.Snapshot snapshot(boolean weightsOnly) {
    if (weightsOnly) {
      return ModelFiles.weights(this, builtOptimizer());
    }
    Map<String, @Nullable Object> config = wholeConfig();
    boolean compiled = config.containsKey("compile_config");
    return ModelFiles.whole(config, this, compiled ? builtOptimizer() : null);
  }

  /** What the model is made from again, and what it was compiled with. */
  private Map<String, @Nullable Object> wholeConfig() {
    Map<String, @Nullable Object> config = new LinkedHashMap<>(Layers.config(this));
    Map<String, @Nullable Object> compiled = compileConfig();
    if (compiled != null) {
      config.put("compile_config", compiled);
    }
    return config;
  }

  /**
   * The layers and their options, without weights, as JSON; {@link Models#modelFromJson} makes a
   * model of it.
   *
   * @see <a href="https://keras.io/api/models/model_saving_apis/">keras.Model.to_json</a>
   */
  @Override
  public String toJson() {
    return ModelFiles.json(wholeConfig());
  }

  /**
   * Writes the weights, and the state of the optimizer if there is one, into a {@code .weights.h5}
   * file.
   *
   * @throws java.io.UncheckedIOException if the file cannot be written; an older one stays as it
   *     was
   */
  @Override
  public void saveWeights(Path file) {
    requireSuffix(file, ".weights.h5");
    snapshot(true).write(file);
  }

  /**
   * Sets the weights, and the state of the optimizer, from a file of {@link #saveWeights} or of
   * Keras 3.
   *
   * @throws keratin.formats.FormatException if the file is damaged or of another model; nothing has
   *     changed then
   */
  @Override
  public void loadWeights(Path file) {
    loadWeights(file, false);
  }

  /**
   * Sets the weights from a file, or from the latest step in a folder of {@code OrbaxCheckpoint}.
   *
   * @param skipMismatch leaves layers as they are whose weights are missing in the file or have
   *     other shapes
   */
  public void loadWeights(Path file, boolean skipMismatch) {
    Path latest = StepFolder.latestFile(file);
    if (latest.toString().endsWith(".keras")) {
      ModelFiles.read(latest).restore(this, builtOptimizer());
      return;
    }
    ModelFiles.readWeights(latest, this, builtOptimizer(), skipMismatch);
  }

  private static void requireSuffix(Path file, String suffix) {
    if (!file.toString().endsWith(suffix)) {
      throw new IllegalArgumentException(
          "The name of the file must end in %s, but %s came.".formatted(suffix, file));
    }
  }

  /** The model of a {@code .keras} file. */
  static Model load(Path file, boolean compiled) {
    ModelFiles.Saved saved = ModelFiles.read(StepFolder.latestFile(file));
    Model model = ofConfig(saved.config(), file.toString(), compiled);
    saved.restore(model, model.builtOptimizer());
    return model;
  }

  /**
   * The model of a whole config.
   *
   * @param source where the config comes from, for the error
   */
  static Model ofConfig(Map<String, ?> config, String source, boolean compiled) {
    if (!(Layers.get(config) instanceof Model model)) {
      throw new IllegalArgumentException("%s holds a layer, not a model.".formatted(source));
    }
    if (!model.isBuilt()
        && config.get("build_config") instanceof Map<?, ?> built
        && built.get("input_shape") instanceof List<?> shape) {
      boolean several = !shape.isEmpty() && shape.getFirst() instanceof List<?>;
      List<?> shapes = several ? shape : List.of(shape);
      model.buildFor(shapes.stream().map(one -> Kind.SHAPE.parse().apply(one)).toList());
    }
    if (compiled && config.get("compile_config") instanceof Map<?, ?> plan) {
      Map<String, Object> typed = new LinkedHashMap<>();
      plan.forEach((key, value) -> typed.put(String.valueOf(key), value));
      model.compileFromConfig(typed);
    }
    return model;
  }

  // ---- what it is made of ----

  /** The layers, in the order of the summary; inputs are among them if it was made from symbols. */
  @Override
  public List<Layer> layers() {
    return sublayers();
  }

  /**
   * The layers and, in a model made from symbols, the operations between them, in the order of the
   * summary.
   */
  public List<Layer> operations() {
    return graph == null ? layers() : graph.operations();
  }

  /**
   * The first call of a layer that belongs to this model; null if it was never called on symbols.
   */
  public @Nullable Node call(Layer layer) {
    List<Node> calls = layer.inboundNodes();
    return calls.stream().filter(this::isOwn).findFirst().orElse(null);
  }

  /** The layers from which what a layer is called on comes, in all its calls in this model. */
  public List<Layer> sources(Layer layer) {
    return layer.inboundNodes().stream()
        .filter(this::isOwn)
        .flatMap(node -> node.inputs().stream())
        .map(Node::of)
        .filter(Objects::nonNull)
        .map(origin -> origin.node().layer())
        .toList();
  }

  private boolean isOwn(Node node) {
    return graph == null || graph.contains(node);
  }

  /**
   * A layer by position.
   *
   * @param index from 0; negative from the end
   */
  public Layer layer(int index) {
    List<Layer> all = layers();
    return all.get(index < 0 ? index + all.size() : index);
  }

  /**
   * A layer by name.
   *
   * @throws IllegalArgumentException listing the names there are
   */
  public Layer layer(String layerName) {
    List<Layer> all = layers();
    for (Layer layer : all) {
      if (layer.name().equals(layerName)) {
        return layer;
      }
    }
    throw new IllegalArgumentException(
        "%s \"%s\" has no layer \"%s\"; it has %s."
            .formatted(className(), name(), layerName, all.stream().map(Layer::name).toList()));
  }

  /** The symbols that the model begins with. */
  @Override
  public List<Tensor> inputs() {
    return graph == null ? super.inputs() : graph.inputs().tensors();
  }

  /** The symbols that the model ends with. */
  @Override
  public List<Tensor> outputs() {
    return graph == null ? super.outputs() : graph.outputs().tensors();
  }

  /** The names of the inputs: the keys of a map, or those of the {@code Input}s. */
  @Override
  public List<String> inputNames() {
    return graph == null ? List.of() : graph.inputs().names();
  }

  /** The names of the outputs: those of the layers. */
  @Override
  public List<String> outputNames() {
    return graph == null ? List.of() : graph.outputs().layerNames();
  }

  @Override
  protected @Nullable Object inputForm() {
    return graph == null ? super.inputForm() : graph.inputs().namedForm();
  }

  @Override
  protected @Nullable Object outputForm() {
    return graph == null ? super.outputForm() : graph.outputs().namedForm();
  }

  // ---- the summary ----

  /** Prints the table of layers, as Keras does. */
  public void summary() {
    ModelSummary.of(this).print();
  }

  @Override
  public List<LayerRow> summaryRows() {
    return graph == null
        ? layers().stream().map(layer -> row(layer, List.of())).toList()
        : graph.operations().stream().map(layer -> row(layer, graph.connections(layer))).toList();
  }

  @Override
  public boolean isBranched() {
    return graph != null && !graph.isChain();
  }

  /** A layer's row; its output's shape is that of its last call on symbols, or of its first. */
  private static LayerRow row(Layer layer, List<String> connections) {
    List<Node> nodes = layer.inboundNodes();
    return new LayerRow(
        layer.name(),
        layer.className(),
        LayerRow.shape(
            nodes.isEmpty()
                ? layer.firstOutputShapes()
                : nodes.getLast().outputs().stream().map(Tensor::shape).toList()),
        layer.isBuilt() ? layer.countParams() : null,
        layer.weights().isEmpty() ? null : layer.isTrainable(),
        connections,
        layer instanceof Model model
            ? model.layers().stream().map(inner -> row(inner, List.of())).toList()
            : List.of());
  }

  @Override
  public Parameters trainableParameters() {
    return Parameters.of(trainableVariables());
  }

  @Override
  public Parameters nonTrainableParameters() {
    return Parameters.of(nonTrainableVariables());
  }

  @Override
  public @Nullable Parameters optimizerParameters() {
    List<Variable> variables = optimizerVariables();
    return variables.isEmpty() ? null : Parameters.of(variables);
  }
}
