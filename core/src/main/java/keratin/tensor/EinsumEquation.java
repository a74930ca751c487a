package keratin.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * A parsed einsum equation: a letter per axis of every operand and of the output. The axes of an
 * ellipsis have got letters too, the same for axes that are aligned at the end.
 */
record EinsumEquation(String text, List<String> operands, String output) {
  private static final String ELLIPSIS = "...";
  private static final char FIRST_ELLIPSIS_AXIS = '\uE000';

  /** Reads an equation for operands of these ranks. */
  static EinsumEquation parse(String text, int... ranks) {
    String plain = text.replace(" ", "");
    int arrow = plain.indexOf("->");
    String[] terms = (arrow < 0 ? plain : plain.substring(0, arrow)).split(",", -1);
    if (terms.length != ranks.length) {
      throw new ShapeException(
          "einsum \"%s\": %d operands are named, but %d came."
              .formatted(text, terms.length, ranks.length));
    }
    int hidden = 0;
    for (int i = 0; i < terms.length; i++) {
      hidden = Math.max(hidden, ellipsisAxes(text, terms[i], ranks[i], i));
    }
    String[] operands = new String[terms.length];
    for (int i = 0; i < terms.length; i++) {
      int axes = ellipsisAxes(text, terms[i], ranks[i], i);
      operands[i] = terms[i].replace(ELLIPSIS, hiddenLetters(hidden - axes, hidden));
      if (!operands[i].chars().allMatch(EinsumEquation::isLetter)) {
        throw new TensorException(
            "einsum \"%s\": axes are letters, but operand %d is \"%s\"."
                .formatted(text, i, terms[i]));
      }
    }
    String output =
        arrow < 0
            ? implicitOutput(operands, hiddenLetters(0, hidden))
            : plain.substring(arrow + 2).replace(ELLIPSIS, hiddenLetters(0, hidden));
    for (int i = 0; i < output.length(); i++) {
      char letter = output.charAt(i);
      boolean known = Arrays.stream(operands).anyMatch(o -> o.indexOf(letter) >= 0);
      if (!known || output.indexOf(letter) != i) {
        throw new TensorException(
            "einsum \"%s\": the output's axis %s must occur once there and in an operand."
                .formatted(text, letter));
      }
    }
    return new EinsumEquation(text, List.of(operands), output);
  }

  private static boolean isLetter(int c) {
    return c >= FIRST_ELLIPSIS_AXIS || Character.isLetter(c);
  }

  private static int ellipsisAxes(String text, String term, int rank, int operand) {
    boolean has = term.contains(ELLIPSIS);
    int named = term.length() - (has ? ELLIPSIS.length() : 0);
    if (has ? named > rank : named != rank) {
      throw new ShapeException(
          "einsum \"%s\": operand %d is \"%s\", but it has %d axes."
              .formatted(text, operand, term, rank));
    }
    return rank - named;
  }

  private static String hiddenLetters(int from, int to) {
    StringBuilder letters = new StringBuilder();
    for (int i = from; i < to; i++) {
      letters.append((char) (FIRST_ELLIPSIS_AXIS + i));
    }
    return letters.toString();
  }

  /** Without an arrow: the ellipsis, then the letters that occur once, in alphabetical order. */
  private static String implicitOutput(String[] operands, String hidden) {
    String all = String.join("", operands);
    StringBuilder output = new StringBuilder(hidden);
    TreeSet<Character> sorted = new TreeSet<>();
    all.chars().filter(c -> c < FIRST_ELLIPSIS_AXIS).forEach(c -> sorted.add((char) c));
    for (char c : sorted) {
      if (all.indexOf(c) == all.lastIndexOf(c)) {
        output.append(c);
      }
    }
    return output.toString();
  }

  /** True for an axis that an ellipsis stands for: those broadcast. */
  static boolean isHidden(char letter) {
    return letter >= FIRST_ELLIPSIS_AXIS;
  }

  /** The length of every axis of the output. */
  int[] outputDims(Shape[] shapes) {
    int[] dims = new int[output.length()];
    for (int i = 0; i < dims.length; i++) {
      dims[i] = length(output.charAt(i), shapes);
    }
    for (int i = 0; i < operands.size(); i++) {
      operands.get(i).chars().forEach(c -> length((char) c, shapes));
    }
    return dims;
  }

  /** The length that all operands agree on for a letter. */
  int length(char letter, Shape[] shapes) {
    int length = 1;
    int from = -1;
    for (int i = 0; i < operands.size(); i++) {
      for (int axis = 0; axis < operands.get(i).length(); axis++) {
        if (operands.get(i).charAt(axis) != letter) {
          continue;
        }
        int dim = shapes[i].dim(axis);
        if (from < 0 || length == Shape.UNKNOWN || length == 1 && isHidden(letter)) {
          length = from >= 0 && dim == Shape.UNKNOWN ? length : dim;
          from = i;
        } else if (dim != length && dim != Shape.UNKNOWN && !(dim == 1 && isHidden(letter))) {
          throw new ShapeException(
              "einsum \"%s\": %s is %d in operand %d but %d in operand %d."
                  .formatted(
                      text, isHidden(letter) ? "an axis of ..." : letter, length, from, dim, i));
        }
      }
    }
    return length;
  }
}
