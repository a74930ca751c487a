package keratin.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import keratin.layers.core.Dense;
import keratin.layers.core.Input;
import keratin.layers.merging.Add;
import keratin.models.Model;
import keratin.models.Sequential;
import keratin.tensor.Tensor;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelPlotTest {
  @TempDir Path folder;

  private static Model branched() {
    Tensor x = new Input(4).name("x").tensor();
    Dense shared = new Dense(4).activation("tanh").name("shared");
    Tensor sum = new Add().name("sum").of(shared.of(x), x);
    Tensor inner =
        new Sequential(new Input(4), new Dense(3).name("a"), new Dense(2).name("b"))
            .name("inner")
            .of(sum);
    return new Model(x, inner);
  }

  @Test
  void dotHasABoxForEveryLayerAndAnArrowForEveryFlow() {
    assertThat(ModelPlot.modelToDot(branched()))
        .isEqualTo(
            """
            digraph model {
              rankdir=TB;
              compound=true;
              node [shape=box];
              box_1 [label="x (InputLayer)\\nOutput shape: (None, 4)"];
              box_2 [label="shared (Dense)\\nActivation: tanh\\nInput shape: (None, 4)\\nOutput shape: (None, 4)"];
              box_3 [label="sum (Add)\\nInput shape: [(None, 4), (None, 4)]\\nOutput shape: (None, 4)"];
              box_4 [label="inner (Sequential)\\nInput shape: (None, 4)\\nOutput shape: (None, 2)"];
              box_1 -> box_2;
              box_2 -> box_3;
              box_1 -> box_3;
              box_3 -> box_4;
            }
            """);
  }

  @Test
  void expandedModelsShowWhatIsInside() {
    String dot = ModelPlot.of(branched()).showLayerNames(true).expandNested(true).dot();
    assertThat(dot)
        .contains(
            "subgraph cluster_4 {\n"
                + "    label=\"inner (Sequential)\";\n"
                + "    box_5 [label=\"a (Dense)\"]")
        .contains("    box_5 -> box_6;")
        .contains("  box_3 -> box_5 [lhead=cluster_4];");
  }

  @Test
  void boxesDoNotOverlapAndArrowsEndAtThem() {
    Layout layout = Layout.of(ModelPlot.of(branched()).showShapes(true));
    assertThat(layout.frames()).hasSize(4);
    assertThat(layout.lines()).hasSize(4);
    for (Layout.Frame a : layout.frames()) {
      assertThat(a.x() + a.width()).isLessThanOrEqualTo(layout.width());
      for (Layout.Frame b : layout.frames()) {
        boolean apart =
            a.x() + a.width() <= b.x()
                || b.x() + b.width() <= a.x()
                || a.y() + a.height() <= b.y()
                || b.y() + b.height() <= a.y();
        assertThat(a == b || apart).as("%s and %s", a, b).isTrue();
      }
    }
    for (var line : layout.lines()) {
      assertThat(layout.frames())
          .anySatisfy(
              frame -> assertThat(line.getLast().y()).isEqualTo(frame.y(), Offset.offset(0.01)));
    }
  }

  @Test
  void picturesOfAllKinds() throws IOException {
    Path png = folder.resolve("deep/model.png");
    ModelPlot.of(branched()).dpi(96).save(png);
    var layout = Layout.of(ModelPlot.of(branched()));
    assertThat(ImageIO.read(png.toFile()).getHeight()).isEqualTo((int) Math.ceil(layout.height()));
    Path svg = folder.resolve("model.svg");
    ModelPlot.plotModel(branched(), svg);
    assertThat(Files.readString(svg)).startsWith("<svg ").contains(">shared (Dense)</text>");
  }

  @Test
  void otherEndingsAndDirectionsAreRefused() {
    ModelPlot plot = ModelPlot.of(branched());
    assertThatThrownBy(() -> plot.save(folder.resolve("model.gif")))
        .hasMessageContaining("can be an .svg, .png or .dot file, but");
    assertThatThrownBy(() -> plot.rankdir("UP"))
        .hasMessageContaining("rankdir must be \"TB\", from top to bottom");
  }
}
