package keratin.layers.preprocessing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands in front of a vocabulary: the token of what is left out, at 0, and places for tokens
 * that are not known.
 *
 * @param mask the token of what is left out; null if there is none
 * @param oov what unknown tokens become on the way back; null if nothing
 * @param oovCount how many places unknown tokens are spread over
 * @param maskHasPlace whether the mask token takes a number
 */
record SpecialTokens<T>(@Nullable T mask, @Nullable T oov, int oovCount, boolean maskHasPlace) {
  /** The first number of unknown tokens. */
  int oovStart() {
    return mask != null && maskHasPlace ? 1 : 0;
  }

  /** The number of the first known token. */
  int tokenStart() {
    return oovStart() + oovCount;
  }

  /** The tokens in front. */
  List<@Nullable T> front() {
    List<@Nullable T> front = new ArrayList<>();
    if (oovStart() == 1) {
      front.add(mask);
    }
    front.addAll(Collections.nCopies(oovCount, oov));
    return front;
  }
}
