package keratin.layers;

import keratin.config.Kind;

/** Where the channels of images and sequences are: last, unless told otherwise. */
public final class DataFormat {
  /** {@code (batch, …, channels)}. */
  public static final String CHANNELS_LAST = "channels_last";

  /** {@code (batch, channels, …)}. */
  public static final String CHANNELS_FIRST = "channels_first";

  private static final Kind<String> WORDS = Kind.oneOf(CHANNELS_LAST, CHANNELS_FIRST);

  /** Options that hold a data format; null stands for channels last. */
  public static final Kind<String> KIND =
      new Kind<>(
          WORDS.name(), v -> v == null ? CHANNELS_LAST : WORDS.parse().apply(v), WORDS.write());

  private DataFormat() {}
}
