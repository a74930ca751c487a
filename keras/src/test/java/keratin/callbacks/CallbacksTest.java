package keratin.callbacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import keratin.layers.core.Dense;
import keratin.layers.core.Input;
import keratin.memory.Memory;
import keratin.models.Sequential;
import keratin.ops.Ops;
import keratin.optimizers.SGD;
import keratin.tensor.Tensor;
import keratin.testing.KeepsTensors;
import keratin.training.Evaluate;
import keratin.training.Fit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who is called when, and what a user reads after a mistake. */
@Tag("E5")
@KeepsTensors("the model and its data")
class CallbacksTest {
  private final Tensor x = Ops.ones(4, 2);
  private final Tensor y = Ops.ones(4, 1);
  private final Sequential model = new Sequential(new Input(2), new Dense(1));
  private final Fit twoSteps = new Fit().batchSize(2).verbose(0);
  private final List<String> heard = new ArrayList<>();

  private Sequential compiled() {
    model.compile(new SGD(0.01).name("steps"), "mse", "mae");
    return model;
  }

  @Test
  void everyHookIsCalledInKerasOrder() {
    LambdaCallback all =
        new LambdaCallback()
            .onTrainBegin(() -> heard.add("train["))
            .onTrainEnd(logs -> heard.add("]train"))
            .onEpochBegin(e -> heard.add("epoch" + e + "["))
            .onEpochEnd((e, logs) -> heard.add("]epoch" + logs.keySet()))
            .onTrainBatchBegin(b -> heard.add("step" + b))
            .onTrainBatchEnd((b, logs) -> heard.add("/"))
            .onTestBegin(() -> heard.add("test["))
            .onTestEnd(logs -> heard.add("]test"))
            .onTestBatchBegin(b -> heard.add("try" + b))
            .onTestBatchEnd((b, logs) -> heard.add("/"))
            .onPredictBegin(() -> heard.add("predict["))
            .onPredictEnd(() -> heard.add("]predict"))
            .onPredictBatchBegin(b -> heard.add("guess" + b))
            .onPredictBatchEnd(b -> heard.add("/"));
    Memory.tidy(
        () -> {
          compiled().fit(x, y, twoSteps.validationData(x, y).callbacks(all));
          model.predict(x, new Evaluate().verbose(0).callbacks(all));
        });
    assertThat(String.join(" ", heard))
        .isEqualTo(
            "train[ epoch0[ step0 / step1 / test[ try0 / try1 / ]test"
                + " ]epoch[loss, mae, val_loss, val_mae] ]train predict[ guess0 / ]predict");
  }

  @Test
  void whatOneAddsToTheLogsIsSeenByTheNextAndInTheHistory() {
    LambdaCallback first = new LambdaCallback().onEpochEnd((e, logs) -> logs.put("seven", 7.0));
    LambdaCallback second =
        new LambdaCallback().onEpochEnd((e, logs) -> heard.add(logs.keySet().toString()));
    History history = compiled().fit(x, y, twoSteps.callbacks(first, second));
    assertThat(heard).containsExactly("[loss, mae, seven]");
    assertThat(history.get("seven")).containsExactly(7.0);
  }

  @Test
  void stoppingInTheMiddleOfAnEpochEndsIt() {
    Callback stop =
        new Callback() {
          @Override
          public void onBatchEnd(int batch, Map<String, Double> logs) {
            heard.add("step of " + params().epochs() + ", " + params().steps());
            model().stopTraining();
          }
        };
    History history = compiled().fit(x, y, twoSteps.epochs(3).callbacks(stop));
    assertThat(heard).containsExactly("step of 3, 2");
    assertThat(history.epoch()).containsExactly(0);
  }

  @Test
  void watchingTheUnknown() {
    compiled();
    Fit wrong = twoSteps.epochs(2).callbacks(new EarlyStopping("val_f1"));
    assertThatThrownBy(() -> model.fit(x, y, wrong))
        .hasMessage(
            "EarlyStopping: nobody says whether \"val_f1\" should be high or low. Say it:"
                + " mode(\"max\") or mode(\"min\").");
    // What is not in the logs is passed over, with a warning.
    Fit absent = twoSteps.epochs(2).callbacks(new EarlyStopping("val_loss"));
    assertThat(model.fit(x, y, absent).epoch()).hasSize(2);
  }

  @Test
  void wrongUse() {
    assertThatThrownBy(() -> new ReduceLROnPlateau().factor(1))
        .hasMessage(
            "ReduceLROnPlateau: factor must be a number below 1, but 1.0 came.\n"
                + "  The learning rate would not get lower.");
    compiled();
    Fit plan = twoSteps.validationData(x, y).callbacks(new SwapEMAWeights());
    assertThatThrownBy(() -> model.fit(x, y, plan))
        .hasMessage("SGD 'steps' keeps no moving averages. Make it with useEma(true).");
    assertThatThrownBy(() -> new TerminateOnNaN().raiseError(true).onBatchEnd(3, nan()))
        .hasMessageStartingWith("The loss is nan after batch 3. Training ends at once.");
    assertThatThrownBy(() -> Callbacks.get("EarlyStoping"))
        .hasMessage("Unknown callback \"EarlyStoping\". Did you mean EarlyStopping?");
  }

  private static Map<String, Double> nan() {
    return Map.of("loss", Double.NaN);
  }
}
