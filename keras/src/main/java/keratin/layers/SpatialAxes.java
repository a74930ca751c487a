package keratin.layers;

import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;

/**
 * Which axes of {@code (batch, spatial…, channels)}, or of {@code (batch, channels, spatial…)}, are
 * what.
 *
 * @param count the number of spatial axes: 1 for sequences, 2 for images, 3 for volumes
 * @param dataFormat one of {@link DataFormat}'s
 */
public record SpatialAxes(int count, String dataFormat) {
  private static final String[] NAMES = {
    "steps", "height, width", "depth, height, width",
  };

  /** True if the channels come before the spatial axes. */
  public boolean channelsFirst() {
    return dataFormat.equals(DataFormat.CHANNELS_FIRST);
  }

  /** The axis of the channels. */
  public int channels() {
    return channelsFirst() ? 1 : count + 1;
  }

  /** The first spatial axis; the others follow it. */
  public int first() {
    return channelsFirst() ? 2 : 1;
  }

  /** All spatial axes. */
  public int[] spatial() {
    int[] axes = new int[count];
    for (int i = 0; i < count; i++) {
      axes[i] = first() + i;
    }
    return axes;
  }

  /** A number per channel, shaped so that it broadcasts to tensors of these axes. */
  public Tensor alongChannels(Tensor perChannel) {
    if (!channelsFirst()) {
      return perChannel;
    }
    Shape shape = perChannel.shape();
    for (int i = 0; i < count; i++) {
      shape = shape.append(1);
    }
    return perChannel.reshape(shape);
  }

  /**
   * Refuses tensors with more or fewer axes.
   *
   * @throws ShapeException naming the axes
   */
  public void require(Layer layer, Shape x) {
    if (x.rank() == count + 2) {
      return;
    }
    String expected =
        channelsFirst()
            ? "(batch, channels, %s)".formatted(NAMES[count - 1])
            : "(batch, %s, channels)".formatted(NAMES[count - 1]);
    String hint =
        x.rank() == count + 1
            ? " Add the axis that is missing: expandDims(0) for a batch of one, expandDims(%d) for one channel."
                .formatted(channelsFirst() ? 1 : -1)
            : "";
    throw new ShapeException(
        "%s needs inputs %s, but got %s.%s".formatted(layer.className(), expected, x, hint));
  }
}
