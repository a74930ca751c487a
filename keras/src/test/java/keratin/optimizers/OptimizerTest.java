package keratin.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import keratin.optimizers.schedules.ExponentialDecay;
import keratin.tensor.DType;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;
import org.junit.jupiter.api.Test;

/** What all optimizers share: the order of a step, configs, names, and wrong uses. */
class OptimizerTest {
  /** One's own optimizer is one class with two methods. */
  private static final class HeavyBall extends Optimizer {
    private List<Variable> momentums = List.of();

    HeavyBall(double learningRate) {
      super(learningRate);
    }

    @Override
    protected void createSlots(List<Variable> variables) {
      momentums = addSlots(variables, "momentum");
    }

    @Override
    protected void updateStep(Tensor gradient, Variable variable, double learningRate) {
      Variable m = momentums.get(indexOf(variable));
      m.assign(m.mul(0.5).add(gradient));
      variable.assignSub(m.mul(learningRate));
    }
  }

  private static Variable kernel(float... values) {
    return new Variable(Tensor.of(values), "kernel", true);
  }

  private static void step(Optimizer optimizer, Variable variable, float... gradient) {
    optimizer.apply(List.of(Tensor.of(gradient)), List.of(variable));
  }

  @Test
  void onesOwn() {
    Variable w = kernel(1);
    HeavyBall optimizer = new HeavyBall(0.5);
    step(optimizer, w, 1);
    step(optimizer, w, 1);
    assertThat(w.floatValue()).isEqualTo(1 - 0.5f - 0.75f);
    assertThat(optimizer.variables().stream().map(Variable::name))
        .containsExactly("iteration", "learning_rate", "kernel_momentum");
  }

  @Test
  void gradientsAreClippedAndWeightsDecayBeforeTheUpdate() {
    Variable w = kernel(10);
    step(new SGD(0.1).clipvalue(1).weightDecay(0.5), w, 100);
    // 10 − 10·0.5·0.1 − 0.1·1
    assertThat(w.floatValue()).isCloseTo(9.4f, within(1e-6f));
  }

  @Test
  void theFirstStepOfAdamIsTheLearningRate() {
    Variable w = kernel(0, 0);
    step(new Adam(0.01), w, 1, -100);
    assertThat(w.toFloatArray()).containsExactly(new float[] {-0.01f, 0.01f}, within(1e-5f));
  }

  @Test
  void aScheduleSeesTheStepsBefore() {
    Variable w = kernel(0);
    SGD optimizer = new SGD(new ExponentialDecay(1, 1, 0.5));
    step(optimizer, w, 1);
    assertThat(w.floatValue()).isEqualTo(-1);
    assertThat(optimizer.learningRate()).isEqualTo(0.5);
    step(optimizer, w, 1);
    assertThat(w.floatValue()).isEqualTo(-1.5f);
    assertThat(optimizer.variables()).hasSize(1);
  }

  @Test
  void theLearningRateIsFloat32AndCanChange() {
    SGD optimizer = new SGD(0.1);
    assertThat(optimizer.getConfig().get("learning_rate")).isEqualTo(0.10000000149011612);
    Variable w = kernel(0);
    step(optimizer, w, 1);
    optimizer.learningRate(1);
    step(optimizer, w, 1);
    assertThat(w.floatValue()).isCloseTo(-1.1f, within(1e-6f));
  }

  @Test
  void accumulatedStepsMakeOneUpdate() {
    Variable w = kernel(0);
    SGD optimizer = new SGD(1).gradientAccumulationSteps(2);
    step(optimizer, w, 1);
    assertThat(w.floatValue()).isZero();
    assertThat(optimizer.iterations()).isZero();
    step(optimizer, w, 3);
    assertThat(w.floatValue()).isEqualTo(-2);
    assertThat(optimizer.iterations()).isOne();
  }

  @Test
  void averagesTakeTheWeightsPlaceAtTheEnd() {
    Variable w = kernel(0);
    SGD optimizer = new SGD(1).useEma(true).emaMomentum(0.5);
    step(optimizer, w, 1);
    step(optimizer, w, 1);
    optimizer.finalizeVariableValues();
    assertThat(w.floatValue()).isEqualTo(-1.5f);
  }

  @Test
  void constraintsHoldAfterEveryStep() {
    Variable w = kernel(1, 1).constraint(Tensor::relu);
    step(new SGD(1), w, 0.5f, 3);
    assertThat(w.toFloatArray()).containsExactly(0.5f, 0);
  }

