package keratin.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import keratin.autograd.GradientTape;
import keratin.callbacks.History;
import keratin.config.DTypePolicy;
import keratin.initializers.Ones;
import keratin.layers.Layer;
import keratin.layers.Layers;
import keratin.layers.attention.MultiHeadAttention;
import keratin.layers.convolutional.Conv2D;
import keratin.layers.core.Dense;
import keratin.layers.core.Input;
import keratin.layers.normalization.BatchNormalization;
import keratin.layers.normalization.LayerNormalization;
import keratin.layers.pooling.MaxPooling2D;
import keratin.layers.reshaping.Flatten;
import keratin.layers.rnn.LSTM;
import keratin.models.Sequential;
import keratin.ops.Ops;
import keratin.optimizers.LossScaleOptimizer;
import keratin.optimizers.SGD;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;
import keratin.testing.KeepsTensors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Computing in 16 bits with weights of 32. */
@Tag("R2")
@KeepsTensors("models and their data")
class MixedPrecisionTest {
  private static final Fit PLAN = new Fit().epochs(3).batchSize(8).shuffle(false).verbose(0);

  private final Tensor x = Ops.linspace(-1, 1, 16 * 16).reshape(16, 4, 4, 1);
  private final Tensor y = x.mean(1, 2, 3).mul(3).reshape(16, 1);

  @AfterEach
  void back() {
    DTypePolicy.setGlobal("float32");
  }

  private static Sequential model() {
    return new Sequential(
        new Input(4, 4, 1),
        new Conv2D(2, 2).activation("relu").kernelInitializer("ones"),
        new BatchNormalization(),
        new MaxPooling2D(2),
        new Flatten(),
        new LayerNormalization(),
        new Dense(4).activation("tanh").kernelInitializer("ones"),
        new Dense(1).kernelInitializer("ones").dtype("float32"));
  }

  private History train(String policy) {
    DTypePolicy.setGlobal(policy);
    Sequential model = model();
    // A small scale, which no step overflows.
    model.compile(new LossScaleOptimizer(new SGD(0.05)).initialScale(8), "mse");
    History history = model.fit(x, y, PLAN);
    assertThat(model.weights()).allMatch(weight -> weight.dtype() == DType.FLOAT32);
    return history;
  }

  @ParameterizedTest
  @CsvSource({"mixed_bfloat16, 0.05", "mixed_float16, 0.01"})
  void trainsAsInSinglePrecisionButForRounding(String policy, double tolerance) {
    List<Double> single = train("float32").get("loss");
    List<Double> mixed = train(policy).get("loss");
    for (int epoch = 0; epoch < single.size(); epoch++) {
      assertThat(mixed.get(epoch))
          .as("epoch %d", epoch)
          .isCloseTo(single.get(epoch), within(tolerance * single.get(epoch)))
          .isNotEqualTo(single.get(epoch));
    }
  }

  @Test
  void weightsAreReadInTheDtypeOfTheComputation() {
    Dense layer = new Dense(2).kernelInitializer("ones").dtype("mixed_bfloat16");
    try (GradientTape tape = new GradientTape()) {
      Tensor out = layer.of(Ops.ones(3, 4));
      assertThat(out.dtype()).isEqualTo(DType.BFLOAT16);
      List<Variable> weights = layer.trainableVariables();
      List<Tensor> gradients = tape.gradient(out.cast(DType.FLOAT32).sum(), weights);
      assertThat(gradients).allMatch(g -> g.dtype() == DType.FLOAT32);
      assertThat(gradients.getFirst().toFloatArray()).containsOnly(3f);
    }
    // Outside a call they are what they are.
    assertThat(layer.weights().getFirst().mul(1).dtype()).isEqualTo(DType.FLOAT32);
  }

  /** A layer of a user's, which knows nothing of dtypes. */
  private static final class Scale extends Layer {
    private Variable by = new Variable(Tensor.of(0f));

