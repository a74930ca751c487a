package keratin.datasets;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import keratin.random.NumpyRandom;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;

/** Sequences of word numbers with their labels, as files hold them: words by frequency, from 1. */
record WordSequences(List<int[]> words, long[] labels) {
  /** The numbers of an array of lists, as {@code .npz} files hold it. */
  static WordSequences of(List<?> rows, long[] labels) {
    List<int[]> words = new ArrayList<>();
    for (Object row : rows) {
      words.add(((List<?>) row).stream().mapToInt(w -> ((Long) w).intValue()).toArray());
    }
    return new WordSequences(words, labels);
  }

  WordSequences shuffled(NumpyRandom random) {
    return picked(random.permutation(words.size()));
  }

  private WordSequences picked(int... places) {
    return new WordSequences(
        IntStream.of(places).mapToObj(words::get).toList(),
        IntStream.of(places).mapToLong(i -> labels[i]).toArray());
  }

  /** With the first number in front, words moved up, and long texts left out. */
  WordSequences marked(WordOptions how) {
    Integer start = how.startChar;
    int front = start == null ? 0 : 1;
    List<int[]> marked = new ArrayList<>();
    for (int[] text : words) {
      int[] longer = new int[text.length + front];
      if (start != null) {
        longer[0] = start;
      }
      for (int i = 0; i < text.length; i++) {
        longer[front + i] = text[i] + how.indexFrom;
      }
      marked.add(longer);
    }
    WordSequences all = new WordSequences(marked, labels);
    Integer most = how.maxlen;
    return most == null
        ? all
        : all.picked(
            IntStream.range(0, marked.size()).filter(i -> marked.get(i).length < most).toArray());
  }

  int largest() {
    return words.stream().flatMapToInt(Arrays::stream).max().orElse(0);
  }

  /** Rare words, and the most frequent ones if these are to be skipped, replaced or left out. */
  WordSequences limited(WordOptions how, int numWords) {
    Integer unknown = how.oovChar;
    List<int[]> limited = new ArrayList<>();
    for (int[] text : words) {
      IntStream all = Arrays.stream(text);
      limited.add(
          unknown == null
              ? all.filter(w -> w >= how.skipTop && w < numWords).toArray()
              : all.map(w -> w >= how.skipTop && w < numWords ? w : unknown).toArray());
    }
    return new WordSequences(limited, labels);
  }

  /** Two parts: the first {@code count} texts, and the others. */
  SequenceData split(int count) {
    WordSequences train = picked(IntStream.range(0, count).toArray());
    WordSequences test = picked(IntStream.range(count, words.size()).toArray());
    return of(train, test);
  }

  static SequenceData of(WordSequences train, WordSequences test) {
    return new SequenceData(train.words, tensor(train), test.words, tensor(test));
  }

  private static Tensor tensor(WordSequences sequences) {
    return Tensor.of(sequences.labels, Shape.of(sequences.labels.length));
  }
}
