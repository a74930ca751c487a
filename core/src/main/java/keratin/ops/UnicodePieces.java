package keratin.ops;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import keratin.tensor.Ints;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import keratin.tensor.Utf8;

/** Strings as characters and their code points, in the encodings of Unicode. */
abstract class UnicodePieces extends StringPieces {
  UnicodePieces() {}

  /** What {@code errors} and {@code replacement_char} are when nothing is said. */
  static final String REPLACE = "replace";

  static final int REPLACEMENT = 0xFFFD;

  /**
   * Pieces of strings, and where they begin.
   *
   * @param values characters, or code points
   * @param offsets int64, in bytes
   */
  public record WithOffsets(Ragged values, Ragged offsets) {}

  /** A character, and the byte at which it begins. */
  private record Point(int code, int offset) {}

  /**
   * The scripts of code points as the numbers that ICU gives them: 25 for Latin, 17 for Han, 0 for
   * what many scripts share; −1 for what is no code point. Java's tables say which script it is.
   *
   * {@snippet :
   * Tensor scripts = Strings.unicodeScript(Tensor.of(new int[] {'a', 0x4e2d}));  // [25, 17]
   * }
   *
   * @param input integers
   * @return int32, of the shape of the input
   * @see <a href="https://www.tensorflow.org/api_docs/python/tf/strings/unicode_script">
   *     tf.strings.unicode_script</a>
   */
  public static Tensor unicodeScript(Tensor input) {
    int[] codes = input.toIntArray();
    Arrays.setAll(codes, i -> UnicodeScripts.of(codes[i]));
    return Tensor.of(codes, input.shape());
  }

  static Charset charset(String encoding) {
    return switch (encoding) {
      case "UTF-8" -> StandardCharsets.UTF_8;
      case "UTF-16-BE" -> StandardCharsets.UTF_16BE;
      case "UTF-32-BE" -> StandardCharsets.UTF_32BE;
      default ->
          throw new TensorException(
              "The encoding \"%s\" is not known. Use \"UTF-8\", \"UTF-16-BE\" or \"UTF-32-BE\"."
                  .formatted(encoding));
    };
  }

  private static String text(int code, Charset encoding) {
    String character = Character.toString(code);
    return encoding == StandardCharsets.UTF_8
        ? character
        : Utf8.decode(character.getBytes(encoding));
  }

  private static List<Point> points(String text, Charset encoding, String errors, int instead) {
    if (!List.of("strict", "replace", "ignore").contains(errors)) {
      throw new TensorException(
          "errors is \"%s\", but must be \"strict\", \"replace\" or \"ignore\".".formatted(errors));
    }
    List<Point> points = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(Utf8.encode(text));
    CharBuffer out = CharBuffer.allocate(2);
    CharsetDecoder decoder = encoding.newDecoder();
    while (in.hasRemaining()) {
      int start = in.position();
      // Room for one char makes the decoder stop after every character; a pair needs two.
      CoderResult result = decoder.decode(in, out.clear().limit(1), true);
      if (out.position() == 0 && result.isOverflow()) {
        result = decoder.decode(in, out.clear(), true);
      }
      if (out.position() > 0) {
        points.add(new Point(Character.codePointAt(out.array(), 0, out.position()), start));
      } else if (errors.equals("strict")) {
        throw new TensorException(
            "Byte %d of %s is no %s. Give errors=\"replace\" or \"ignore\" to go on."
                .formatted(start, Tensor.of(text).repr(), encoding.name()));
      } else {
        in.position(start + result.length());
        if (errors.equals("replace")) {
          points.add(new Point(instead, start));
        }
      }
    }
    return points;
  }

  private static List<List<Point>> all(
      String op, Tensor input, String encoding, String errors, int instead) {
    Charset charset = charset(encoding);
    List<List<Point>> rows = new ArrayList<>();
    for (String text : strings(op, input)) {
      rows.add(points(text, charset, errors, instead));
    }
    return rows;
  }

  private static int[] lengths(List<List<Point>> rows) {
    return rows.stream().mapToInt(List::size).toArray();
  }

  private static Ragged offsets(List<List<Point>> rows, Shape outer) {
    long[] offsets = rows.stream().flatMap(List::stream).mapToLong(Point::offset).toArray();
    return rows(Tensor.of(offsets, Shape.of(offsets.length)), lengths(rows), outer);
  }

  private static Ragged characters(List<List<Point>> rows, Shape outer, Charset encoding) {
    String[] texts =
        rows.stream().flatMap(List::stream).map(p -> text(p.code, encoding)).toArray(String[]::new);
    return rows(Tensor.ofStrings(Shape.of(texts.length), texts), lengths(rows), outer);
  }

  private static Ragged codes(List<List<Point>> rows, Shape outer) {
    int[] codes = rows.stream().flatMap(List::stream).mapToInt(Point::code).toArray();
    return rows(Tensor.of(codes, Shape.of(codes.length)), lengths(rows), outer);
  }

