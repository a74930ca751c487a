package keratin.layers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import keratin.layers.attention.MultiHeadAttention;
import keratin.layers.core.Dense;
import keratin.layers.core.Input;
import keratin.layers.rnn.Bidirectional;
import keratin.layers.rnn.LSTM;
import keratin.memory.Memory;
import keratin.models.Model;
import keratin.models.Models;
import keratin.models.Sequential;
import keratin.ops.Ops;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;
import org.junit.jupiter.api.Test;

/** Paths of weights are Keras' (3.15.1): what a layer was built in, its name, the weight's. */
class PathTest {
  private static List<String> paths(Layer layer) {
    return layer.weights().stream().map(Variable::path).toList();
  }

  @Test
  void layersOfASequentialAreInIt() {
    Memory.tidy(
        () -> {
          Sequential early = new Sequential(new Input(3), new Dense(2).name("d"));
          // The name may come after the weights.
          assertThat(paths(early.name("seq"))).containsExactly("seq/d/kernel", "seq/d/bias");
          Sequential late = new Sequential(new Dense(1).name("d")).name("late");
          late.of(Ops.ones(1, 3));
          assertThat(paths(late)).containsExactly("late/d/kernel", "late/d/bias");
          assertThat(late.weights().getFirst().toString())
              .startsWith("<Variable path=late/d/kernel");
        });
  }

  @Test
  void layersCalledOnSymbolsAreInNothing() {
    Memory.tidy(
        () -> {
          Tensor x = new Input(3).tensor();
          Model fun = new Model(x, new Dense(2).name("d").of(x)).name("fun");
          assertThat(paths(fun)).containsExactly("d/kernel", "d/bias");
          Sequential outer =
              new Sequential(new Input(3), fun, new Dense(1).name("out")).name("outer");
          assertThat(paths(outer))
              .containsExactly("d/kernel", "d/bias", "outer/out/kernel", "outer/out/bias");
        });
  }

  @Test
  void partsAreInTheirLayer() {
    Memory.tidy(
        () -> {
          Tensor x = new Input(3, 4).tensor();
          Layer bi = new Bidirectional(new LSTM(2).name("lstm")).name("bi");
          bi.of(x);
          assertThat(paths(bi))
              .contains("bi/forward_lstm/lstm_cell/kernel", "bi/backward_lstm/lstm_cell/bias");
          Layer attention = new MultiHeadAttention(2, 2).name("mha");
          attention.of(x, x);
          assertThat(paths(attention)).contains("mha/query/kernel", "mha/attention_output/bias");
        });
  }

  /** A model with two parts, the second of which has another. */
  private static final class Mine extends Model {
    private final Dense first = track(new Dense(2).name("a"));
    private final Sequential second = track(new Sequential(new Dense(1).name("z")).name("sq"));

    @Override
    protected Tensor call(Tensor x, boolean training) {
      return second.of(first.of(x));
    }
  }

  @Test
  void whatTheFirstCallBuildsIsInTheModel() {
    Memory.tidy(
        () -> {
          Model mine = new Mine().name("mine");
          mine.of(Ops.ones(1, 3));
          assertThat(paths(mine)).contains("mine/a/kernel", "mine/sq/z/bias");
        });
  }

  @Test
  void jsonHoldsTheLayersAndHowItWasCompiled() {
    Memory.tidy(
        () -> {
          Sequential model = new Sequential(new Input(3), new Dense(2).name("d")).name("seq");
          model.compile("sgd", "mse");
          Model again = Models.modelFromJson(model.toJson());
          assertThat(again.toJson()).isEqualTo(model.toJson());
          assertThat(paths(again)).isEqualTo(paths(model));
          assertThat(again.isCompiled()).isTrue();
        });
  }
}
