package keratin.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs in {@code examples/text} run, shortly; those that need real data are compiled. */
class TextExamplesTest {
  @TempDir private static Path classes;
  private static Programs programs;

  @TempDir private Path folder;

  @BeforeAll
  static void compile() throws IOException {
    programs = Programs.compile(Path.of("text"), classes);
  }

  private static double number(String printed, String before) {
    return Double.parseDouble(printed.replaceAll("(?s).*" + before + " *([-+.\\deE]*\\d).*", "$1"));
  }

  private void assertPicture(String file, int width) throws IOException {
    assertThat(ImageIO.read(folder.resolve(file).toFile()).getWidth()).isEqualTo(width);
  }

  @Test
  @Tag("L2")
  void aNetworkLearnsToWriteItsOwnSource() throws Exception {
    String printed = programs.run("MinCharRnn", "text/MinCharRnn.java", "500");
    assertThat(printed).contains("step 0,");
    assertThat(number(printed, "step 500, loss")).isLessThan(3.5);
  }

  @Test
  @Tag("L2")
  void anLstmLearnsLetters() throws Exception {
    String printed = programs.run("CharRnn", "text/MinCharRnn.java", "2", "32");
    assertThat(printed).contains("---- temperature 1.2");
    assertThat(number(printed, "epoch 2, \\d+ s:")).isLessThan(5);
  }

  @Test
  @Tag("E2")
  void rowsOfDigits() throws Exception {
    String printed = programs.run("MnistRows", "3", "adam", "digits");
    assertThat(printed).contains("72,960");
    assertThat(number(printed, "Test accuracy:")).isGreaterThan(50);
  }

  @Test
  @Tag("L4")
  void aForecast() throws Exception {
    String printed = programs.run("TimeSeries", "3", folder.resolve("forecast.png").toString());
    assertThat(number(printed, "100 steps:")).isLessThan(0.6);
    assertPicture("forecast.png", 900);
  }

  @Test
  @Tag("L3")
  void clippedGradients() throws Exception {
    String printed =
        programs.run("GradientClipping", "100", folder.resolve("clipping.png").toString());
    assertThat(number(printed, "are numbers for")).isLessThan(20);
    assertThat(number(printed, "with clipping for")).isEqualTo(100);
    assertPicture("clipping.png", 800);
  }

  @Test
  @Tag("L3")
  void vanishingGradients() throws Exception {
    assertThat(programs.run("VanishingGradients", folder.resolve("vanishing.png").toString()))
        .contains("the LSTM remembers: true");
    assertPicture("vanishing.png", 800);
  }
}
