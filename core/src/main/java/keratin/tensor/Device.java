package keratin.tensor;

/**
 * Where a tensor's numbers are.
 *
 * @param kind {@code "cpu"} or {@code "gpu"}
 * @param index 0 for the first of its kind
 */
public record Device(String kind, int index) {
  /** The processor and its memory. */
  public static final Device CPU = new Device("cpu", 0);

  /**
   * Reads {@code "cpu"}, {@code "gpu"} or {@code "gpu:1"}.
   *
   * @throws DeviceException if it is none of these
   */
  public static Device of(String text) {
    int colon = text.indexOf(':');
    String kind = colon < 0 ? text : text.substring(0, colon);
    String index = colon < 0 ? "0" : text.substring(colon + 1);
    if (!(kind.equals("cpu") || kind.equals("gpu")) || !index.matches("\\d{1,4}")) {
      throw new DeviceException(
          "\"%s\" is not a device. Write \"cpu\", \"gpu\" or \"gpu:1\".".formatted(text));
    }
    return new Device(kind, Integer.parseInt(index));
  }

  /** {@code gpu:0}. */
  @Override
  public String toString() {
    return kind + ":" + index;
  }
}