  /** The characters of every string. */
  public static Ragged unicodeSplit(Tensor input, String inputEncoding) {
    return unicodeSplit(input, inputEncoding, REPLACE, REPLACEMENT);
  }

  /**
   * The characters of every string.
   *
   * @param inputEncoding {@code "UTF-8"}, {@code "UTF-16-BE"} or {@code "UTF-32-BE"}
   * @param errors for bytes that are no character {@code "replace"}, {@code "ignore"}, or {@code
   *     "strict"} for an error
   * @param replacementChar the code point that replaces them
   */
  public static Ragged unicodeSplit(
      Tensor input, String inputEncoding, String errors, int replacementChar) {
    return characters(
        all("unicodeSplit", input, inputEncoding, errors, replacementChar),
        input.shape(),
        charset(inputEncoding));
  }

  /** The characters of every string, and the bytes at which they begin. */
  public static WithOffsets unicodeSplitWithOffsets(Tensor input, String inputEncoding) {
    return unicodeSplitWithOffsets(input, inputEncoding, REPLACE, REPLACEMENT);
  }

  /** As {@link #unicodeSplit(Tensor, String, String, int)}, with the bytes where they begin. */
  public static WithOffsets unicodeSplitWithOffsets(
      Tensor input, String inputEncoding, String errors, int replacementChar) {
    var rows = all("unicodeSplitWithOffsets", input, inputEncoding, errors, replacementChar);
    return new WithOffsets(
        characters(rows, input.shape(), charset(inputEncoding)), offsets(rows, input.shape()));
  }

  /** The code points of every string, int32. */
  public static Ragged unicodeDecode(Tensor input, String inputEncoding) {
    return unicodeDecode(input, inputEncoding, REPLACE, REPLACEMENT);
  }

  /** The code points, int32; arguments as of {@link #unicodeSplit(Tensor, String, String, int)}. */
  public static Ragged unicodeDecode(
      Tensor input, String inputEncoding, String errors, int replacementChar) {
    return codes(
        all("unicodeDecode", input, inputEncoding, errors, replacementChar), input.shape());
  }

  /** The code points of every string, and the bytes at which they begin. */
  public static WithOffsets unicodeDecodeWithOffsets(Tensor input, String inputEncoding) {
    return unicodeDecodeWithOffsets(input, inputEncoding, REPLACE, REPLACEMENT);
  }

  /** As {@link #unicodeDecode(Tensor, String, String, int)}, with the bytes where they begin. */
  public static WithOffsets unicodeDecodeWithOffsets(
      Tensor input, String inputEncoding, String errors, int replacementChar) {
    var rows = all("unicodeDecodeWithOffsets", input, inputEncoding, errors, replacementChar);
    return new WithOffsets(codes(rows, input.shape()), offsets(rows, input.shape()));
  }

  /** Strings of code points: {@code (…, n)} gives {@code (…)}. */
  public static Tensor unicodeEncode(Tensor input, String outputEncoding) {
    Shape outer = input.shape().slice(0, input.rank() - 1);
    int length = input.shape().dim(-1);
    int[] codes = input.toIntArray();
    String[] texts = new String[(int) outer.size()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = encoded(codes, i * length, (i + 1) * length, outputEncoding);
    }
    return Tensor.ofStrings(outer, texts);
  }

  /** A string per row of code points. */
  public static Tensor unicodeEncode(Ragged input, String outputEncoding) {
    if (input.rank() != 2) {
      throw new TensorException("unicodeEncode: rows are needed, but " + input + " came.");
    }
    Ints splits = input.nestedRowSplits().getFirst();
    int[] codes = input.flatValues().toIntArray();
    String[] texts = new String[splits.length() - 1];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = encoded(codes, splits.get(i), splits.get(i + 1), outputEncoding);
    }
    return Tensor.ofStrings(Shape.of(texts.length), texts);
  }

  private static String encoded(int[] codes, int from, int to, String encoding) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < to; i++) {
      boolean valid = Character.isValidCodePoint(codes[i]) && (codes[i] >> 11) != 0xD800 >> 11;
      text.appendCodePoint(valid ? codes[i] : REPLACEMENT);
    }
    return Utf8.decode(text.toString().getBytes(charset(encoding)));
  }

  /** Strings in another encoding; what is no character becomes U+FFFD. */
  public static Tensor unicodeTranscode(Tensor input, String inputEncoding, String outputEncoding) {
    String[] texts = strings("unicodeTranscode", input);
    for (int i = 0; i < texts.length; i++) {
      int[] codes =
          points(texts[i], charset(inputEncoding), REPLACE, REPLACEMENT).stream()
              .mapToInt(Point::code)
              .toArray();
      texts[i] = encoded(codes, 0, codes.length, outputEncoding);
    }
    return Tensor.ofStrings(input.shape(), texts);
  }
}
