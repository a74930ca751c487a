package keratin.formats.tfevents;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import keratin.formats.FormatException;
import keratin.formats.tfrecord.RecordReader;
import org.jspecify.annotations.Nullable;

/** Reads an event file, whoever wrote it. */
public final class EventReader implements Closeable {
  private final RecordReader records;
  private final String source;

  private EventReader(RecordReader records, String source) {
    this.records = records;
    this.source = source;
  }

  /** Opens a file. */
  public static EventReader open(Path file) throws IOException {
    return new EventReader(RecordReader.open(file), file.toString());
  }

  /**
   * The next event; null at the end of the file.
   *
   * @throws FormatException naming the file and the byte, if the file is damaged, or still being
   *     written and ends inside the event
   */
  public @Nullable Event next() throws IOException {
    long begin = records.position();
    byte[] record = records.next();
    return record == null ? null : Event.parse(record, source + ", byte " + begin);
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
