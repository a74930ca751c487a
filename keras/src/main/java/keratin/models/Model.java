package keratin.models;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import keratin.layers.Layer;
import keratin.layers.Node;
import keratin.layers.Operation;
import keratin.summary.LayerRow;
import keratin.summary.Parameters;
import keratin.summary.Summarized;
import keratin.summary.Summary;
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
    return graph != null && graph.inputs().form() != Structure.Form.ONE;
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

  // ---- what it is made of ----

  /** The layers, in the order of the summary; inputs are among them if it was made from symbols. */
  public List<Layer> layers() {
    return sublayers();
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

  /** The names of the outputs, under which losses and metrics go: those of the layers. */
  @Override
  public List<String> outputNames() {
    return graph == null ? List.of() : graph.outputs().layerNames();
  }

  // ---- the summary ----

  /** Prints the table of layers, as Keras does. */
  public void summary() {
    Summary.of(this).print();
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

  /** A layer's row; its output's shape is that of its last call on symbols. */
  private static LayerRow row(Layer layer, List<String> connections) {
    List<Node> nodes = layer.inboundNodes();
    List<Tensor> outputs = nodes.isEmpty() ? List.of() : nodes.getLast().outputs();
    return new LayerRow(
        layer.name(),
        layer.className(),
        LayerRow.shape(outputs.stream().map(Tensor::shape).toList()),
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
