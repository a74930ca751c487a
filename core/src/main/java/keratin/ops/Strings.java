package keratin.ops;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import keratin.tensor.Utf8;

/**
 * Functions of tensors of strings, under the names of {@code tf.strings}.
 *
 * <p>Strings are UTF-8 bytes to TensorFlow, and so lengths and positions count bytes unless {@code
 * unit} is {@code "UTF8_CHAR"}. What cuts strings gives a {@link Ragged}.
 *
 * {@snippet :
 * Tensor lines = Tensor.of(new String[] {"Hello World", "deep learning"});
 * Strings.lower(lines);                              // [b'hello world' b'deep learning']
 * Strings.regexReplace(lines, "[aeiou]", "*");       // [b'H*ll* W*rld' b'd**p l**rn*ng']
 * Strings.split(lines).toList();                     // [[Hello, World], [deep, learning]]
 * }
 *
 * @see <a href="https://www.tensorflow.org/api_docs/python/tf/strings">tf.strings</a>
 */
public final class Strings extends StringNumbers {
  private Strings() {}

  private static Tensor map(String op, Tensor input, UnaryOperator<String> function) {
    String[] texts = strings(op, input);
    Arrays.setAll(texts, i -> function.apply(texts[i]));
    return Tensor.ofStrings(input.shape(), texts);
  }

  private static boolean isUnicode(String op, String encoding) {
    if (!encoding.isEmpty() && !encoding.equals("utf-8")) {
      throw new TensorException(
          "%s: the encoding is \"%s\", but must be \"utf-8\", or \"\" for ASCII."
              .formatted(op, encoding));
    }
    return !encoding.isEmpty();
  }

  /** Strings with {@code A} to {@code Z} in lower case. */
  public static Tensor lower(Tensor input) {
    return lower(input, "");
  }

  /**
   * Strings in lower case.
   *
   * @param encoding {@code "utf-8"} for all letters, {@code ""} for those of ASCII
   */
  public static Tensor lower(Tensor input, String encoding) {
    return isUnicode("lower", encoding)
        ? map("lower", input, text -> text.toLowerCase(Locale.ROOT))
        : map("lower", input, text -> shifted(text, 'A', 'Z', 'a' - 'A'));
  }

  /** Strings with {@code a} to {@code z} in upper case. */
  public static Tensor upper(Tensor input) {
    return upper(input, "");
  }

  /**
   * Strings in upper case.
   *
   * @param encoding {@code "utf-8"} for all letters, {@code ""} for those of ASCII
   */
  public static Tensor upper(Tensor input, String encoding) {
    return isUnicode("upper", encoding)
        ? map("upper", input, text -> text.toUpperCase(Locale.ROOT))
        : map("upper", input, text -> shifted(text, 'a', 'z', 'A' - 'a'));
  }

  private static String shifted(String text, char first, char last, int by) {
    char[] chars = text.toCharArray();
    for (int i = 0; i < chars.length; i++) {
      if (chars[i] >= first && chars[i] <= last) {
        chars[i] += (char) by;
      }
    }
    return new String(chars);
  }

  /** Strings without white space at their ends. */
  public static Tensor strip(Tensor input) {
    return map(
        "strip",
        input,
        text -> {
          int end = text.length();
          while (end > 0 && isSpace(text.charAt(end - 1))) {
            end--;
          }
          return text.substring(Math.min(end, skip(text, 0, true)), end);
        });
  }

  private static boolean countsBytes(String op, String unit) {
    if (!unit.equals("BYTE") && !unit.equals("UTF8_CHAR")) {
      throw new TensorException(
          "%s: the unit is \"%s\", but must be \"BYTE\" or \"UTF8_CHAR\".".formatted(op, unit));
    }
    return unit.equals("BYTE");
  }

  /** The number of bytes of every string, int32. */
  public static Tensor length(Tensor input) {
    return length(input, "BYTE");
  }

