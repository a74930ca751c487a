package keratin.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The chapters in {@code examples/notes} print what the notes print.
 *
 * <p>The expectations are transcripts, with the notes' numbers where the notes have numbers. Words
 * and punctuation are compared as they are, numbers to a few float32 roundings.
 */
class NotesTest {
  private static final Path SOURCES = Path.of("notes");
  private static final double ROUNDINGS = 1e-6;

  /**
   * The notes' sigmoid comes from a coarser exponential: 4.5388937e-05 at -10, where the exact
   * value is 4.5397868e-05. The second slope reads 4.186685e-04 there, with a digit lost in
   * writing.
   */
  private static final double COARSE = 2e-7;

  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d*)?([eE][-+]?\\d+)?");

  @TempDir private static Path classes;
  private static Programs programs;

  @TempDir private Path folder;

  @BeforeAll
  static void compile() throws IOException {
    programs = Programs.compile(SOURCES, classes);
  }

  @Test
  @Tag("A1")
  @Tag("A2")
  @Tag("A3")
  @Tag("A4")
  @Tag("A18")
  void tensors() throws Exception {
    compare("Tensors");
  }

  @Test
  @Tag("A5")
  @Tag("A6")
  @Tag("A7")
  void indexing() throws Exception {
    compare("Indexing");
  }

  @Test
  @Tag("A8")
  @Tag("A9")
  @Tag("A10")
  @Tag("A11")
  void broadcasting() throws Exception {
    compare("Broadcasting");
  }

  @Test
  @Tag("A12")
  void mergeSplit() throws Exception {
    compare("MergeSplit");
  }

  @Test
  @Tag("A13")
  void statistics() throws Exception {
    compare("Statistics");
  }

  @Test
  @Tag("A14")
  void sorting() throws Exception {
    compare("Sorting");
  }

  @Test
  @Tag("A15")
  void paddingClipping() throws Exception {
    compare("PaddingClipping");
  }

  @Test
  @Tag("A16")
  void advancedOps() throws Exception {
    compare("AdvancedOps");
  }

  @Test
  @Tag("A17")
  @Tag("B5")
  void activationGradients() throws Exception {
    compare("ActivationGradients", COARSE);
  }

  @Test
  @Tag("B5")
  @Tag("D1")
  void lossGradients() throws Exception {
    compare("LossGradients");
  }

  @Test
  @Tag("B1")
  @Tag("B2")
  @Tag("B3")
  @Tag("B4")
  void tapes() throws Exception {
    compare("Tapes");
  }

  @Test
  @Tag("C1")
  @Tag("E2")
  void denseLayers() throws Exception {
    compare("DenseLayers");
  }

  @Test
  @Tag("A11")
  @Tag("A15")
  void forwardPropagation() throws Exception {
    compare("ForwardPropagation");
  }

  @Test
  @Tag("B5")
  void perceptrons() throws Exception {
    compare("Perceptrons", COARSE);
  }

  @Test
  @Tag("B1")
  void gradientDescent() throws Exception {
    compare("GradientDescent", COARSE);
  }

  @Test
  @Tag("B5")
  void chainRule() throws Exception {
    compare("ChainRule");
  }

  @Test
  @Tag("B5")
  void backPropagation() throws Exception {
    compare("BackPropagation", COARSE);
  }

  @Test
  @Tag("B6")
  void himmelblau() throws Exception {
    // What is left of f at its minima is rounding.
    compare("Himmelblau", 1e-6, folder.toString());
    var picture = ImageIO.read(folder.resolve("himmelblau.png").toFile());
    int[] colours = picture.getRGB(0, 0, 900, 700, null, 0, 900);
    assertThat(Arrays.stream(colours).distinct().count()).isGreaterThan(1000);
  }

  @Test
  @Tag("B7")
  void linearRegression() throws Exception {
    compare("LinearRegression");
  }

  @Test
  @Tag("B7")
  void logisticRegression() throws Exception {
    compare("LogisticRegression");
  }

  @Test
  @Tag("C4")
  void batchNorm() throws Exception {
    compare("BatchNorm");
  }

  @Test
  @Tag("C2")
  @Tag("C3")
  @Tag("C5")
  void convolutions() throws Exception {
    compare("Convolutions");
  }

  @Test
  @Tag("A15")
  @Tag("C6")
  @Tag("C7")
  void recurrent() throws Exception {
    compare("Recurrent");
  }

  @Test
  @Tag("C12")
  @Tag("E6")
  void ownLayers() throws Exception {
    compare("OwnLayers");
  }

  @Test
  @Tag("E4")
  void trainingLoop() throws Exception {
    compare("TrainingLoop");
  }

  @Test
  @Tag("A1")
  @Tag("F3")
  void ranks() throws Exception {
    compare("Ranks");
  }

  @Test
  @Tag("F2")
  void pipelines() throws Exception {
    compare("Pipelines");
  }

  @Test
  @Tag("E3")
  @Tag("H1")
  @Tag("H2")
  void compileFit() throws Exception {
    compare("CompileFit", 0, folder.toString());
  }

  @Test
  @Tag("M1")
  @Tag("M2")
  void autoEncoders() throws Exception {
    compare("AutoEncoders");
  }

  @Test
  @Tag("B3")
  @Tag("N2")
  @Tag("N4")
  void gans() throws Exception {
    compare("Gans");
  }

  @Test
  void everyChapterHasItsTranscript() throws IOException {
    try (Stream<Path> files = Files.list(SOURCES)) {
      assertThat(files.map(f -> f.getFileName().toString().replace(".java", ".txt")))
          .allSatisfy(name -> assertThat(transcript(name)).isNotEmpty());
    }
  }

  private static void compare(String chapter) throws Exception {
    compare(chapter, 0);
  }

  private static void compare(String chapter, double absolute, String... arguments)
      throws Exception {
    String printed = programs.run(chapter, arguments);
    String expected = transcript(chapter + ".txt");
    assertThat(words(printed)).as(printed).isEqualTo(words(expected));
    List<Double> actual = numbers(printed);
    List<Double> wanted = numbers(expected);
    for (int i = 0; i < wanted.size(); i++) {
      double want = wanted.get(i);
      assertThat(Math.abs(actual.get(i) - want))
          .as("number %d: %s where the notes have %s, in%n%s", i, actual.get(i), want, printed)
          .isLessThanOrEqualTo(absolute + ROUNDINGS * Math.abs(want));
    }
  }

  private static String transcript(String name) throws IOException {
    try (InputStream in = NotesTest.class.getResourceAsStream("/keratin/notes/" + name)) {
      return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The text with every number, and the blanks that align them, made equal. */
  private static String words(String text) {
    return NUMBER
        .matcher(text)
        .replaceAll("#")
        .replaceAll("\\s+", " ")
        .replace("[ ", "[")
        .replace(" ]", "]")
        .strip();
  }

  private static List<Double> numbers(String text) {
    return NUMBER.matcher(text).results().map(m -> Double.valueOf(m.group())).toList();
  }
}
