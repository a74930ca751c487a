package keratin.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs in {@code examples/regularization} run, and what they show is so. */
@Tag("E6")
class RegularizationExamplesTest {
  @TempDir private static Path classes;
  private static Programs programs;

  @TempDir private Path folder;

  @BeforeAll
  static void compile() throws IOException {
    programs = Programs.compile(Path.of("regularization"), classes);
  }

  private static double number(String printed, String pattern) {
    return Double.parseDouble(printed.replaceAll("(?s).*" + pattern + ".*", "$1"));
  }

  @Test
  void whatHelpsAgainstLearningByHeart() throws Exception {
    String printed = programs.run("Overfitting", "120", folder.toString());
    double plain = number(printed, "nothing +\\d+ epochs, loss: training .*?, test ([0-9.]+);");
    for (String against : new String[] {"L2", "dropout", "early stopping"}) {
      assertThat(number(printed, against + " +\\d+ epochs, loss: training .*?, test ([0-9.]+);"))
          .as(printed)
          .isLessThan(plain);
    }
    assertThat(number(printed, "early stopping +(\\d+) epochs")).isLessThan(120);
    assertThat(number(printed, "decay by hand +\\d+ epochs, test accuracy ([0-9.]+)"))
        .isGreaterThan(80);
    assertThat(ImageIO.read(folder.resolve("overfitting.png").toFile()).getWidth()).isEqualTo(800);
  }

  @Test
  void everyRowIsLeftOutOnce() throws Exception {
    String printed = programs.run("CrossValidation", "4", "10", "200");
    assertThat(printed).contains("fold 4: 150 to train, 50 to test");
    assertThat(number(printed, "accuracy: ([0-9.]+) % ±")).as(printed).isGreaterThan(50);
  }

  @Test
  void changedPicturesAreShown() throws Exception {
    String printed = programs.run("Augmentation", "2", "60", folder.toString());
    assertThat(printed).contains("as they are: accuracy", "changed at random: accuracy");
    var picture = ImageIO.read(folder.resolve("augmented.png").toFile());
    assertThat(picture.getHeight()).isEqualTo(5 * 28);
  }
}
