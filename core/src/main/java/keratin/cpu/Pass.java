package keratin.cpu;

import java.util.List;

/**
 * One pass over a block of samples, on the way of a recurrent cell.
 *
 * @param <B> which block
 */
@FunctionalInterface
interface Pass<B> {
  /*
   * A step is a list of passes, and not one method that calls them: the compiler would inline all of
   * them into it, give up in the middle, and make objects of the vectors there. A call that sees
   * many classes is not inlined, so that every pass is compiled by itself. But a call that sees two
   * is, as that of the simple cell's way back did. So there is one call for all lists.
   */

  /** Does it. */
  void over(B block);

  /** Does all passes in turn. */
  static <B> void all(List<Pass<B>> passes, B block) {
    for (Pass<B> pass : passes) {
      pass.over(block);
    }
  }
}
