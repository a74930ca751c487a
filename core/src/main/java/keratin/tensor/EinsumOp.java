package keratin.tensor;

import java.util.Arrays;

/**
 * Einstein's summation: a letter names every axis of the operands, equal letters run together, and
 * what the output does not name is summed over. {@code "bij,bjk->bik"} is a batch of matrix
 * products; {@code ...} stands for axes that broadcast.
 *
 * @param equation as {@code numpy.einsum} takes it
 */
public record EinsumOp(String equation) implements Fused {
  @Override
  public String label() {
    return "einsum";
  }

  @Override
  public Spec[] infer(Spec[] in) {
    int[] ranks = Arrays.stream(in).mapToInt(s -> s.shape().rank()).toArray();
    EinsumEquation parsed = EinsumEquation.parse(equation, ranks);
    for (int i = 1; i < in.length; i++) {
      Expect.sameType(label(), "operand 0", in[0], "operand " + i, in[i]);
    }
    if (!in[0].dtype().isNumeric()) {
      throw new DTypeException("einsum is not defined for %s.".formatted(in[0].dtype()));
    }
    Shape[] shapes = Arrays.stream(in).map(Spec::shape).toArray(Shape[]::new);
    return new Spec[] {in[0].as(Shape.of(parsed.outputDims(shapes)))};
  }

  /**
   * From left to right, two operands at a time: axes that nobody needs later are summed, the others
   * are brought into the order of a batched matrix product.
   */
  @Override
  public Tensor[] decompose(Tensor[] in) {
    int[] ranks = Arrays.stream(in).mapToInt(Tensor::rank).toArray();
    EinsumEquation parsed = EinsumEquation.parse(equation, ranks);
    Labeled left = new Labeled(in[0], parsed.operands().get(0)).withoutRepeats();
    for (int i = 1; i < in.length; i++) {
      String later = parsed.output() + String.join("", parsed.operands().subList(i + 1, in.length));
      left = left.times(new Labeled(in[i], parsed.operands().get(i)).withoutRepeats(), later);
    }
    return new Tensor[] {left.summedTo(parsed.output()).ordered(parsed.output()).tensor()};
  }

  /** A tensor with a letter for every axis. */
  private record Labeled(Tensor tensor, String letters) {
    int dim(char letter) {
      int axis = letters.indexOf(letter);
      return axis < 0 ? 1 : tensor.shape().dim(axis);
    }

    /** Equal letters in one operand mean its diagonal. */
    Labeled withoutRepeats() {
      for (int first = 0; first < letters.length(); first++) {
        char letter = letters.charAt(first);
        int second = letters.indexOf(letter, first + 1);
        if (second >= 0) {
          String rest =
              letters.substring(0, first)
                  + letters.substring(first + 1, second)
                  + letters.substring(second + 1);
          return diagonal(letter, first, second, rest).withoutRepeats();
        }
      }
      return this;
    }

    private Labeled diagonal(char letter, int first, int second, String rest) {
      int n = dim(letter);
      int[] order = new int[tensor.rank()];
      order[0] = first;
      order[1] = second;
      int next = 2;
      for (int axis = 0; axis < order.length; axis++) {
        if (axis != first && axis != second) {
          order[next++] = axis;
        }
      }
      Tensor front = tensor.transpose(order);
      int[] picks = new int[n];
      Arrays.setAll(picks, i -> i * (n + 1));
      Shape others = front.shape().slice(2, tensor.rank());
      Tensor rows = front.reshape(others.prepend(n * n));
      Tensor indices = Engine.beside(tensor, () -> Tensor.of(picks, Shape.of(n)));
      return new Labeled(rows.gather(indices, 0), letter + rest);
    }

    /** Summed over the axes that {@code needed} does not name. */
    Labeled summedTo(String needed) {
      int[] gone = new int[letters.length()];
      int count = 0;
      StringBuilder rest = new StringBuilder();
      for (int axis = 0; axis < letters.length(); axis++) {
        if (needed.indexOf(letters.charAt(axis)) < 0) {
          gone[count++] = axis;
        } else {
          rest.append(letters.charAt(axis));
        }
      }
      return count == 0
          ? this
          : new Labeled(tensor.sum(Arrays.copyOf(gone, count)), rest.toString());
    }

    /** The axes in this order; all letters must be there. */
    Labeled ordered(String order) {
      if (order.equals(letters)) {
        return this;
      }
      int[] permutation = order.chars().map(letters::indexOf).toArray();
      return new Labeled(tensor.transpose(permutation), order);
    }

    /** The product with another operand, summed over what only the two of them name. */
    Labeled times(Labeled other, String later) {
      Labeled a = summedTo(other.letters + later);
      Labeled b = other.summedTo(letters + later);
      String shared = common(a.letters, b.letters);
      String contracted = without(shared, later);
      String batch = without(shared, contracted);
      String onlyA = without(a.letters, shared);
      String onlyB = without(b.letters, shared);
      String result = batch + onlyA + onlyB;
      if (contracted.isEmpty()) {
        return new Labeled(a.spread(result).mul(b.spread(result)), result);
      }
      int[] batchDims = new int[batch.length()];
      Arrays.setAll(batchDims, i -> Math.max(a.dim(batch.charAt(i)), b.dim(batch.charAt(i))));
      Tensor rows = a.matrix(batch, onlyA, contracted);
      Tensor columns = b.matrix(batch, contracted, onlyB);
      Tensor product = rows.matmul(columns);
      int[] dims = Arrays.copyOf(batchDims, result.length());
      for (int i = 0; i < onlyA.length(); i++) {
        dims[batch.length() + i] = a.dim(onlyA.charAt(i));
      }
      for (int i = 0; i < onlyB.length(); i++) {
        dims[batch.length() + onlyA.length() + i] = b.dim(onlyB.charAt(i));
      }
      return new Labeled(product.reshape(Shape.of(dims)), result);
    }

    /** With axes of length 1 where {@code order} names what is not here. */
    private Tensor spread(String order) {
      StringBuilder own = new StringBuilder();
      int[] dims = new int[order.length()];
      for (int i = 0; i < dims.length; i++) {
        char letter = order.charAt(i);
        dims[i] = dim(letter);
        own.append(letters.indexOf(letter) >= 0 ? String.valueOf(letter) : "");
      }
      return ordered(own.toString()).tensor.reshape(Shape.of(dims));
    }

    /** {@code (batch…, product of rows, product of columns)}. */
    private Tensor matrix(String batch, String rows, String columns) {
      Labeled moved = ordered(batch + rows + columns);
      int[] dims = new int[batch.length() + 2];
      Arrays.setAll(dims, i -> i < batch.length() ? dim(batch.charAt(i)) : 1);
      rows.chars().forEach(c -> dims[batch.length()] *= dim((char) c));
      columns.chars().forEach(c -> dims[batch.length() + 1] *= dim((char) c));
      return moved.tensor.reshape(Shape.of(dims));
    }

    private static String common(String a, String b) {
      return filter(a, b, true);
    }

    private static String without(String a, String b) {
      return filter(a, b, false);
    }

    private static String filter(String a, String b, boolean present) {
      StringBuilder kept = new StringBuilder();
      for (char c : a.toCharArray()) {
        if (b.indexOf(c) >= 0 == present) {
          kept.append(c);
        }
      }
      return kept.toString();
    }
  }
}
