package keratin.formats.hdf5;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bytes in the making, little-endian, of which the first has the address {@code base}. */
final class Bytes {
  private final long base;
  private byte[] data = new byte[64];
  private int size;

  Bytes(long base) {
    this.base = base;
  }

  /** The address of the next byte. */
  long position() {
    return base + size;
  }

  Bytes u1(int value) {
    reserve(1);
    data[size++] = (byte) value;
    return this;
  }

  Bytes u2(int value) {
    return u1(value).u1(value >> 8);
  }

  Bytes u4(int value) {
    return u2(value).u2(value >> 16);
  }

  Bytes u8(long value) {
    return u4((int) value).u4((int) (value >> 32));
  }

  Bytes zeros(int count) {
    reserve(count);
    size += count;
    return this;
  }

  Bytes bytes(byte[] more) {
    reserve(more.length);
    System.arraycopy(more, 0, data, size, more.length);
    size += more.length;
    return this;
  }

  Bytes bytes(Bytes more) {
    return bytes(Arrays.copyOf(more.data, more.size));
  }

  /** Zeros up to the next multiple of eight. */
  Bytes align() {
    return zeros(-size & 7);
  }

  private void reserve(int more) {
    int needed = Math.addExact(size, more);
    if (needed > data.length) {
      data = Arrays.copyOf(data, Math.max(needed, data.length + data.length / 2));
    }
  }

  ByteBuffer toBuffer() {
    return ByteBuffer.wrap(data, 0, size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
