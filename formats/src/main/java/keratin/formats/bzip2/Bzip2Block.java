package keratin.formats.bzip2;

import java.io.IOException;
import java.util.Arrays;

/*
 * A block went through four steps, which are undone in turn: runs of four equal bytes and more were
 * shortened, the bytes were ordered by what follows them (Burrows–Wheeler), each was replaced by how
 * long ago it last came (move to front), and these numbers, runs of zeros shortened, are Huffman
 * codes, of which another is in use every 50 symbols.
 */
/** One block, unpacked. */
final class Bzip2Block {
  private static final int GROUP = 50;
  private static final int LONGEST = 20;
  private static final int[] SUMS = sums();

  private final BitReader bits;
  private final int limit;
  private byte[] bytes = new byte[1 << 16];
  private int count;
  private int sum = -1;

  Bzip2Block(BitReader bits, int limit) throws IOException {
    this.bits = bits;
    this.limit = limit;
    if (bits.flag()) {
      throw bits.damaged("a block of bzip2 before 0.9.5", "a block that is not randomised");
    }
    int first = bits.take(24);
    byte[] alphabet = alphabet();
    HuffmanCode[] codes = new HuffmanCode[bits.take(3)];
    byte[] selectors = selectors(codes.length);
    for (int i = 0; i < codes.length; i++) {
      codes[i] = code(alphabet.length + 2);
    }
    int[] order = new int[limit];
    int length = symbols(alphabet, codes, selectors, order);
    if (first >= length) {
      throw bits.damaged("a block that begins at " + first, "a place below " + length);
    }
    unsort(order, length, first);
  }

  private byte[] alphabet() throws IOException {
    int groups = bits.take(16);
    byte[] used = new byte[256];
    int size = 0;
    for (int group = 0; group < 16; group++) {
      int flags = (groups << group & 0x8000) == 0 ? 0 : bits.take(16);
      for (int i = 0; i < 16; i++) {
        if ((flags << i & 0x8000) != 0) {
          used[size++] = (byte) (group * 16 + i);
        }
      }
    }
    return Arrays.copyOf(used, size);
  }

  /** Which code every 50 symbols are written in. */
  private byte[] selectors(int codes) throws IOException {
    byte[] selectors = new byte[bits.take(15)];
    byte[] recent = {0, 1, 2, 3, 4, 5};
    for (int i = 0; i < selectors.length; i++) {
      int place = 0;
      while (bits.flag()) {
        place++;
      }
      if (place >= codes) {
        throw bits.damaged("code %d of %d".formatted(place, codes), "a code that is there");
      }
      selectors[i] = toFront(recent, place);
    }
    return selectors;
  }

  private static byte toFront(byte[] list, int place) {
    byte value = list[place];
    System.arraycopy(list, 0, list, 1, place);
    list[0] = value;
    return value;
  }

  private HuffmanCode code(int symbols) throws IOException {
    int[] lengths = new int[symbols];
    int length = bits.take(5);
    for (int i = 0; i < symbols; i++) {
      while (bits.flag()) {
        length += bits.flag() ? -1 : 1;
      }
      if (length < 1 || length > LONGEST) {
        throw bits.damaged("a code of %d bits".formatted(length), "1 to 20");
      }
      lengths[i] = length;
    }
    return new HuffmanCode(lengths);
  }

  /** Writes the bytes in sorted order into the low bits of {@code order}; returns how many. */
  private int symbols(byte[] alphabet, HuffmanCode[] codes, byte[] selectors, int[] order)
      throws IOException {
    byte[] recent = alphabet.clone();
    int last = alphabet.length + 1;
    int length = 0;
    int run = 0;
    int weight = 1;
    for (int i = 0; ; i++) {
      if (i / GROUP >= selectors.length) {
        throw bits.damaged("more symbols than codes for them", "the end of a block");
      }
      int symbol = codes[selectors[i / GROUP]].read(bits);
      if (symbol <= 1 && run <= limit) {
        // The length of a run of zeros, its digits 1 and 2 in base 2, the low ones first.
        run += weight << symbol;
        weight <<= 1;
        continue;
      }
      if (length + run + 1 > limit && (symbol != last || length + run > limit)) {
        throw bits.damaged("a block of more than %d bytes".formatted(limit), "at most that");
      }
      if (run > 0) {
        Arrays.fill(order, length, length + run, recent[0] & 0xFF);
        length += run;
        run = 0;
        weight = 1;
      }
      if (symbol == last) {
        return length;
      }
      order[length++] = toFront(recent, symbol - 1) & 0xFF;
    }
  }

  /** Follows the sorted bytes through the block, and undoes the shortened runs. */
  private void unsort(int[] order, int length, int first) {
    int[] starts = new int[256];
    for (int i = 0; i < length; i++) {
      starts[order[i] & 0xFF]++;
    }
    int start = 0;
    for (int value = 0; value < 256; value++) {
      int next = start + starts[value];
      starts[value] = start;
      start = next;
    }
    for (int i = 0; i < length; i++) {
      order[starts[order[i] & 0xFF]++] |= i << 8;
    }
    int at = order[first] >>> 8;
    int equal = 0;
    int before = -1;
    for (int i = 0; i < length; i++) {
      int value = order[at] & 0xFF;
      at = order[at] >>> 8;
      if (equal == 4) {
        for (int more = 0; more < value; more++) {
          put(before);
        }
        equal = 0;
        before = -1;
      } else {
        put(value);
        equal = value == before ? equal + 1 : 1;
        before = value;
      }
    }
  }

  private void put(int value) {
    if (count == bytes.length) {
      bytes = Arrays.copyOf(bytes, count * 2);
    }
    bytes[count++] = (byte) value;
    sum = sum << 8 ^ SUMS[sum >>> 24 ^ value];
  }

  private static int[] sums() {
    int[] sums = new int[256];
    for (int i = 0; i < 256; i++) {
      int sum = i << 24;
      for (int bit = 0; bit < 8; bit++) {
        sum = sum << 1 ^ (sum < 0 ? 0x04c11db7 : 0);
      }
      sums[i] = sum;
    }
    return sums;
  }

  /** The bytes; only the first {@link #count} are of the block. */
  byte[] bytes() {
    return bytes;
  }

  int count() {
    return count;
  }

  /** Its CRC-32, the highest bits first. */
  int sum() {
    return ~sum;
  }
}
