package keratin.formats.bzip2;

import java.io.IOException;

/** A canonical Huffman code of symbols, read bit by bit. */
final class HuffmanCode {
  private static final int LONGEST = 20;

  /** Codes of so many bits and fewer are looked up at once. */
  private static final int SHORT = 10;

  private final int[] limits = new int[LONGEST + 2];
  private final int[] offsets = new int[LONGEST + 2];
  private final int[] symbols;
  private final int shortest;

  /** What begins with these bits: a symbol and, in the low 5 bits, the length of its code; or 0. */
  private final int[] quick = new int[1 << SHORT];

  /** The code in which symbol {@code i} has {@code lengths[i]} bits. */
  HuffmanCode(int... lengths) {
    int[] counts = new int[LONGEST + 2];
    int least = LONGEST;
    for (int length : lengths) {
      counts[length]++;
      least = Math.min(least, length);
    }
    shortest = least;
    symbols = new int[lengths.length];
    int code = 0;
    int place = 0;
    for (int length = 1; length <= LONGEST; length++) {
      // The codes of one length are consecutive numbers, and so are their places.
      offsets[length] = place - code;
      for (int symbol = 0; symbol < lengths.length; symbol++) {
        if (lengths[symbol] == length) {
          enter(symbol, length, place - offsets[length]);
          symbols[place++] = symbol;
        }
      }
      code += counts[length];
      limits[length] = code;
      code <<= 1;
    }
  }

  private void enter(int symbol, int length, int code) {
    int spare = SHORT - length;
    for (int i = 0; spare >= 0 && i < 1 << spare; i++) {
      int place = (code << spare) + i;
      if (place < quick.length) {
        quick[place] = symbol << 5 | length;
      }
    }
  }

  int read(BitReader bits) throws IOException {
    int found = quick[bits.peek(SHORT)];
    if (found != 0) {
      bits.take(found & 31);
      return found >>> 5;
    }
    int code = bits.take(shortest);
    for (int length = shortest; length <= LONGEST; length++) {
      if (code < limits[length]) {
        int place = code + offsets[length];
        if (place < 0 || place >= symbols.length) {
          break;
        }
        return symbols[place];
      }
      code = code << 1 | bits.take(1);
    }
    throw bits.damaged("a code that stands for nothing", "a symbol");
  }
}
