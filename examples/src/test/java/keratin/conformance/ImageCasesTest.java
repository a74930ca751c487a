package keratin.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * {@code keras.ops.image} and {@code tf.image}, of which no recorded case exists or few: cases of
 * our own, made by {@code tools/golden/images.py}.
 */
class ImageCasesTest {
  private static final Path IMAGES =
      Path.of("src", "test", "resources", "keratin", "conformance", "images");

  @Test
  void imagesAreThoseOfKerasAndTensorFlow() throws IOException {
    var result =
        new Conformance().run(IMAGES, new PrintStream(OutputStream.nullOutputStream()), null);
    assertThat(result.failures()).isEmpty();
    assertThat(result.passed()).hasSizeGreaterThan(200);
  }
}
