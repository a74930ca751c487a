package keratin.formats.tfrecord;

import java.util.zip.CRC32C;

/**
 * The checksum of TFRecord: CRC-32C, turned by 15 bits and moved by a constant, so that the
 * checksum of data that holds checksums stays a good one.
 */
final class MaskedCrc {
  private static final int DELTA = 0xa282ead8;

  private MaskedCrc() {}

  static int of(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return Integer.rotateRight((int) crc.getValue(), 15) + DELTA;
  }

  static int of(byte[] bytes) {
    return of(bytes, 0, bytes.length);
  }
}