  /**
   * The length of every string, int32.
   *
   * @param unit what is counted: {@code "BYTE"} or {@code "UTF8_CHAR"}
   */
  public static Tensor length(Tensor input, String unit) {
    boolean bytes = countsBytes("length", unit);
    int[] lengths =
        Arrays.stream(strings("length", input))
            .mapToInt(t -> bytes ? Utf8.encode(t).length : t.codePointCount(0, t.length()))
            .toArray();
    return Tensor.of(lengths, input.shape());
  }

  /** So many bytes of every string from a position on, which may count from the end. */
  public static Tensor substr(Tensor input, int pos, int len) {
    return substr(input, pos, len, "BYTE");
  }

  /**
   * A part of every string.
   *
   * @param pos where it begins; negative from the end
   * @param len how long it is, at most
   * @param unit what is counted: {@code "BYTE"} or {@code "UTF8_CHAR"}
   * @throws TensorException if a string has no such position
   */
  public static Tensor substr(Tensor input, int pos, int len, String unit) {
    return substr(input, Tensor.of(pos), Tensor.of(len), unit);
  }

  /** As {@link #substr(Tensor, int, int, String)} with positions and lengths of their own. */
  public static Tensor substr(Tensor input, Tensor pos, Tensor len, String unit) {
    boolean bytes = countsBytes("substr", unit);
    Shape shape =
        Shape.broadcast(
            "substr", input.shape(), Shape.broadcast("substr", pos.shape(), len.shape()));
    String[] texts = strings("substr", input.broadcastTo(shape));
    int[] positions = pos.broadcastTo(shape).toIntArray();
    int[] lengths = len.broadcastTo(shape).toIntArray();
    for (int i = 0; i < texts.length; i++) {
      texts[i] =
          bytes
              ? bytePart(texts[i], positions[i], lengths[i])
              : characterPart(texts[i], positions[i], lengths[i]);
    }
    return Tensor.ofStrings(shape, texts);
  }

  private static int start(String text, int pos, int length) {
    if (pos < -length || pos > length) {
      throw new TensorException(
          "substr: position %d is out of range for %s; valid: %d to %d"
              .formatted(pos, Tensor.of(text).repr(), -length, length));
    }
    return pos < 0 ? pos + length : pos;
  }

  private static String bytePart(String text, int pos, int len) {
    byte[] bytes = Utf8.encode(text);
    int from = start(text, pos, bytes.length);
    return Utf8.decode(bytes, from, from + Math.clamp(len, 0, bytes.length - from));
  }

  private static String characterPart(String text, int pos, int len) {
    int count = text.codePointCount(0, text.length());
    int start = start(text, pos, count);
    int from = text.offsetByCodePoints(0, start);
    int to = text.offsetByCodePoints(from, Math.clamp(len, 0, count - start));
    return text.substring(from, to);
  }

  // ---- patterns ----

  /** Strings with every match of a pattern replaced. */
  public static Tensor regexReplace(Tensor input, String pattern, String rewrite) {
    return regexReplace(input, pattern, rewrite, true);
  }

  /**
   * Strings with matches of a pattern replaced.
   *
   * @param pattern in the syntax of {@link Pattern}, which has all of RE2's but {@code \C}
   * @param rewrite what replaces them; {@code \1} is what the first group matched, {@code \0} all
   * @param replaceGlobal false for the first match only
   */
  public static Tensor regexReplace(
      Tensor input, String pattern, String rewrite, boolean replaceGlobal) {
    Pattern compiled = Pattern.compile(pattern);
    String replacement = replacement(rewrite);
    return map(
        "regexReplace",
        input,
        text -> {
          Matcher matcher = compiled.matcher(text);
          return replaceGlobal
              ? matcher.replaceAll(replacement)
              : matcher.replaceFirst(replacement);
        });
  }

