package keratin.summary;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Breaks text into lines as the Python library <a href="https://rich.readthedocs.io">rich</a> does,
 * with which Keras prints: words stay whole where they fit, spaces at a break stay on the earlier
 * line up to its width.
 */
final class Wrapping {
  private static final Pattern WORD = Pattern.compile("\\s*\\S+\\s*");

  private Wrapping() {}

  /** Lines of at most {@code width} characters; a word that is longer goes on in the next line. */
  static List<String> fold(String text, int width) {
    return lines(text, width, true).stream()
        .map(line -> line.substring(0, Math.min(width, line.length())))
        .toList();
  }

  /** Lines of at most {@code width} characters; a word that is longer ends in an ellipsis. */
  static List<String> ellipsis(String text, int width) {
    return lines(text, width, false).stream()
        .map(line -> line.length() > width ? line.substring(0, width - 1) + "…" : line)
        .toList();
  }

  private static List<String> lines(String text, int width, boolean fold) {
    List<String> lines = new ArrayList<>();
    int from = 0;
    for (int at : breaks(text, width, fold)) {
      lines.add(withoutSpacesBeyond(width, text.substring(from, at)));
      from = at;
    }
    lines.add(withoutSpacesBeyond(width, text.substring(from)));
    return lines;
  }

  private static String withoutSpacesBeyond(int width, String line) {
    int spaces = line.length() - line.stripTrailing().length();
    return line.substring(0, line.length() - Math.min(spaces, Math.max(0, line.length() - width)));
  }

  private static List<Integer> breaks(String text, int width, boolean fold) {
    List<Integer> breaks = new ArrayList<>();
    int filled = 0;
    Matcher words = WORD.matcher(text);
    for (int start = 0; words.find(start); start = words.end()) {
      String word = words.group();
      int length = word.stripTrailing().length();
      if (width - filled >= length) {
        filled += word.length();
      } else if (length > width && fold) {
        for (int part = 0; part < word.length(); part += width) {
          addBreak(start + part, breaks);
          filled = Math.min(width, word.length() - part);
        }
      } else if (length > width || filled > 0) {
        addBreak(start, breaks);
        filled = word.length();
      }
    }
    return breaks;
  }

  private static void addBreak(int at, List<Integer> breaks) {
    if (at > 0) {
      breaks.add(at);
    }
  }
}
