package keratin.summary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import keratin.formats.tfevents.Event;
import keratin.formats.tfevents.EventWriter;
import keratin.formats.tfevents.SummaryValue;

/**
 * Writes summaries into a folder of logs, for TensorBoard to show. Made by {@link
 * Summary#createFileWriter}; what {@link Summary} is told goes to the one that is the default.
 *
 * @see <a
 *     href="https://www.tensorflow.org/api_docs/python/tf/summary/SummaryWriter">tf.summary.SummaryWriter</a>
 */
public final class SummaryWriter implements AutoCloseable {
  private final EventWriter events;
  private final int maxQueue;
  private final long flushMillis;
  private int waiting;
  private long flushed = System.currentTimeMillis();
  private boolean closed;

  SummaryWriter(Path logdir, int maxQueue, long flushMillis, String filenameSuffix) {
    this.maxQueue = maxQueue;
    this.flushMillis = flushMillis;
    try {
      events = EventWriter.create(logdir, filenameSuffix);
    } catch (IOException e) {
      throw new UncheckedIOException("No event file can be made in %s.".formatted(logdir), e);
    }
  }

  /** The file that is written. */
  public Path file() {
    return events.file();
  }

  /**
   * Makes this the default writer of the running thread until the scope is closed, which also
   * flushes it. Scopes may be nested.
   */
  public SummaryScope asDefault() {
    return SummaryScope.of(this, null);
  }

  /** As {@link #asDefault()}, with a step for the summaries that are given none. */
  public SummaryScope asDefault(long step) {
    return SummaryScope.of(this, step);
  }

  synchronized void write(long step, SummaryValue value) {
    if (closed) {
      throw new IllegalStateException(
          "The writer of %s is closed. Make another: Summary.createFileWriter(…)"
              .formatted(file()));
    }
    try {
      events.write(Event.now(step, value));
      if (++waiting > maxQueue || System.currentTimeMillis() - flushed > flushMillis) {
        flush();
      }
    } catch (IOException e) {
      throw cannotWrite(e);
    }
  }

  /** Brings everything into the file, where TensorBoard sees it. */
  public synchronized void flush() {
    waiting = 0;
    flushed = System.currentTimeMillis();
    try {
      if (!closed) {
        events.flush();
      }
    } catch (IOException e) {
      throw cannotWrite(e);
    }
  }

  /** Flushes, and ends the file. */
  @Override
  public synchronized void close() {
    closed = true;
    try {
      events.close();
    } catch (IOException e) {
      throw cannotWrite(e);
    }
  }

  private UncheckedIOException cannotWrite(IOException e) {
    return new UncheckedIOException("%s cannot be written.".formatted(file()), e);
  }
}