    @Override
    protected void build(Shape input) {
      by = addWeight("by", Shape.SCALAR, new Ones());
    }

    @Override
    protected Tensor call(Tensor x, boolean training) {
      return x.mul(by);
    }
  }

  @Test
  void oneOwnLayerNeedsNoWordOfIt() {
    Layer scale = new Scale().dtype("mixed_float16");
    assertThat(scale.of(Ops.ones(2)).dtype()).isEqualTo(DType.FLOAT16);
    assertThat(scale.weights().getFirst().dtype()).isEqualTo(DType.FLOAT32);
  }

  @Test
  void layersInsideLayersFollow() {
    Tensor steps = Ops.linspace(-1, 1, 2 * 3 * 4).reshape(2, 3, 4);
    for (Layer layer : List.of(new LSTM(3), new MultiHeadAttention(2, 4))) {
      layer.dtype("mixed_bfloat16");
      Tensor out = layer instanceof LSTM ? layer.of(steps) : layer.of(steps, steps);
      assertThat(out.dtype()).as(layer.className()).isEqualTo(DType.BFLOAT16);
      assertThat(layer.weights()).allMatch(weight -> weight.dtype() == DType.FLOAT32);
    }
  }

  @Test
  void policiesInConfigs() {
    Map<String, ?> config = Layers.config(new Dense(2).dtype("mixed_bfloat16"));
    Layer read = Layers.get(config);
    assertThat(read.dtypePolicy()).isEqualTo(DTypePolicy.of("mixed_bfloat16"));
    assertThat(read.variableDtype()).isEqualTo(DType.FLOAT32);
    assertThat(read.computeDtype()).isEqualTo(DType.BFLOAT16);
    assertThat(new Dense(2).dtypePolicy().name()).isEqualTo("float32");
    DTypePolicy.setGlobal("mixed_float16");
    assertThat(new Dense(2).dtypePolicy().isMixed()).isTrue();
    assertThatThrownBy(() -> new Dense(2).dtype("mixed_float8"))
        .hasMessageStartingWith(
            "Dense: dtype must be a dtype or a policy, but \"mixed_float8\" came.");
  }

  @Test
  void compileScalesTheLossInFloat16() {
    DTypePolicy.setGlobal("mixed_float16");
    Sequential model = model();
    model.compile(new SGD(0.05), "mse");
    assertThat(model.optimizer()).isInstanceOf(LossScaleOptimizer.class);
    model.fit(x, y, PLAN);
    // 2¹⁵ may be too much for the first steps, which are left out.
    assertThat(model.optimizer().iterations()).isBetween(2L, 6L);
    assertThat(model.optimizer().learningRate()).isCloseTo(0.05, within(1e-8));
  }

  @Test
  void theScaleHalvesAndDoubles() {
    Variable weight = new Variable(Tensor.of(1f), "w", true);
    var optimizer = new LossScaleOptimizer(new SGD(0.5)).initialScale(8).dynamicGrowthSteps(2);
    assertThat(optimizer.scaleLoss(Tensor.of(3f)).floatValue()).isEqualTo(24f);
    optimizer.apply(List.of(Tensor.of(Float.POSITIVE_INFINITY)), List.of(weight));
    assertThat(optimizer.dynamicScale()).isEqualTo(4);
    assertThat(weight.floatValue()).isEqualTo(1f);
    assertThat(optimizer.iterations()).isZero();
    optimizer.apply(List.of(Tensor.of(4f)), List.of(weight));
    assertThat(weight.floatValue()).isEqualTo(0.5f);
    assertThat(optimizer.dynamicScale()).isEqualTo(4);
    optimizer.apply(List.of(Tensor.of(4f)), List.of(weight));
    assertThat(optimizer.dynamicScale()).isEqualTo(8);
    assertThat(weight.floatValue()).isEqualTo(0f);
    assertThat(optimizer.variables()).hasSize(4 + 2);
  }
}
