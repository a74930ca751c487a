package keratin.optimizers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import keratin.facts.Facts;
import keratin.layers.core.Dense;
import keratin.layers.core.Input;
import keratin.memory.Memory;
import keratin.models.Sequential;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;
import org.junit.jupiter.api.Test;

/** Optimizers made of others: a scaled loss, and several at once. */
class CombinedOptimizersTest {
  private static Variable variable(String name) {
    return new Variable(Tensor.of(new float[] {1, 2}), name, true);
  }

  private static void step(Optimizer optimizer, Variable x, double a, double b) {
    Tensor gradient = Tensor.of(new double[] {a, b}, Shape.of(2)).cast(DType.FLOAT32);
    optimizer.apply(List.of(gradient), List.of(x));
  }

  @Test
  void scaleDoublesAfterGoodStepsAndHalvesAfterABadOne() {
    Memory.tidy(
        () -> {
          Variable x = variable("x");
          var optimizer =
              new LossScaleOptimizer(new SGD(0.5)).initialScale(4).dynamicGrowthSteps(2);
          assertEquals(12, optimizer.scaleLoss(Tensor.of(3f)).doubleValue());
          step(optimizer, x, 4, 8);
          Facts.assertClose(Tensor.of(new float[] {0.5f, 1}), x, 1e-6, 0);
          assertEquals(4, optimizer.dynamicScale());
          step(optimizer, x, 4, 8);
          Facts.assertClose(Tensor.of(new float[] {0, 0}), x, 0, 1e-6);
          assertEquals(8, optimizer.dynamicScale());
          step(optimizer, x, Double.POSITIVE_INFINITY, 1);
          Facts.assertClose(Tensor.of(new float[] {0, 0}), x, 0, 1e-6);
          assertEquals(4, optimizer.dynamicScale());
          assertEquals(2, optimizer.iterations());
          assertEquals(0.5, optimizer.learningRate());
          assertEquals(
              List.of("iteration", "learning_rate", "step_counter", "dynamic_scale"),
              optimizer.variables().subList(0, 4).stream().map(Variable::name).toList());
        });
  }

  @Test
  void everyVariableHasItsOptimizer() {
    Memory.tidy(
        () -> {
          Variable kernel = variable("kernel");
          Variable bias = variable("bias");
          var map = new OptimizerMap(new SGD(1)).with("b.*", new SGD(0.5));
          var optimizer = new MultiOptimizer(map);
          Tensor ones = Tensor.of(new float[] {1, 1});
          optimizer.apply(List.of(ones, ones), List.of(kernel, bias));
          Facts.assertClose(Tensor.of(new float[] {0, 1}), kernel, 0, 1e-6);
          Facts.assertClose(Tensor.of(new float[] {0.5f, 1.5f}), bias, 0, 1e-6);
          assertEquals(1, optimizer.iterations());
          assertEquals(2, optimizer.optimizers().size());
        });
  }

  @Test
  void theyTrainModelsAndComeBackFromConfigs() {
    Memory.tidy(
        () -> {
          Tensor x = Tensor.of(new float[][] {{1, 2}, {3, 4}});
          Tensor y = Tensor.of(new float[][] {{1}, {2}});
          for (Optimizer optimizer :
              List.of(
                  new LossScaleOptimizer(new SGD(0.01)),
                  new MultiOptimizer(new OptimizerMap(new SGD(0.01)).with("bias", new SGD(0.1))))) {
            Map<String, Object> config = Facts.throughJson(Optimizers.serialize(optimizer));
            Optimizer again = Optimizers.deserialize(config);
            assertEquals(config, Facts.throughJson(Optimizers.serialize(again)));
            Sequential model = new Sequential(new Input(2), new Dense(1).kernelInitializer("ones"));
            model.compile(again, "mse");
            double before = model.evaluate(x, y).get("loss");
            model.trainOnBatch(x, y);
            double after = model.evaluate(x, y).get("loss");
            assertEquals(true, after < before, before + " became " + after);
          }
        });
  }

  @Test
  void sayWhatBelongsToTheOptimizersInside() {
    Memory.tidy(
        () -> {
          Optimizer clipped = new LossScaleOptimizer(new SGD()).name("l").clipnorm(1);
          assertEquals(
              "LossScaleOptimizer 'l' does not take clipnorm. Give it to the optimizer inside.",
              assertThrows(
                      IllegalArgumentException.class, () -> clipped.build(List.of(variable("x"))))
                  .getMessage());
          var map = new OptimizerMap(new SGD());
          assertEquals(
              "OptimizerMap: LossScaleOptimizer 'l' is made of others, and cannot be one of"
                  + " several.",
              assertThrows(IllegalArgumentException.class, () -> map.with("x", clipped))
                  .getMessage());
          assertEquals(
              "MultiOptimizer 'm' has no learning rate: its optimizers have,"
                  + " optimizers().getFirst().learningRate()",
              assertThrows(
                      IllegalStateException.class,
                      () -> new MultiOptimizer(map).name("m").learningRate())
                  .getMessage());
        });
  }
}
