package keratin.layers.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;

/**
 * The shapes of the weights of an {@link EinsumDense}, from its equation and the shapes around it.
 */
final class EinsumShapes {
  private static final Pattern PLAIN =
      Pattern.compile("(\\p{Alpha}+),(\\p{Alpha}+)->(\\p{Alpha}+)");
  private static final Pattern LEFT =
      Pattern.compile("\\.\\.\\.(\\p{Alpha}+),(\\p{Alpha}+)->\\.\\.\\.(\\p{Alpha}+)");
  private static final Pattern RIGHT =
      Pattern.compile("(\\p{Alpha}{2,})\\.\\.\\.,(\\p{Alpha}+)->(\\p{Alpha}+)\\.\\.\\.");

  private final String in;
  private final String weight;
  private final String out;
  private final boolean elidedLeft;
  private final int elided;
  private final Shape input;
  private final int[] output;

  private EinsumShapes(Matcher match, boolean elidedLeft, Shape input, Shape partial) {
    this.in = match.group(1);
    this.weight = match.group(2);
    this.out = match.group(3);
    this.elidedLeft = elidedLeft;
    this.elided = input.rank() - in.length();
    this.input = input;
    // The batch, then the axes of an ellipsis where it stands.
    List<Integer> lengths = new ArrayList<>(Arrays.stream(partial.dims()).boxed().toList());
    lengths.addFirst(input.dim(0));
    if (elidedLeft) {
      for (int i = 1; i < elided; i++) {
        lengths.add(i, input.dim(i));
      }
    } else {
      for (int i = in.length(); i < input.rank(); i++) {
        lengths.add(input.dim(i));
      }
    }
    output = lengths.stream().mapToInt(Integer::intValue).toArray();
    check();
  }

  /**
   * Reads the equation.
   *
   * @throws ShapeException if it has another form, or the shapes do not follow it
   */
  static EinsumShapes of(String equation, Shape input, Shape partial) {
    for (Pattern pattern : List.of(PLAIN, LEFT, RIGHT)) {
      Matcher match = pattern.matcher(equation);
      if (match.matches()) {
        return new EinsumShapes(match, pattern == LEFT, input, partial);
      }
    }
    throw new ShapeException(
        "EinsumDense: \"%s\" is none of the equations \"ab,bc->ac\", \"...a,ab->...b\" and"
                .formatted(equation)
            + " \"ab...,bc->ac...\".");
  }

  private void check() {
    if (elided < 0 || output.length != out.length() + Math.max(0, elided)) {
      throw new ShapeException(
          "EinsumDense: %s,%s->%s does not fit an input %s and an output %s."
              .formatted(in, weight, out, input, Shape.of(output)));
    }
    for (char axis : in.toCharArray()) {
      if (out.indexOf(axis) >= 0) {
        int given = outputDim(axis);
        if (given != Shape.UNKNOWN && given != inputDim(axis)) {
          throw new ShapeException(
              "EinsumDense: axis %s has length %s in the input %s, but %d in the output."
                  .formatted(axis, dim(inputDim(axis)), input, given));
        }
      }
    }
    requireKnown(out, in + weight, "output");
    requireKnown(weight, in + out, "kernel");
  }

  private void requireKnown(String axes, String known, String where) {
    for (char axis : axes.toCharArray()) {
      if (known.indexOf(axis) < 0) {
        throw new ShapeException(
            "EinsumDense: axis %s of the %s is in no other part of %s,%s->%s."
                .formatted(axis, where, in, weight, out));
      }
    }
  }

  private static String dim(int length) {
    return length == Shape.UNKNOWN ? "None" : Integer.toString(length);
  }

  private int inputDim(char axis) {
    return input.dim(in.indexOf(axis) + (elidedLeft ? elided : 0));
  }

  private int outputDim(char axis) {
    return output[out.indexOf(axis) + (elidedLeft ? elided : 0)];
  }

  /** The kernel's shape. */
  Shape kernel() {
    return Shape.of(
        weight
            .chars()
            .map(a -> out.indexOf(a) >= 0 ? outputDim((char) a) : inputDim((char) a))
            .toArray());
  }

  /** The output's shape, as far as it was given. */
  Shape output() {
    return Shape.of(output);
  }

  /** The kernel's axes that are summed away. */
  List<Integer> inputAxes() {
    return axes(false);
  }

  /** The kernel's axes that the output has. */
  List<Integer> outputAxes() {
    return axes(true);
  }

  private List<Integer> axes(boolean ofOutput) {
    List<Integer> axes = new ArrayList<>();
    for (int i = 0; i < weight.length(); i++) {
      if (out.indexOf(weight.charAt(i)) >= 0 == ofOutput) {
        axes.add(i);
      }
    }
    return axes;
  }

  /** The bias' shape for these axes of the output: 1 along those between and after them. */
  Shape bias(String axes) {
    requireKnown(axes, out, "bias");
    int first = axes.chars().map(out::indexOf).min().orElse(0);
    List<Integer> lengths = new ArrayList<>();
    for (char axis : out.substring(first).toCharArray()) {
      lengths.add(axes.indexOf(axis) >= 0 ? outputDim(axis) : 1);
    }
    if (!elidedLeft) {
      for (int i = 0; i < elided; i++) {
        lengths.add(1);
      }
    }
    return Shape.of(lengths.stream().mapToInt(Integer::intValue).toArray());
  }
}
