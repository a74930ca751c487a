package keratin.datasets;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import keratin.formats.tar.Tar;
import keratin.text.Tokenizer;
import keratin.utils.Progbar;

/**
 * The archive of film reviews as its authors publish it: a text file for each, {@code
 * aclImdb/train/pos/0_9.txt}.
 *
 * @param numbers of words by frequency; others are left out
 * @see <a href="https://ai.stanford.edu/~amaas/data/sentiment/">Maas et al. 2011</a>
 */
record ReviewTexts(Map<String, Integer> numbers) {
  private static final Pattern REVIEW =
      Pattern.compile(".*(train|test)/(pos|neg)/(\\d+)_\\d+\\.txt");
  private static final int ALL = 50_000;
  private static final int SHOWN = 1000;

  private record Review(String part, int label, int place, String text) {
    static Review of(String path, byte[] bytes) {
      Matcher name = REVIEW.matcher(path);
      if (!name.matches()) {
        throw new IllegalStateException(path);
      }
      return new Review(
          name.group(1),
          name.group(2).equals("pos") ? 1 : 0,
          Integer.parseInt(name.group(3)),
          new String(bytes, StandardCharsets.UTF_8));
    }
  }

  /** The word numbers of the reviews of each part, {@code "train"} and {@code "test"}. */
  Map<String, WordSequences> read(Path archive, PrintStream out) throws IOException {
    List<Review> reviews = new ArrayList<>();
    out.println("Reading " + archive);
    Progbar progress = new Progbar(ALL).unitName("review").output(out::print);
    Tar.visit(
        archive,
        path -> REVIEW.matcher(path).matches(),
        (path, bytes) -> {
          reviews.add(Review.of(path, bytes));
          if (reviews.size() % SHOWN == 0) {
            progress.update(reviews.size(), Map.of());
          }
        });
    Map<String, WordSequences> parts = new LinkedHashMap<>();
    reviews.stream()
        .collect(Collectors.groupingBy(Review::part))
        .forEach((part, all) -> parts.put(part, sequences(all)));
    return parts;
  }

  private WordSequences sequences(List<Review> reviews) {
    List<Review> ordered =
        reviews.stream()
            .sorted(Comparator.comparingInt(Review::label).thenComparingInt(Review::place))
            .toList();
    return new WordSequences(
        ordered.parallelStream().map(r -> words(r.text())).toList(),
        ordered.stream().mapToLong(Review::label).toArray());
  }

  private int[] words(String text) {
    return Tokenizer.textToWordSequence(text).stream()
        .map(numbers::get)
        .filter(Objects::nonNull)
        .mapToInt(n -> n)
        .toArray();
  }
}