  /** RE2's {@code \1} is Java's {@code $1}. */
  private static String replacement(String rewrite) {
    StringBuilder java = new StringBuilder();
    for (int i = 0; i < rewrite.length(); i++) {
      char c = rewrite.charAt(i);
      char next = i + 1 < rewrite.length() ? rewrite.charAt(i + 1) : ' ';
      if (c == '\\' && Character.isDigit(next)) {
        // The group is one digit, but Java would read on.
        java.append("$").append(next);
        i++;
        if (i + 1 < rewrite.length() && Character.isDigit(rewrite.charAt(i + 1))) {
          java.append('\\').append(rewrite.charAt(++i));
        }
      } else if (c == '\\' && next == '\\') {
        java.append("\\\\");
        i++;
      } else if (c == '\\') {
        throw new TensorException(
            "regexReplace: \"%s\" has a backslash before neither a digit nor another one."
                .formatted(rewrite));
      } else {
        java.append(c == '$' ? "\\$" : String.valueOf(c));
      }
    }
    return java.toString();
  }

  /** True where a pattern matches the whole string. */
  public static Tensor regexFullMatch(Tensor input, String pattern) {
    Pattern compiled = Pattern.compile(pattern);
    String[] texts = strings("regexFullMatch", input);
    boolean[] matches = new boolean[texts.length];
    for (int i = 0; i < texts.length; i++) {
      matches[i] = compiled.matcher(texts[i]).matches();
    }
    return Tensor.of(matches).reshape(input.shape().dims());
  }

  // ---- putting together ----

