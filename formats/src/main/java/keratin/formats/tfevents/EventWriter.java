package keratin.formats.tfevents;

import java.io.Closeable;
import java.io.Flushable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import keratin.formats.tfrecord.RecordWriter;

/**
 * Writes an event file for TensorBoard. Its name is {@code
 * events.out.tfevents.SECONDS.HOST.PROCESS.NUMBER.v2}, as TensorFlow names it: never that of a file
 * that is there.
 */
public final class EventWriter implements Closeable, Flushable {
  /** What TensorFlow 2 ends names of event files in. */
  public static final String SUFFIX = ".v2";

  private static final String VERSION = "brain.Event:2";
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final Path file;
  private final RecordWriter records;

  private EventWriter(Path file, RecordWriter records) {
    this.file = file;
    this.records = records;
  }

  /** Makes a file in a folder, which is made if it is not there. */
  public static EventWriter create(Path folder) throws IOException {
    return create(folder, SUFFIX);
  }

  /** Makes a file whose name ends in a suffix. */
  public static EventWriter create(Path folder, String suffix) throws IOException {
    Files.createDirectories(folder);
    long seconds = System.currentTimeMillis() / 1000;
    String name =
        "events.out.tfevents.%010d.%s.%d.%d%s"
            .formatted(
                seconds, host(), ProcessHandle.current().pid(), NUMBER.getAndIncrement(), suffix);
    Path file = folder.resolve(name);
    EventWriter writer = new EventWriter(file, RecordWriter.create(file));
    writer.write(new Event(seconds, 0, new Event.FileVersion(VERSION)));
    writer.flush();
    return writer;
  }

  private static String host() throws IOException {
    // asking the kernel takes no time; the network may look for a name for seconds
    Path kernel = Path.of("/proc/sys/kernel/hostname");
    try {
      return Files.exists(kernel)
          ? Files.readString(kernel).strip()
          : InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      // process and number tell files apart even so
      return "localhost";
    }
  }

  /** The file that is written. */
  public Path file() {
    return file;
  }

  /** Adds an event. */
  public void write(Event event) throws IOException {
    records.write(event.toBytes());
  }

  /** Brings all events into the file, where TensorBoard sees them. */
  @Override
  public void flush() throws IOException {
    records.flush();
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
