package keratin.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs in {@code examples/convolution} run; those that need real data are compiled. */
class ConvolutionExamplesTest {
  @TempDir private static Path classes;
  private static Programs programs;

  @TempDir private Path folder;

  @BeforeAll
  static void compile() throws IOException {
    programs = Programs.compile(Path.of("convolution"), classes);
  }

  /** Flat regions stay when the window sums to 1, and vanish when it sums to 0. */
  @Test
  @Tag("J3")
  void imageKernels() throws Exception {
    String printed = programs.run("ImageKernels", folder.toString());
    assertThat(printed).contains("picture: (160, 240, 3)", "sharpen: sum of the window 1");
    int water = pixel("original.png");
    assertThat(pixel("blur.png")).isEqualTo(water);
    assertThat(pixel("edge.png")).isEqualTo(0xFF000000);
  }

  private int pixel(String file) throws IOException {
    return ImageIO.read(folder.resolve(file).toFile()).getRGB(20, 140);
  }

  @Test
  @Tag("E7")
  void theBooksNetworkLearnsDigitsAndShowsWhatItSees() throws Exception {
    String printed = programs.run("MnistCnn", "1", folder.toString(), "digits");
    assertThat(printed)
        .contains("Total params: 80,266", "maps_conv2d", "(1, 26, 26, 64)", "(1, 3, 3, 64)");
    double accuracy =
        Double.parseDouble(printed.replaceAll("(?s).*Test accuracy: (.*?) %.*", "$1"));
    assertThat(accuracy).isGreaterThan(30);
    var filters = ImageIO.read(folder.resolve("filters.png").toFile());
    assertThat(filters.getWidth()).isEqualTo(8 * (3 * 8 + 2));
    try (var files = Files.list(folder)) {
      assertThat(files.count()).isEqualTo(5);
    }
  }
}
