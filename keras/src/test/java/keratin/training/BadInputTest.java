package keratin.training;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import keratin.data.Dataset;
import keratin.layers.core.Dense;
import keratin.layers.core.Input;
import keratin.models.Sequential;
import keratin.ops.Ops;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** What a user reads after a mistake: what came, what was expected, what to do. */
final class BadInputTest {
  private final Sequential model =
      new Sequential(
              new Input(4),
              new Dense(8).activation("relu").name("hidden"),
              new Dense(3).activation("softmax").name("classes"))
          .name("small");

  private final Tensor x = Ops.zeros(6, 4);
  private final Tensor y = Tensor.of(new int[] {0, 1, 2, 0, 1, 2});

  private void compile() {
    model.compile("adam", "sparse_categorical_crossentropy");
  }

  @Test
  void notCompiled() {
    assertThatThrownBy(() -> model.fit(x, y))
        .hasMessage(
            "Sequential \"small\" must be compiled before fit: model.compile(\"adam\", \"mse\")");
  }

  @Test
  void wrongFeatures() {
    compile();
    assertThatThrownBy(() -> model.fit(Ops.zeros(6, 5), y, new Fit().verbose(0)))
        .hasMessage(
            "matmul: a (6, 5) has inner dimension 5 but b (4, 8) has 4\n"
                + "  in Dense \"hidden\" (units=8), layer 1 of Sequential \"small\"\n"
                + "  The layer was built for inputs ending in 4. Call it with (…, 4), or make a new"
                + " Dense for this input.");
  }

  @Test
  void aMissingAxis() {
    compile();
    assertThatThrownBy(() -> model.predict(Ops.zeros(2, 6, 4)))
        .hasMessageContaining(
            "of Sequential \"small\" takes tensors (None, 4), but (2, 6, 4) came.");
  }

  @Test
  void rowsThatDoNotMatch() {
    compile();
    assertThatThrownBy(() -> model.fit(x, y.get("0:5")))
        .hasMessage(
            "x has 6 rows, but y has 5: the shapes are (6, 4) and (5,).\n"
                + "  Every row of x needs one of y.");
  }

  @Test
  void emptyData() {
    compile();
    assertThatThrownBy(() -> model.fit(Ops.zeros(0, 4), y.get("0:0")))
        .hasMessage("The data are empty: x has the shape (0, 4).");
    Dataset empty = Dataset.fromTensorSlices(Ops.zeros(0, 4), y.get("0:0")).batch(2);
    assertThatThrownBy(() -> model.fit(empty, new Fit().verbose(0)))
        .hasMessage("fit: the dataset gave no batch at all.");
    assertThatThrownBy(() -> model.evaluate(empty, new Evaluate().verbose(0)))
        .hasMessage("evaluate: the dataset gave no batch at all.");
  }

  @Test
  void batchOfNoRows() {
    assertThatThrownBy(() -> new Fit().batchSize(0))
        .hasMessage("batchSize must be a positive integer, but 0 came.");
    assertThatThrownBy(() -> Dataset.fromTensorSlices(x).batch(0))
        .hasMessage("batch: batchSize must be at least 1, but 0 came.");
  }

  @Test
  void labelsOutOfRange() {
    compile();
    Tensor wrong = Tensor.of(new int[] {0, 1, 2, 0, 1, 3});
    assertThatThrownBy(() -> model.fit(x, wrong, new Fit().shuffle(false).verbose(0)))
        .hasMessage(
            "sparse_cross_entropy: label 3 at position 5 is outside [0, 3).\n"
                + "  The logits have 3 classes, numbered from 0. Check the labels, or give the last"
                + " layer more units.");
  }

  @Test
  void splitThatLeavesNothing() {
    compile();
    assertThatThrownBy(() -> model.fit(x, y, new Fit().validationSplit(0.9)))
        .hasMessage(
            "validationSplit 0.9 of 6 rows leaves 0 to train and 6 to validate on; both must be at"
                + " least 1.");
  }

  @Test
  void unknownNames() {
    assertThatThrownBy(() -> model.compile("adm", "mse"))
        .hasMessage("Unknown optimizer \"adm\". Did you mean Adam, AdamW, Nadam?");
    assertThatThrownBy(() -> new Dense(3).activation("rellu"))
        .hasMessage(
            "Dense: activation must be an activation, but \"rellu\" came.\n"
                + "  Unknown activation \"rellu\". Did you mean relu, celu, elu?");
  }
}