  /** Strings one behind the other, element by element, broadcast. */
  public static Tensor join(List<? extends Tensor> inputs, String separator) {
    if (inputs.isEmpty()) {
      throw new ShapeException("join: at least one tensor is needed.");
    }
    Shape shape = inputs.getFirst().shape();
    for (Tensor input : inputs) {
      shape = Shape.broadcast("join", shape, input.shape());
    }
    String[][] parts = new String[inputs.size()][];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = strings("join", inputs.get(i).broadcastTo(shape));
    }
    String[] joined = new String[(int) shape.size()];
    String[] row = new String[parts.length];
    for (int i = 0; i < joined.length; i++) {
      for (int k = 0; k < row.length; k++) {
        row[k] = parts[k][i];
      }
      joined[i] = joined(separator, Arrays.asList(row));
    }
    return Tensor.ofStrings(shape, joined);
  }

  /** As {@link #join(List, String)}. */
  public static Tensor join(String separator, Tensor... inputs) {
    return join(List.of(inputs), separator);
  }

  /** Bytes that were parts of a character become one again. */
  private static String joined(String separator, List<String> parts) {
    String text = String.join(separator, parts);
    boolean halves = text.codePoints().anyMatch(Utf8::isByte);
    return halves ? Utf8.decode(Utf8.encode(text)) : text;
  }

  /** All strings, or those along axes, one behind the other. */
  public static Tensor reduceJoin(Tensor inputs, String separator, int... axes) {
    return reduceJoin(inputs, axes, false, separator);
  }

  /**
   * Strings along axes one behind the other.
   *
   * @param axes in the order in which they are joined; none for all, so that the strings follow in
   *     row-major order
   */
  public static Tensor reduceJoin(Tensor inputs, int[] axes, boolean keepDims, String separator) {
    int[] order = new int[axes.length == 0 ? inputs.rank() : axes.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = axes.length == 0 ? order.length - 1 - i : inputs.shape().axis(axes[i]);
    }
    Tensor joined = inputs;
    for (int axis : order) {
      joined = joinAxis(joined, axis, separator);
    }
    return keepDims || order.length == 0 ? joined : joined.squeeze(order);
  }

  private static Tensor joinAxis(Tensor x, int axis, String separator) {
    String[] texts = strings("reduceJoin", x);
    int length = x.shape().dim(axis);
    int inner = (int) x.shape().sizeOf(axis + 1, x.rank());
    Shape shape = x.shape().with(axis, 1);
    String[] joined = new String[(int) shape.size()];
    for (int i = 0; i < joined.length; i++) {
      String[] row = new String[length];
      for (int k = 0; k < length; k++) {
        row[k] = texts[(i / inner * length + k) * inner + i % inner];
      }
      joined[i] = joined(separator, Arrays.asList(row));
    }
    return Tensor.ofStrings(shape, joined);
  }

  /** The strings of equal segment numbers one behind the other: {@code (numSegments,)}. */
  public static Tensor unsortedSegmentJoin(
      Tensor inputs, Tensor segmentIds, int numSegments, String separator) {
    String[] texts = strings("unsortedSegmentJoin", inputs);
    long[] segments = segmentIds.toLongArray();
    if (!inputs.shape().equals(segmentIds.shape())) {
      throw new ShapeException(
          "unsortedSegmentJoin: inputs %s and segmentIds %s must have one shape."
              .formatted(inputs.shape(), segmentIds.shape()));
    }
    String[] joined = new String[numSegments];
    for (int s = 0; s < numSegments; s++) {
      List<String> parts = new ArrayList<>();
      for (int i = 0; i < texts.length; i++) {
        if (segments[i] == s) {
          parts.add(texts[i]);
        }
      }
      joined[s] = joined(separator, parts);
    }
    return Tensor.ofStrings(Shape.of(numSegments), joined);
  }

  // ---- buckets ----

  private static Tensor buckets(
      String op, Tensor input, long numBuckets, ToLongFunction<byte[]> hash) {
    if (numBuckets < 1) {
      throw new TensorException(
          "%s: numBuckets is %d, but must be at least 1.".formatted(op, numBuckets));
    }
    long[] buckets =
        Arrays.stream(strings(op, input))
            .mapToLong(t -> Long.remainderUnsigned(hash.applyAsLong(Utf8.encode(t)), numBuckets))
            .toArray();
    return Tensor.of(buckets, input.shape());
  }

  /** A bucket from 0 to {@code numBuckets − 1} for every string, int64, by FarmHash. */
  public static Tensor toHashBucketFast(Tensor input, long numBuckets) {
    return buckets("toHashBucketFast", input, numBuckets, StringHashes::fingerprint);
  }

  /** A bucket for every string, int64, by MurmurHash. */
  public static Tensor toHashBucket(Tensor input, long numBuckets) {
    return buckets("toHashBucket", input, numBuckets, StringHashes::murmur);
  }

  /**
   * A bucket for every string, int64, by SipHash, which nobody can fill on purpose who does not
   * know the key.
   *
   * @param key two numbers
   */
  public static Tensor toHashBucketStrong(Tensor input, long numBuckets, long... key) {
    if (key.length != 2) {
      throw new TensorException(
          "toHashBucketStrong: a key has two numbers, but %d came.".formatted(key.length));
    }
    return buckets(
        "toHashBucketStrong", input, numBuckets, bytes -> StringHashes.sip(bytes, key[0], key[1]));
  }

  /**
   * A bucket for every combination of elements at one place of several tensors, int64: {@code
   * tf.sparse.cross_hashed} of tensors with one feature for each sample.
   *
   * @param inputs tensors of one shape: strings, whose hashes are combined, or whole numbers
   */
  public static Tensor crossHashed(List<? extends Tensor> inputs, long numBuckets) {
    Tensor first = inputs.getFirst();
    long[] hashes = new long[(int) first.size()];
    Arrays.fill(hashes, StringHashes.CROSS_KEY);
    for (Tensor input : inputs) {
      if (!input.shape().equals(first.shape())) {
        throw new ShapeException(
            "crossHashed: all inputs must have one shape, but %s and %s came."
                .formatted(first.shape(), input.shape()));
      }
      long[] features =
          input.dtype() == DType.STRING
              ? Arrays.stream(strings("crossHashed", input))
                  .mapToLong(t -> StringHashes.fingerprint(Utf8.encode(t)))
                  .toArray()
              : input.toLongArray();
      Arrays.setAll(hashes, i -> StringHashes.combined(hashes[i], features[i]));
    }
    Arrays.setAll(hashes, i -> Long.remainderUnsigned(hashes[i], numBuckets));
    return Tensor.of(hashes, first.shape());
  }
}
