package keratin.layers.preprocessing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tokens and their numbers, which begin behind those of the special tokens. */
final class Vocabulary<T> {
  private final SpecialTokens<T> special;
  private final List<T> tokens;
  private final Map<T, Integer> numbers = new HashMap<>();

  /**
   * The vocabulary of these tokens.
   *
   * @param given without special tokens, or with all of them in front
   * @param maxTokens how many there may be, the special ones among them; null for any number
   * @throws IllegalArgumentException if a token occurs twice, or a special one at another place
   */
  Vocabulary(List<T> given, SpecialTokens<T> special, boolean invert, @Nullable Integer maxTokens) {
    this.special = special;
    tokens = hasSpecial(given, special) ? given.subList(special.tokenStart(), given.size()) : given;
    Set<T> repeated = new LinkedHashSet<>();
    for (T token : tokens) {
      if (numbers.putIfAbsent(token, special.tokenStart() + numbers.size()) != null) {
        repeated.add(token);
      }
    }
    if (!repeated.isEmpty()) {
      throw new IllegalArgumentException(
          "A vocabulary has every token once, but these occur again: %s.".formatted(repeated));
    }
    requireAbsent(special.mask(), "mask");
    if (invert) {
      requireAbsent(special.oov(), "OOV");
    }
    if (maxTokens != null && size() > maxTokens) {
      throw new IllegalArgumentException(
          "The vocabulary has %d tokens, the special ones %s among them, but max_tokens is %d."
              .formatted(size(), special.front(), maxTokens));
    }
  }

  /** True if the special tokens stand in front of these. */
  static <T> boolean hasSpecial(List<T> given, SpecialTokens<T> special) {
    int start = special.tokenStart();
    return given.size() >= start && given.subList(0, start).equals(special.front());
  }

  private void requireAbsent(@Nullable T token, String name) {
    if (token != null && numbers.containsKey(token)) {
      throw new IllegalArgumentException(
          "The %s token \"%s\" stands at place %d of the vocabulary. Leave special tokens out, or"
                  .formatted(name, token, numbers.get(token) - special.tokenStart())
              + " put all of them in front: %s".formatted(special.front()));
    }
  }

  /** How many numbers there are, those of special tokens included. */
  int size() {
    return special.tokenStart() + tokens.size();
  }

  /** The number of a token; null if it is not known. */
  @Nullable Integer number(T token) {
    return numbers.get(token);
  }

  /** The token of a number; what unknown tokens become if there is none. */
  @Nullable T token(long number) {
    if (number == 0 && special.oovStart() == 1) {
      return special.mask();
    }
    long place = number - special.tokenStart();
    return place >= 0 && place < tokens.size() ? tokens.get((int) place) : special.oov();
  }

  /** The known tokens. */
  List<T> tokens() {
    return tokens;
  }

  /** All tokens in the order of their numbers. */
  List<@Nullable T> all() {
    List<@Nullable T> all = new ArrayList<>(special.front());
    all.addAll(tokens);
    return all;
  }
}
