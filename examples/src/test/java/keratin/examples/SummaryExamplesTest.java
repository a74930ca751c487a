package keratin.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import keratin.formats.tfevents.Event;
import keratin.formats.tfevents.EventReader;
import keratin.formats.tfevents.SummaryTensor;
import keratin.formats.tfevents.SummaryValue;
import keratin.utils.Session;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program in {@code examples/summaries} writes what TensorBoard shows. */
class SummaryExamplesTest {
  @TempDir private static Path classes;

  @TempDir private Path logs;

  @Test
  @Tag("G1")
  void digitsOnTheBoard() throws Exception {
    Programs programs = Programs.compile(Path.of("summaries"), classes);
    Session.clearSession();
    assertThat(programs.run("MnistBoard", "1", logs.toString(), "digits"))
        .contains("Now: tensorboard --logdir");
    assertThat(values("train").stream().map(SummaryValue::tag))
        .contains("keras", "batch_loss", "epoch_accuracy", "sequential/hidden/kernel/histogram");
    List<SummaryValue> own = values("digits");
    assertThat(own.stream().map(SummaryValue::tag))
        .startsWith("about", "to learn from", "one by one", "how sure", "wrong");
    List<byte[]> grid = ((SummaryTensor.Strings) own.get(1).tensor()).values();
    var picture = ImageIO.read(new ByteArrayInputStream(grid.get(2)));
    assertThat(picture.getWidth()).isEqualTo(8 * 30);
    assertThat(((SummaryTensor.Strings) own.get(2).tensor()).values()).hasSize(2 + 8);
  }

  private List<SummaryValue> values(String run) throws IOException {
    List<SummaryValue> values = new ArrayList<>();
    try (Stream<Path> files = Files.list(logs.resolve(run));
        EventReader reader = EventReader.open(files.findFirst().orElseThrow())) {
      for (Event event = reader.next(); event != null; event = reader.next()) {
        if (event.content() instanceof Event.Summary summary) {
          values.addAll(summary.values());
        }
      }
    }
    return values;
  }
}
