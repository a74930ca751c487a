package keratin.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import keratin.formats.ElementValues;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The real files, where they are: in the folder that KERATIN_DATA names, or in shared/data beside
 * the repository.
 */
class RealDataTest {
  private static Path data() {
    String named = System.getenv("KERATIN_DATA");
    return named == null ? Path.of("..", "..", "shared", "data") : Path.of(named);
  }

  /** Labels and means as Keras loads them. */
  @ParameterizedTest
  @CsvSource({
    "MNIST, mnist, 33.318421, 5 0 4 1 9",
    "FASHION_MNIST, fashion-mnist, 72.940352, 9 0 0 3 0"
  })
  void shapesLabelsAndMeans(ImageSet set, String folder, double mean, String firstLabels) {
    Path where = data().resolve(folder);
    assumeTrue(Files.isDirectory(where), () -> where + " is not here");
    var arrays = set.load(new Places(data(), Path.of("none")), null);
    assertThat(arrays.xTrain()).hasToString("uint8 (60000, 28, 28)");
    assertThat(arrays.yTrain()).hasToString("uint8 (60000,)");
    assertThat(arrays.xTest()).hasToString("uint8 (10000, 28, 28)");
    assertThat(arrays.yTest()).hasToString("uint8 (10000,)");
    var labels = ElementValues.ints(arrays.yTrain());
    var first = new StringBuilder();
    for (int i = 0; i < 5; i++) {
      first.append(i == 0 ? "" : " ").append(labels[i]);
    }
    assertThat(first).hasToString(firstLabels);
    long sum = 0;
    for (byte pixel : ElementValues.bytes(arrays.xTrain())) {
      sum += pixel & 0xff;
    }
    assertThat(sum / (60000.0 * 784)).isEqualTo(mean, Offset.offset(1e-6));
  }

  /** The first pictures are a frog and two trucks. */
  @Test
  void picturesOfCifar() {
    Path where = data().resolve("cifar10");
    assumeTrue(Files.isDirectory(where), () -> where + " is not here");
    var arrays = Cifar.CIFAR10.read(where, "labels");
    assertThat(arrays.xTrain()).hasToString("uint8 (10000, 32, 32, 3)");
    assertThat(arrays.xTest()).hasToString("uint8 (1000, 32, 32, 3)");
    assertThat(ElementValues.ints(arrays.yTrain())).startsWith(6, 9, 9);
  }
}
