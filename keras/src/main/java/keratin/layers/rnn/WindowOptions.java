package keratin.layers.rnn;

/**
 * The options of the convolution over a step's input.
 *
 * @param <SELF> the layer's own class
 */
public interface WindowOptions<SELF> extends MemoryOptions<SELF> {
  /** How far the window moves: one number for all axes, or one each. */
  default SELF strides(int... steps) {
    return set("strides", ConvLSTMCell.oneOrEach(steps));
  }

  /**
   * {@code "valid"} keeps the window inside the input, {@code "same"} adds zeros so that a stride
   * of 1 keeps the lengths.
   */
  default SELF padding(String mode) {
    return set("padding", mode);
  }

  /**
   * {@code "channels_last"} for steps {@code (batch, spatial…, channels)}, or {@code
   * "channels_first"} for {@code (batch, channels, spatial…)}.
   */
  default SELF dataFormat(String format) {
    return set("data_format", format);
  }

  /** The distance between neighbours in the window: one number for all axes, or one each. */
  default SELF dilationRate(int... rate) {
    return set("dilation_rate", ConvLSTMCell.oneOrEach(rate));
  }
}
