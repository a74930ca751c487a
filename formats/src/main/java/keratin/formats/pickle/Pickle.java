package keratin.formats.pickle;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keratin.formats.ByteInput;
import keratin.formats.FormatException;
import org.jspecify.annotations.Nullable;

/**
 * Reads pickles that hold data: numbers, strings, lists, tuples, dictionaries and NumPy arrays.
 *
 * <p>A pickle is a program that may call anything. Here it may not: of what it can import only
 * NumPy's arrays are known, and they are built by this class. Everything else is refused.
 *
 * @see <a href="https://docs.python.org/3/library/pickle.html">pickle</a>
 */
public final class Pickle {
  private static final Object MARK = new Object();

  private final ByteInput in;
  private final Deque<Object> stack = new ArrayDeque<>();
  private final Map<Integer, Object> memo = new HashMap<>();

  private Pickle(ByteInput in) {
    this.in = in;
  }

  /** Python's {@code None}. */
  public enum None {
    NONE
  }

  /**
   * The object of a pickle: a {@code Map}, {@code List}, {@code Long}, {@code Double}, {@code
   * Boolean}, {@code String} (for bytes too, a character each), {@link None} or an {@link
   * keratin.formats.ArrayData}.
   *
   * @param source what errors call it
   * @throws FormatException if it is damaged, or wants anything but data
   */
  public static Object read(byte[] bytes, String source) throws IOException {
    try (ByteInput in = ByteInput.of(bytes, source)) {
      return read(in);
    }
  }

  /** The object of a pickle that begins here. */
  public static Object read(ByteInput in) throws IOException {
    return new Pickle(in).run();
  }

  private Object run() throws IOException {
    while (true) {
      int code = number(1);
      if (code == '.') {
        return finished(pop());
      }
      step(code);
    }
  }

  private void step(int code) throws IOException {
    switch (code) {
      case 0x80 -> number(1);
      case 0x95 -> in.take(8, "a frame");
      case '(' -> stack.push(MARK);
      case '0' -> pop();
      case 'N' -> stack.push(None.NONE);
      case 0x88 -> stack.push(true);
      case 0x89 -> stack.push(false);
      case 'K' -> stack.push((long) number(1));
      case 'M' -> stack.push((long) number(2));
      case 'J' -> stack.push((long) number(4));
      case 0x8a -> stack.push(integer(number(1)));
      case 'G' -> stack.push(ByteBuffer.wrap(in.take(8, "a number")).getDouble());
      case 'U', 'C' -> stack.push(text(number(1)));
      case 'T', 'B' -> stack.push(text(number(4)));
      case 0x8c -> stack.push(unicode(number(1)));
      case 'X' -> stack.push(unicode(number(4)));
      case ']' -> stack.push(new ArrayList<>());
      case '}' -> stack.push(new LinkedHashMap<>());
      case ')' -> stack.push(List.of());
      case 't' -> stack.push(List.copyOf(sinceMark()));
      case 0x85 -> stack.push(List.copyOf(last(1)));
      case 0x86 -> stack.push(List.copyOf(last(2)));
      case 0x87 -> stack.push(List.copyOf(last(3)));
      case 'a' -> append(last(1));
      case 'e' -> append(sinceMark());
      case 's' -> put(last(2));
      case 'u' -> put(sinceMark());
      case 'q' -> memo.put(number(1), top());
      case 'r' -> memo.put(number(4), top());
      case 0x94 -> memo.put(memo.size(), top());
      case 'h' -> stack.push(remembered(number(1)));
      case 'j' -> stack.push(remembered(number(4)));
      case 'c' -> stack.push(NumpyPart.named(line(), line(), in.source()));
      case 0x93 -> {
        List<Object> names = last(2);
        stack.push(NumpyPart.named(names.get(0), names.get(1), in.source()));
      }
      case 'R' -> {
        List<Object> call = last(2);
        stack.push(NumpyPart.call(call.get(0), call.get(1), in.source()));
      }
      case 'b' -> {
        Object state = pop();
        NumpyPart.build(top(), state, in.source());
      }
      default ->
          throw refused("the instruction 0x%02x".formatted(code), "instructions that make data");
    }
  }

  private FormatException refused(String found, String expected) {
    return new FormatException(
        in.source(),
        found + " at byte " + in.position(),
        expected,
        "Only pickles of plain data and NumPy arrays are read, and nothing in them is executed.");
  }

  private Object finished(Object value) {
    return value instanceof NumpyPart part ? part.value(in.source()) : value;
  }

  // ---- the bytes ----

  private int number(int bytes) throws IOException {
    byte[] taken = in.take(bytes, "a pickle's instruction");
    int value = 0;
    for (int i = bytes - 1; i >= 0; i--) {
      value = value << 8 | taken[i] & 0xFF;
    }
    return value;
  }

  private long integer(int bytes) throws IOException {
    byte[] taken = in.take(bytes, "an integer");
    if (bytes == 0) {
      return 0;
    }
    for (int i = 0; i < bytes / 2; i++) {
      byte b = taken[i];
      taken[i] = taken[bytes - 1 - i];
      taken[bytes - 1 - i] = b;
    }
    return new BigInteger(taken).longValueExact();
  }

  private String text(int bytes) throws IOException {
    return new String(in.take(bytes, "a string"), StandardCharsets.ISO_8859_1);
  }

  private String unicode(int bytes) throws IOException {
    return new String(in.take(bytes, "a string"), StandardCharsets.UTF_8);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = number(1); c != '\n'; c = number(1)) {
      line.append((char) c);
    }
    return line.toString();
  }

  // ---- the stack ----

  private Object pop() {
    if (stack.isEmpty()) {
      throw refused("an instruction without its operand", "an operand");
    }
    return stack.pop();
  }

  private Object top() {
    if (stack.isEmpty()) {
      throw refused("an instruction without its operand", "an operand");
    }
    return stack.getFirst();
  }

  private Object remembered(int index) {
    Object value = memo.get(index);
    if (value == null) {
      throw refused("a reference to object " + index, "an object that was made before");
    }
    return value;
  }

  private List<Object> last(int count) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.addFirst(pop());
    }
    return values;
  }

  private List<Object> sinceMark() {
    List<Object> values = new ArrayList<>();
    for (Object value = pop(); value != MARK; value = pop()) {
      values.addFirst(value);
    }
    return values;
  }

  @SuppressWarnings("unchecked")
  private void append(List<Object> values) {
    if (!(top() instanceof ArrayList<?> list)) {
      throw refused("values for something that is no list", "a list");
    }
    for (Object value : values) {
      ((List<Object>) list).add(finished(value));
    }
  }

  @SuppressWarnings("unchecked")
  private void put(List<Object> pairs) {
    if (!(top() instanceof LinkedHashMap<?, ?> map) || pairs.size() % 2 != 0) {
      throw refused("keys and values for something that is no dictionary", "a dictionary");
    }
    for (int i = 0; i < pairs.size(); i += 2) {
      ((Map<Object, @Nullable Object>) map).put(pairs.get(i), finished(pairs.get(i + 1)));
    }
  }
}
