package keratin.formats.tfrecord;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import keratin.formats.FormatException;
import keratin.formats.tfrecord.proto.BytesListProto;
import keratin.formats.tfrecord.proto.ExampleProto;
import keratin.formats.tfrecord.proto.FeatureProto;
import keratin.formats.tfrecord.proto.FeaturesProto;
import keratin.formats.tfrecord.proto.FloatListProto;
import keratin.formats.tfrecord.proto.Int64ListProto;
import org.jspecify.annotations.Nullable;

/**
 * Lists of values by name, as {@code tf.train.Example}: one sample of a training set, and the usual
 * content of a record.
 *
 * @param features the lists by name; names without values, which TensorFlow allows, are left out
 * @see <a href="https://www.tensorflow.org/api_docs/python/tf/train/Example">tf.train.Example</a>
 */
public record Example(Map<String, Feature> features) {
  /** Reads one from its bytes: nothing but a record. */
  public static Example parse(byte[] bytes) {
    return parse(bytes, "the record");
  }

  /**
   * Reads one from its bytes.
   *
   * @param source where they come from, for the error
   * @throws FormatException if they are not those of an example
   */
  public static Example parse(byte[] bytes, String source) {
    Map<String, Feature> features = new LinkedHashMap<>();
    try {
      ExampleProto.parseFrom(bytes)
          .getFeatures()
          .getFeatureMap()
          .forEach(
              (name, proto) -> {
                Feature feature = feature(proto);
                if (feature != null) {
                  features.put(name, feature);
                }
              });
    } catch (InvalidProtocolBufferException e) {
      throw new FormatException(
          source,
          "%d bytes are not a tf.train.Example (%s)".formatted(bytes.length, e.getMessage()),
          "a record that holds one",
          "Read records of another content as bytes.",
          e);
    }
    return new Example(features);
  }

  private static @Nullable Feature feature(FeatureProto proto) {
    return switch (proto.getKindCase()) {
      case BYTES_LIST ->
          new Feature.Bytes(
              proto.getBytesList().getValueList().stream().map(ByteString::toByteArray).toList());
      case FLOAT_LIST -> {
        List<Float> values = proto.getFloatList().getValueList();
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
          floats[i] = proto.getFloatList().getValue(i);
        }
        yield new Feature.Floats(floats);
      }
      case INT64_LIST ->
          new Feature.Ints(
              proto.getInt64List().getValueList().stream().mapToLong(Long::longValue).toArray());
      case KIND_NOT_SET -> null;
    };
  }

  /** Its bytes, with the names in alphabetical order, so that equal examples have equal bytes. */
  public byte[] toBytes() {
    var proto = FeaturesProto.newBuilder();
    new TreeMap<>(features).forEach((name, feature) -> proto.putFeature(name, proto(feature)));
    ExampleProto example = ExampleProto.newBuilder().setFeatures(proto).build();
    byte[] bytes = new byte[example.getSerializedSize()];
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.useDeterministicSerialization();
    try {
      example.writeTo(out);
    } catch (IOException e) {
      throw new AssertionError("an array of the right size takes everything", e);
    }
    return bytes;
  }

  private static FeatureProto proto(Feature feature) {
    var proto = FeatureProto.newBuilder();
    switch (feature) {
      case Feature.Bytes(List<byte[]> values) -> {
        var list = BytesListProto.newBuilder();
        values.forEach(value -> list.addValue(UnsafeByteOperations.unsafeWrap(value)));
        proto.setBytesList(list);
      }
      case Feature.Floats(float[] values) -> {
        var list = FloatListProto.newBuilder();
        for (float value : values) {
          list.addValue(value);
        }
        proto.setFloatList(list);
      }
      case Feature.Ints(long[] values) -> {
        var list = Int64ListProto.newBuilder();
        for (long value : values) {
          list.addValue(value);
        }
        proto.setInt64List(list);
      }
    }
    return proto.build();
  }
}
