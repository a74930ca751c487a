package keratin.formats.numpy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import keratin.formats.ArrayData;
import keratin.formats.FormatException;
import org.jspecify.annotations.Nullable;

/**
 * The header of an {@code .npy} file: a Python dictionary literal with exactly the keys {@code
 * descr}, {@code fortran_order} and {@code shape}. Parsed by hand; nothing is evaluated.
 */
record NpyHeader(NpyType layout, boolean fortranOrder, int[] shape) {
  /** NumPy 2's own limit. */
  private static final int MOST_AXES = 64;

  /** NumPy leaves room for the first length to grow to this many digits. */
  private static final int GROWTH_DIGITS = 21;

  static NpyHeader of(ArrayData array) {
    if (array.shape().length > MOST_AXES) {
      throw new IllegalArgumentException(
          "npy: " + array.shape().length + " axes came, at most " + MOST_AXES + " fit");
    }
    return new NpyHeader(
        new NpyType(array.type(), array.elementBytes(), false), false, array.shape());
  }

  /** The dictionary as {@code numpy.save} writes it, spaces for growth included. */
  String text() {
    String room =
        shape.length == 0 ? "" : " ".repeat(GROWTH_DIGITS - Integer.toString(shape[0]).length());
    return "{'descr': '"
        + layout.descr()
        + "', 'fortran_order': "
        + (fortranOrder ? "True" : "False")
        + ", 'shape': "
        + ArrayData.describe(shape)
        + ", }"
        + room;
  }

  static NpyHeader parse(String text, String source) {
    return new Parser(text, source).header();
  }

  private static final class Parser {
    private final String text;
    private final String source;
    private int at;

    Parser(String text, String source) {
      this.text = text;
      this.source = source;
    }

    NpyHeader header() {
      @Nullable NpyType layout = null;
      @Nullable Boolean fortranOrder = null;
      int @Nullable [] shape = null;
      Set<String> seen = new HashSet<>();
      expect('{');
      while (!skip('}')) {
        String key = string();
        if (!seen.add(key)) {
          throw fail("the key '" + key + "' comes twice", "each key once");
        }
        expect(':');
        switch (key) {
          case "descr" -> layout = descr();
          case "fortran_order" -> fortranOrder = bool();
          case "shape" -> shape = tuple();
          default -> throw fail("the key '" + key + "'", "descr, fortran_order or shape");
        }
        if (!skip(',')) {
          expect('}');
          break;
        }
      }
      space();
      if (at < text.length()) {
        throw fail("more text after the dictionary", "its end");
      }
      if (layout == null || fortranOrder == null || shape == null) {
        throw fail("only the keys " + seen, "descr, fortran_order and shape");
      }
      return new NpyHeader(layout, fortranOrder, shape);
    }

    private NpyType descr() {
      space();
      if (at < text.length() && text.charAt(at) == '[') {
        throw new FormatException(
            source,
            "it holds records with named fields (a structured array)",
            "one plain type such as '<f4'",
            "Save each field on its own: numpy.save('field.npy', a['field']).");
      }
      return NpyType.parse(string(), source);
    }

    private String string() {
      space();
      char quote = at < text.length() ? text.charAt(at) : ' ';
      if (quote != '\'' && quote != '"') {
        throw fail(here(), "a quoted string");
      }
      int end = text.indexOf(quote, at + 1);
      if (end < 0) {
        throw fail("a string without its closing " + quote, "a quoted string");
      }
      String value = text.substring(at + 1, end);
      at = end + 1;
      return value;
    }

    private boolean bool() {
      space();
      for (String word : new String[] {"True", "False"}) {
        if (text.startsWith(word, at)) {
          at += word.length();
          return word.equals("True");
        }
      }
      throw fail(here(), "True or False");
    }

    private int[] tuple() {
      expect('(');
      var lengths = new int[MOST_AXES];
      int axes = 0;
      boolean comma = true;
      while (!skip(')')) {
        if (!comma || axes == MOST_AXES) {
          throw fail(here(), comma ? "at most " + MOST_AXES + " axes" : "a comma");
        }
        lengths[axes++] = number();
        comma = skip(',');
      }
      if (axes == 1 && !comma) {
        throw fail("a number in brackets as shape", "a tuple such as (3,)");
      }
      return Arrays.copyOf(lengths, axes);
    }

    private int number() {
      space();
      int start = at;
      long value = 0;
      while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
        value = value * 10 + text.charAt(at++) - '0';
        if (value > Integer.MAX_VALUE) {
          throw fail("a length above " + Integer.MAX_VALUE, "lengths of 31 bits");
        }
      }
      if (at == start) {
        throw fail(here(), "a length, 0 or more");
      }
      if (at < text.length() && text.charAt(at) == 'L') {
        at++; // Python 2 wrote its long integers as 3L
      }
      return (int) value;
    }

    private void expect(char c) {
      if (!skip(c)) {
        throw fail(here(), "'" + c + "'");
      }
    }

    private boolean skip(char c) {
      space();
      if (at < text.length() && text.charAt(at) == c) {
        at++;
        return true;
      }
      return false;
    }

    private void space() {
      while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\n')) {
        at++;
      }
    }

    private String here() {
      return at < text.length() ? "'" + text.charAt(at) + "'" : "its end";
    }

    private FormatException fail(String found, String expected) {
      return new FormatException(
          source,
          "the header has " + found + " at character " + at,
          expected,
          "The header is damaged or not NumPy's: save the array again with numpy.save.");
    }
  }
}
