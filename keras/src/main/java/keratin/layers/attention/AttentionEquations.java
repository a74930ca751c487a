package keratin.layers.attention;

import java.util.List;

/**
 * The equations of attention along some axes of {@code (batch, …, heads, size)}: all other axes are
 * batches.
 *
 * @param scores of keys and queries, {@code (batches, heads, query axes, key axes)}
 * @param mixed of scores and values
 */
record AttentionEquations(String scores, String mixed) {
  /** The equations for projected tensors of this rank. */
  static AttentionEquations of(int rank, List<Integer> axes) {
    StringBuilder target = new StringBuilder();
    StringBuilder source = new StringBuilder();
    StringBuilder product = new StringBuilder();
    StringBuilder sources = new StringBuilder();
    int next = rank;
    for (int i = 0; i < rank; i++) {
      target.append(letter(i));
      source.append(axes.contains(i) ? letter(next++) : letter(i));
      if (i < rank - 1 && !axes.contains(i)) {
        product.append(letter(i));
      }
    }
    for (int axis : axes) {
      product.append(target.charAt(axis));
      sources.append(source.charAt(axis));
    }
    product.append(sources);
    return new AttentionEquations(
        source + "," + target + "->" + product, product + "," + source + "->" + target);
  }

  /** The equation of a projection of the last {@code bound} axes to {@code made} new ones. */
  static String projection(int free, int bound, int made) {
    String kept = letters(0, free);
    String summed = letters(free, bound);
    String output = letters(free + bound, made);
    return kept + summed + "," + summed + output + "->" + kept + output;
  }

  /** The new axes of such a projection, which a bias has. */
  static String biasAxes(int free, int bound, int made) {
    return letters(free + bound, made);
  }

  private static String letters(int from, int count) {
    StringBuilder letters = new StringBuilder();
    for (int i = from; i < from + count; i++) {
      letters.append(letter(i));
    }
    return letters.toString();
  }

  private static char letter(int i) {
    return (char) ('a' + i);
  }
}