  @Test
  void namedVariablesDoNotDecay() {
    Variable w = kernel(1);
    Variable bias = new Variable(Tensor.of(new float[] {1}), "bias", true);
    AdamW optimizer = new AdamW(1).weightDecay(0.5);
    optimizer.excludeFromWeightDecay(List.of(), "bias");
    Tensor none = Tensor.of(new float[] {0});
    optimizer.apply(List.of(none, none), List.of(w, bias));
    assertThat(w.floatValue()).isEqualTo(0.5f);
    assertThat(bias.floatValue()).isEqualTo(1);
  }

  @Test
  void aScaledLoss() {
    SGD optimizer = new SGD(1).lossScaleFactor(8);
    assertThat(optimizer.scaleLoss(Tensor.of(2f)).floatValue()).isEqualTo(16);
    Variable w = kernel(0);
    step(optimizer, w, 8);
    assertThat(w.floatValue()).isEqualTo(-1);
  }

  @Test
  void everyOptimizerComesBackFromItsConfig() {
    List<String> names = new ArrayList<>(Optimizers.names());
    // Made of others, which must be given: CombinedOptimizersTest.
    names.removeAll(List.of("LossScaleOptimizer", "MultiOptimizer"));
    for (String name : names) {
      Optimizer optimizer = Optimizers.get(name);
      Optimizer again = Optimizers.get(Map.of("class_name", name, "config", optimizer.getConfig()));
      assertThat(again).hasSameClassAs(optimizer);
      assertThat(again.getConfig()).isEqualTo(optimizer.getConfig());
    }
    SGD scheduled = new SGD(new ExponentialDecay(1, 10, 0.5));
    Optimizer again = Optimizers.get(Map.of("class_name", "SGD", "config", scheduled.getConfig()));
    assertThat(again.learningRate()).isEqualTo(1);
    assertThat(again.getConfig()).isEqualTo(scheduled.getConfig());
  }

  @Test
  void gradientsTakeTheVariablesDtype() {
    Variable w = new Variable(Tensor.of(new double[] {1}), "kernel", true);
    step(new SGD(0.5), w, 1);
    assertThat(w.dtype()).isEqualTo(DType.FLOAT64);
    assertThat(w.doubleValue()).isEqualTo(0.5);
  }

  @Test
  void anotherVariable() {
    SGD optimizer = new SGD(1).name("sgd");
    step(optimizer, kernel(0), 1);
    assertThatThrownBy(() -> step(optimizer, kernel(0), 1))
        .hasMessage(
            "SGD 'sgd' was built for 1 variables, and 'kernel' (1,) is not among them.\n"
                + "  Make a new optimizer for a new set of variables.");
  }

  @Test
  void noGradients() {
    SGD optimizer = new SGD(1).name("sgd");
    assertThatThrownBy(() -> optimizer.apply(Arrays.asList((Tensor) null), List.of(kernel(0))))
        .hasMessage(
            "SGD 'sgd': no gradients came for any variable; the variables are [kernel].\n"
                + "  Compute the loss from them while a GradientTape listens.");
  }

  @Test
  void twoClippings() {
    SGD optimizer = new SGD(1).name("sgd").clipnorm(1).clipvalue(2);
    assertThatThrownBy(() -> step(optimizer, kernel(0), 1))
        .hasMessage(
            "SGD 'sgd': only one of clipnorm, clipvalue and global_clipnorm can be set, but came:"
                + " clipnorm=1.0, clipvalue=2.0, global_clipnorm=null.");
  }

  @Test
  void anOptionAfterTheFirstStep() {
    Adam optimizer = new Adam().name("adam");
    step(optimizer, kernel(0), 1);
    assertThatThrownBy(() -> optimizer.beta1(0.5))
        .hasMessage(
            "Adam 'adam' is already built. Set its options before its first step, or make a new"
                + " one; only learningRate(value) works at any time.");
  }

  @Test
  void aNumberForAScheduledLearningRate() {
    SGD optimizer = new SGD(new ExponentialDecay(1, 1, 0.5)).name("sgd");
    assertThatThrownBy(() -> optimizer.learningRate(0.1))
        .hasMessage(
            "SGD 'sgd' follows the schedule ExponentialDecay, so its learning rate cannot be set."
                + " Make it with a number.");
  }

  @Test
  void gradientsBeforeAnyVariables() {
    assertThatThrownBy(() -> new SGD().name("sgd").apply(List.of()))
        .hasMessage(
            "SGD 'sgd' is not built yet. Give the variables too: apply(gradients, variables)");
  }

  @Test
  void oneStepIsNoAccumulation() {
    assertThatThrownBy(() -> new SGD().gradientAccumulationSteps(1))
        .hasMessage(
            "SGD: gradient_accumulation_steps must be an integer of at least 2 or null, but 1"
                + " came.");
  }
}
