package keratin.callbacks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;

/** What the virtual machine does during some steps, recorded by Java Flight Recorder. */
final class FlightRecording {
  private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyy_MM_dd_HH_mm_ss");

  private final Recording recording;

  private FlightRecording(Recording recording) {
    this.recording = recording;
  }

  /** Begins to record, with the settings that the JDK calls "profile". */
  static FlightRecording start() {
    try {
      Recording recording = new Recording(Configuration.getConfiguration("profile"));
      recording.start();
      return new FlightRecording(recording);
    } catch (IOException e) {
      throw new UncheckedIOException("TensorBoard cannot profile: no settings in this JDK.", e);
    } catch (ParseException e) {
      throw new IllegalStateException("the JDK's own settings can be read", e);
    }
  }

  /** Ends and writes {@code plugins/profile/TIME/keratin.jfr} below a run's folder. */
  void save(Path run) {
    Path folder =
        run.resolve("plugins").resolve("profile").resolve(LocalDateTime.now().format(NAME));
    try (recording) {
      Files.createDirectories(folder);
      recording.stop();
      recording.dump(folder.resolve("keratin.jfr"));
    } catch (IOException e) {
      throw new UncheckedIOException("TensorBoard cannot write to %s.".formatted(folder), e);
    }
  }
}
