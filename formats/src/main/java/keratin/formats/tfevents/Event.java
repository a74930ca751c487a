package keratin.formats.tfevents;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import keratin.formats.FormatException;
import keratin.formats.tfevents.proto.EventProto;
import keratin.formats.tfevents.proto.SourceMetadataProto;
import keratin.formats.tfevents.proto.SummaryProto;

/**
 * One record of an event file: what was seen at a step of a training.
 *
 * @param wallTime seconds since 1970
 * @param step the number that orders events of one tag
 * @param content what was seen
 */
public record Event(double wallTime, long step, Content content) {
  private static final String WRITER = "tensorflow.core.util.events_writer";

  /** What an event holds. */
  public sealed interface Content {}

  /** The first event of a file: {@code "brain.Event:2"}. */
  public record FileVersion(String version) implements Content {}

  /** A TensorFlow graph, as the bytes of its {@code GraphDef}. */
  public record GraphDef(byte[] bytes) implements Content {}

  /** Values by tag. */
  public record Summary(List<SummaryValue> values) implements Content {}

  /** Something that is not read here. */
  public record Other() implements Content {}

  /** Values that are seen now. */
  public static Event now(long step, SummaryValue... values) {
    return new Event(System.currentTimeMillis() / 1e3, step, new Summary(List.of(values)));
  }

  /**
   * Reads one from the bytes of a record.
   *
   * @param source where they come from, for the error
   * @throws FormatException if they are not those of an event
   */
  public static Event parse(byte[] bytes, String source) {
    EventProto proto;
    try {
      proto = EventProto.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new FormatException(
          source,
          "a record of %d bytes is not an event (%s)".formatted(bytes.length, e.getMessage()),
          "an event file of TensorBoard, events.out.tfevents.…",
          "Check that the file is one.",
          e);
    }
    Content content =
        switch (proto.getWhatCase()) {
          case FILE_VERSION -> new FileVersion(proto.getFileVersion());
          case GRAPH_DEF -> new GraphDef(proto.getGraphDef().toByteArray());
          case SUMMARY ->
              new Summary(
                  proto.getSummary().getValueList().stream()
                      .map(value -> SummaryValue.of(value, source))
                      .toList());
          case WHAT_NOT_SET -> new Other();
        };
    return new Event(proto.getWallTime(), proto.getStep(), content);
  }

  /** Its bytes, the content of a record. */
  public byte[] toBytes() {
    var proto = EventProto.newBuilder().setWallTime(wallTime).setStep(step);
    switch (content) {
      case FileVersion(String version) ->
          proto
              .setFileVersion(version)
              .setSourceMetadata(SourceMetadataProto.newBuilder().setWriter(WRITER));
      case GraphDef(byte[] bytes) -> proto.setGraphDef(ByteString.copyFrom(bytes));
      case Summary(List<SummaryValue> values) -> {
        var summary = SummaryProto.newBuilder();
        values.forEach(value -> summary.addValue(value.toProto()));
        proto.setSummary(summary);
      }
      case Other() -> {}
    }
    return proto.build().toByteArray();
  }
}
