package keratin.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import keratin.random.GlobalRandom;
import keratin.random.PythonRandom;
import org.jspecify.annotations.Nullable;

/**
 * Pairs of words to learn word vectors from: neighbours with label 1, and random pairs with label
 * 0.
 *
 * @param couples pairs of word numbers
 * @param labels 1 for neighbours, 0 for random pairs
 * @see <a href="https://arxiv.org/abs/1301.3781">Mikolov et al. 2013</a>
 */
public record Skipgrams(List<List<Integer>> couples, List<Integer> labels) {
  private static final int LARGEST_SEED = 10_000_000;
  private static final double EULER = 0.577;

  /** Neighbours up to 4 words away, and as many random pairs, shuffled. */
  public static Skipgrams skipgrams(List<Integer> sequence, int vocabularySize) {
    return skipgrams(sequence, vocabularySize, 4, 1, true, null, null);
  }

  /**
   * Pairs of words of a sequence; 0 is no word.
   *
   * @param vocabularySize the largest word number + 1
   * @param windowSize how far apart neighbours are at most
   * @param negativeSamples how many random pairs there are for each pair of neighbours
   * @param samplingTable how probably each word is used, from {@link #makeSamplingTable}; null: all
   * @param seed of the order; null for any
   */
  public static Skipgrams skipgrams(
      List<Integer> sequence,
      int vocabularySize,
      int windowSize,
      double negativeSamples,
      boolean shuffle,
      double @Nullable [] samplingTable,
      @Nullable Long seed) {
    List<List<Integer>> couples = new ArrayList<>();
    for (int i = 0; i < sequence.size(); i++) {
      int word = sequence.get(i);
      if (word == 0
          || samplingTable != null
              && samplingTable[word] < GlobalRandom.<Double>python(PythonRandom::random)) {
        continue;
      }
      int end = Math.min(sequence.size(), i + windowSize + 1);
      for (int j = Math.max(0, i - windowSize); j < end; j++) {
        if (j != i && sequence.get(j) != 0) {
          couples.add(List.of(word, sequence.get(j)));
        }
      }
    }
    List<Integer> labels = new ArrayList<>(Collections.nCopies(couples.size(), 1));
    int negatives = (int) (couples.size() * negativeSamples);
    int[] order = GlobalRandom.python(random -> random.permutation(labels.size()));
    List<Integer> words = new ArrayList<>();
    for (int place : order) {
      words.add(couples.get(place).getFirst());
    }
    for (int i = 0; i < negatives; i++) {
      long other = GlobalRandom.<Long>python(random -> random.randint(1, vocabularySize - 1));
      couples.add(List.of(words.get(i % words.size()), (int) other));
      labels.add(0);
    }
    return shuffle ? shuffled(couples, labels, seed) : new Skipgrams(couples, labels);
  }

  private static Skipgrams shuffled(
      List<List<Integer>> couples, List<Integer> labels, @Nullable Long seed) {
    long start =
        seed == null
            ? GlobalRandom.<Long>python(random -> random.randint(0, LARGEST_SEED))
            : Objects.requireNonNull(seed);
    List<List<Integer>> mixed = new ArrayList<>();
    List<Integer> marks = new ArrayList<>();
    for (int place : new PythonRandom(start).permutation(couples.size())) {
      mixed.add(couples.get(place));
      marks.add(labels.get(place));
    }
    return new Skipgrams(mixed, marks);
  }

  /** As {@link #makeSamplingTable(int, double)}, with the factor 1e-5. */
  public static double[] makeSamplingTable(int size) {
    return makeSamplingTable(size, 1e-5);
  }

  /**
   * How probably a word is used, by its rank among the most frequent ones: frequent words less,
   * with frequencies by Zipf's law.
   */
  public static double[] makeSamplingTable(int size, double samplingFactor) {
    double[] table = new double[size];
    for (int i = 0; i < size; i++) {
      double rank = Math.max(1, i);
      double inverse = rank * (Math.log(rank) + EULER) + 0.5 - 1 / (12 * rank);
      table[i] = Math.min(1, Math.sqrt(samplingFactor * inverse));
    }
    return table;
  }
}
