package keratin.formats.tfevents;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.List;
import keratin.formats.ElementValues;
import keratin.formats.tfevents.proto.HistogramProto;
import keratin.formats.tfevents.proto.ImageProto;
import keratin.formats.tfevents.proto.MetadataProto;
import keratin.formats.tfevents.proto.PluginProto;
import keratin.formats.tfevents.proto.ValueProto;

/**
 * A value under a tag. Which of TensorBoard's plugins shows it is part of the value; what the
 * tensor holds is the plugin's convention:
 *
 * <table>
 *   <caption>Conventions</caption>
 *   <tr><th>plugin</th><th>tensor</th></tr>
 *   <tr><td>{@code scalars}</td><td>float32 {@code ()}</td></tr>
 *   <tr><td>{@code histograms}</td><td>float64 {@code (buckets, 3)}: left, right, count</td></tr>
 *   <tr><td>{@code images}</td><td>strings: width, height, a PNG for each image</td></tr>
 *   <tr><td>{@code text}</td><td>strings of any shape, Markdown</td></tr>
 *   <tr><td>{@code graph_keras_model}</td><td>the model's JSON</td></tr>
 * </table>
 *
 * <p>The older forms of scalars, histograms and images, which TensorFlow 1 and other libraries
 * write, are read as these.
 *
 * @param tag the name
 * @param plugin the plugin that shows it; empty if the file does not say
 * @param pluginContent what the plugin has to know besides
 * @param description a text in Markdown, mostly empty
 * @param tensor the value itself
 */
public record SummaryValue(
    String tag, String plugin, byte[] pluginContent, String description, SummaryTensor tensor) {
  private static final byte[] NOTHING = {};

  /** A value for a plugin that need not know more. */
  public SummaryValue(String tag, String plugin, SummaryTensor tensor) {
    this(tag, plugin, NOTHING, "", tensor);
  }

  static SummaryValue of(ValueProto proto, String source) {
    return switch (proto.getValueCase()) {
      case TENSOR -> {
        MetadataProto metadata = proto.getMetadata();
        yield new SummaryValue(
            proto.getTag(),
            metadata.getPluginData().getPluginName(),
            metadata.getPluginData().getContent().toByteArray(),
            metadata.getSummaryDescription(),
            TensorCode.of(proto.getTensor(), source));
      }
      case SIMPLE_VALUE ->
          new SummaryValue(
              proto.getTag(),
              "scalars",
              new SummaryTensor.Numbers(
                  ElementValues.of(new float[] {proto.getSimpleValue()}, new int[0])));
      case IMAGE -> new SummaryValue(proto.getTag(), "images", image(proto.getImage()));
      case HISTO -> new SummaryValue(proto.getTag(), "histograms", histogram(proto.getHisto()));
      case VALUE_NOT_SET -> new SummaryValue(proto.getTag(), "", new SummaryTensor.Other());
    };
  }

  private static SummaryTensor image(ImageProto image) {
    return new SummaryTensor.Strings(
        List.of(
            Integer.toString(image.getWidth()).getBytes(StandardCharsets.UTF_8),
            Integer.toString(image.getHeight()).getBytes(StandardCharsets.UTF_8),
            image.getEncodedImageString().toByteArray()));
  }

  /**
   * The older form has right edges, the outermost as far as numbers go. Empty buckets at both ends
   * are left out, and the outermost edges become the extremes of the values.
   */
  private static SummaryTensor histogram(HistogramProto histogram) {
    int end = Math.min(histogram.getBucketCount(), histogram.getBucketLimitCount());
    while (end > 0 && histogram.getBucket(end - 1) == 0) {
      end--;
    }
    int start = 0;
    while (start < end && histogram.getBucket(start) == 0) {
      start++;
    }
    double[] rows = new double[3 * (end - start)];
    for (int i = start; i < end; i++) {
      int row = 3 * (i - start);
      rows[row] = i == start ? histogram.getMin() : histogram.getBucketLimit(i - 1);
      rows[row + 1] = i == end - 1 ? histogram.getMax() : histogram.getBucketLimit(i);
      rows[row + 2] = histogram.getBucket(i);
    }
    return new SummaryTensor.Numbers(ElementValues.of(rows, end - start, 3));
  }

  ValueProto toProto() {
    var plugin = PluginProto.newBuilder().setPluginName(this.plugin);
    plugin.setContent(ByteString.copyFrom(pluginContent));
    var metadata = MetadataProto.newBuilder().setPluginData(plugin);
    metadata.setSummaryDescription(description);
    return ValueProto.newBuilder()
        .setTag(tag)
        .setMetadata(metadata)
        .setTensor(TensorCode.toProto(tensor))
        .build();
  }
}
