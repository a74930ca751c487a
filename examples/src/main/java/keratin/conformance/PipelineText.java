package keratin.conformance;

import java.util.ArrayList;
import java.util.List;

/**
 * A pipeline as cases write it, {@code range(10).window(3, shift=1).flat_map(batch(3))}: calls, one
 * behind the other.
 *
 * @param calls the first may be a list, without a name
 */
record PipelineText(List<Call> calls) {
  /** A name and the texts between its parentheses. */
  record Call(String name, List<String> arguments) {
    /** An argument by its keyword; {@code preset} if it is not there. */
    String keyword(String key, String preset) {
      return arguments.stream()
          .filter(a -> a.startsWith(key + "="))
          .map(a -> a.substring(key.length() + 1))
          .findFirst()
          .orElse(preset);
    }

    /** The arguments without keywords. */
    List<String> positional() {
      return arguments.stream().filter(a -> !a.matches("\\w+=[^=].*")).toList();
    }
  }

  static PipelineText of(String text) {
    List<Call> calls = new ArrayList<>();
    for (String part : split(text, '.')) {
      int open = part.indexOf('(');
      if (part.startsWith("[")) {
        calls.add(new Call("from_tensor_slices", List.of(part)));
      } else if (open < 0 || !part.endsWith(")")) {
        throw new Unknown("pipeline " + text);
      } else {
        String inside = part.substring(open + 1, part.length() - 1);
        calls.add(new Call(part.substring(0, open), split(inside, ',')));
      }
    }
    return new PipelineText(calls);
  }

  /** The parts between separators that stand outside of brackets. */
  static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
      if (c == separator && depth == 0) {
        parts.add(text.substring(start, i).strip());
        start = i + 1;
      }
    }
    String last = text.substring(start).strip();
    if (!last.isEmpty()) {
      parts.add(last);
    }
    return parts;
  }
}
