package keratin.tensor;

/** A device that is absent, or operands on different devices. */
public final class DeviceException extends TensorException {
  private static final long serialVersionUID = 1L;

  /** An exception with this text. */
  public DeviceException(String message) {
    super(message);
  }
}
