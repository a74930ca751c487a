package keratin.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import keratin.ops.Ops;
import keratin.ops.Ragged;
import keratin.ops.Strings;
import keratin.random.GlobalRandom;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What TensorFlow 2.21 gives for the same pipelines. */
@Tag("F2")
class DatasetTest {
  private static final Dataset A = Dataset.range(4);
  private static final Dataset B = Dataset.range(10, 14);

  /** {@code [0, 1, 2]}: elements as numbers, lists of numbers, or tuples of them. */
  private static String elements(Dataset dataset) {
    List<Object> all = new ArrayList<>();
    for (Element element : dataset) {
      List<Object> parts = new ArrayList<>();
      for (Tensor x : element.tensors()) {
        parts.add(plain(x));
      }
      all.add(
          parts.size() == 1
              ? parts.getFirst()
              : parts.toString().replace('[', '(').replace(']', ')'));
      element.release("the test");
    }
    return all.toString();
  }

  private static Object plain(Tensor x) {
    if (x.dtype() == DType.STRING) {
      return x.rank() == 0 ? x.toStringArray()[0] : List.of(x.toStringArray());
    }
    List<Object> numbers = new ArrayList<>();
    for (long number : x.cast(DType.INT64).toLongArray()) {
      numbers.add(number);
    }
    return x.rank() == 0 ? numbers.getFirst() : numbers;
  }

  private static Element vector(Element e) {
    return Element.of(Ops.full(Shape.of(e.x().intValue()), e.x(), DType.INT64));
  }

  // ---- sources ----

  @Test
  void rowsOfTuplesAndMaps() {
    Tensor names = Tensor.of(new String[] {"a", "b"});
    assertEquals(
        "[(1, a), (2, b)]", elements(Dataset.fromTensorSlices(Tensor.of(new int[] {1, 2}), names)));
    Dataset named = Dataset.fromTensorSlices(Map.of("name", names));
    assertEquals(List.of("name"), named.iterator().next().names());
    assertEquals("[[1, 2]]", elements(Dataset.fromTensors(Tensor.of(new int[] {1, 2}))));
    assertThrows(
        ShapeException.class,
        () -> Dataset.fromTensorSlices(Tensor.of(new int[] {1, 2}), Tensor.of(new int[] {1})));
  }

  @Test
  void generatorsBeginAgain() {
    Dataset squares =
        Dataset.fromGenerator(
            () -> Stream.of(1, 4, 9).map(n -> Element.of(Tensor.of(n))).iterator());
    assertEquals(Dataset.UNKNOWN, squares.cardinality());
    assertEquals("[1, 4, 9, 1, 4, 9]", elements(squares.repeat(2)));
  }

  @Test
  void rangesAndRandomNumbers() {
    assertEquals("[5, 3, 1]", elements(Dataset.range(5, 0, -2)));
    assertEquals(0, Dataset.range(5, 0).cardinality());
    GlobalRandom.setTensorflowSeed(1);
    assertEquals("[2313400127, 3706097062, 3973888079]", elements(Dataset.random(3).take(3)));
    GlobalRandom.clear();
  }

  @Test
  void linesOfFiles(@TempDir Path folder) throws IOException {
    Path one = Files.writeString(folder.resolve("one.txt"), "a b\n\nc");
    Path two = Files.writeString(folder.resolve("two.txt"), "d\n");
    assertEquals("[a b, , c, d]", elements(Dataset.textLines(one, two)));
    Dataset words =
        Dataset.textLines(one)
            .flatMap(e -> Dataset.fromTensorSlices(Strings.split(e.x()).flatValues()));
    assertEquals("[a, b, c]", elements(words));
  }

  // ---- several datasets ----

  @Test
  void sideBySideAndOneAfterTheOther() {
    assertEquals("[(0, 10), (1, 11), (2, 12), (3, 13)]", elements(Dataset.zip(A, B.repeat())));
    assertEquals(4, Dataset.zip(A, B.repeat()).cardinality());
    assertEquals(Dataset.UNKNOWN, Dataset.zip(A.filter(e -> true), B).cardinality());
    assertEquals(Dataset.INFINITE, Dataset.zip(A.repeat(), B.repeat()).cardinality());
    assertEquals("[0, 1, 2, 3, 0, 1]", elements(A.concatenate(A.repeat()).take(6)));
    Dataset named =
        Dataset.zip(
            Dataset.fromTensorSlices(Map.of("a", Tensor.of(new int[] {1}))),
            Dataset.fromTensorSlices(Map.of("b", Tensor.of(new int[] {2}))));
    assertEquals(List.of("a", "b"), named.getSingleElement().names());
  }

  @Test
  void choices() {
    Dataset order =
        Dataset.fromTensorSlices(Tensor.of(new int[] {0, 1, 0, 1, 1, 1, 1, 1, 0, 0, 0, 0}));
    assertEquals(
        "[0, 10, 1, 11, 12, 13]", elements(Dataset.chooseFromDatasets(List.of(A, B), order)));
    assertEquals(
        "[0, 10, 1, 11, 12, 13, 2, 3]",
        elements(Dataset.chooseFromDatasets(List.of(A, B), order, false)));
    GlobalRandom.setTensorflowSeed(1);
    assertEquals(
        "[0, 10, 11, 12, 13, 1, 2, 3]",
        elements(Dataset.sampleFromDatasets(List.of(A, B), new double[] {0.3, 0.7}, 5)));
    GlobalRandom.setTensorflowSeed(1);
    assertEquals(
        "[0, 10, 1, 11, 2, 3]", elements(Dataset.sampleFromDatasets(List.of(A, B), null, 7, true)));
    GlobalRandom.clear();
  }

  @Test
  void datasetsTakeTurns() {
    assertEquals(
        "[0, 1, 1, 2, 2, 3, 2, 4, 4, 5, 5, 6, 5]",
        elements(
            Dataset.range(7)
                .interleave(
                    e -> Dataset.fromTensors(e.x()).repeat(e.x().longValue() % 3 + 1), 3, 2)));
    assertEquals(
        "[0, 0, 1, 0, 1, 0, 2, 1, 2, 3]",
        elements(Dataset.range(5).interleave(e -> Dataset.range(e.x().longValue()), 2, 1)));
    assertEquals(
        "[0, 0, 1, 0, 1, 2]",
        elements(Dataset.range(4).flatMap(e -> Dataset.range(e.x().longValue()))));
  }

  // ---- changing ----

  @Test
  void parallelMapsKeepTheOrder() {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Dataset squares =
        Dataset.range(50)
            .map(
                e -> {
                  most.accumulateAndGet(running.incrementAndGet(), Math::max);
                  Tensor y = e.x().mul(e.x());
                  running.decrementAndGet();
                  return Element.of(y);
                },
                4);
    long[] expected = new long[50];
    java.util.Arrays.setAll(expected, i -> (long) i * i);
    assertEquals(java.util.Arrays.toString(expected), elements(squares));
    assertEquals(50, squares.cardinality());
    assertTrue(most.get() <= 4, "running at once: " + most);
    Dataset broken =
        A.map(
            e -> {
              throw new IllegalStateException("no such file");
            },
            Dataset.AUTOTUNE);
    assertEquals(
        "no such file",
        assertThrows(IllegalStateException.class, () -> broken.iterator().next()).getMessage());
  }

  @Test
  void numbersStatesAndSums() {
    assertEquals("[(7, 10), (8, 11), (9, 12), (10, 13)]", elements(B.enumerate(7)));
    assertEquals(4, B.enumerate(0).cardinality());
    Dataset sums =
        A.scan(
            Element.of(Tensor.of(0L)),
            (s, e) -> {
              Element sum = Element.of(s.x().add(e.x()));
              return new Dataset.Scanned(sum, sum);
            });
    assertEquals("[0, 1, 3, 6]", elements(sums));
    assertEquals("[0, 1, 3, 6]", elements(sums));
    assertEquals(46, B.reduce(Tensor.of(0L), (s, e) -> s.add(e.x())).longValue());
  }

  @Test
  void windows() {
    Dataset ten = Dataset.range(10);
    assertWindows(
        "[[0, 1, 2], [2, 3, 4], [4, 5, 6], [6, 7, 8], [8, 9]]", ten.window(3, 2, 1, false));
    assertWindows("[[0, 1, 2], [2, 3, 4], [4, 5, 6], [6, 7, 8]]", ten.window(3, 2, 1, true));
    assertWindows("[[0, 2], [3, 5], [6, 8]]", ten.window(2, 3, 2, true));
    assertWindows("[[0, 1], [5, 6]]", ten.window(2, 5, 1, false));
    assertWindows("[[0, 1, 2], [3]]", A.window(3));
  }

  private static void assertWindows(String expected, Parts<Dataset> windows) {
    assertEquals(expected, elements(windows.flatMap(w -> w.batch(10))));
    assertEquals(expected.split("\\], \\[").length, windows.cardinality());
  }

  // ---- batches ----

  @Test
  void paddedAndRaggedBatches() {
    Dataset vectors = Dataset.range(1, 4).map(DatasetTest::vector);
    assertEquals("[[1, 0, 2, 2], [3, 3, 3]]", elements(vectors.paddedBatch(2)));
    assertEquals(
        "[[1, -1, -1, -1, 2, 2, -1, -1]]",
        elements(vectors.paddedBatch(2, List.of(Shape.of(4)), List.of(-1), true)));
    assertEquals(
        "paddedBatch: an element (3) is longer than (2), which it is to be padded to.",
        assertThrows(
                ShapeException.class,
                () -> elements(vectors.paddedBatch(2, List.of(Shape.of(2)), null, false)))
            .getMessage()
            .replace(",)", ")"));
    List<Object> rows = new ArrayList<>();
    for (Ragged batch : vectors.raggedBatch(2, false)) {
      rows.add(batch.toList());
    }
    assertEquals("[[[1], [2, 2]], [[3, 3, 3]]]", rows.toString());
    Dataset words = Dataset.fromTensorSlices(Tensor.of(new String[] {"a b", "c"}));
    assertEquals(
        "[[a, b, c, ]]",
        elements(words.map(e -> Element.of(Strings.split(e.x()).flatValues())).paddedBatch(2)));
  }

  @Test
  void batchesTakenApart() {
    assertEquals("[[0, 1], [2, 3]]", elements(A.batch(3).rebatch(2)));
    assertEquals(Dataset.UNKNOWN, A.batch(3).unbatch().cardinality());
    assertEquals("[0, 1, 2]", elements(A.batch(3, true).unbatch()));
  }

  // ---- selection ----

  @Test
  void someOfTheElements() {
    assertEquals("[0, 2]", elements(A.filter(e -> e.x().longValue() % 2 == 0)));
    assertEquals("[0, 1, 0]", elements(A.repeat().filter(e -> e.x().longValue() < 2).take(3)));
    assertEquals("[0, 1]", elements(A.takeWhile(e -> e.x().longValue() != 2)));
    assertEquals("[]", elements(A.skip(-1)));
    assertEquals("[]", elements(A.take(2).skip(3)));
    assertEquals("[0, 1, 2, 3]", elements(A.take(-1)));
    assertEquals("[]", elements(A.repeat(0)));
    assertEquals("[1]", elements(A.shard(3, 1)));
    assertEquals("[(1, 11)]", elements(Dataset.zip(A, B).shard(3, 1)));
    assertEquals("[0, 1, 2, 3]", elements(A.repeat(3).unique()));
    assertThrows(IllegalArgumentException.class, () -> A.shard(3, 3));
  }

  // ---- speed ----

  @Test
  void cachesReadOnce() {
    AtomicInteger reads = new AtomicInteger();
    Dataset cached =
        A.map(
                e -> {
                  reads.incrementAndGet();
                  return Element.of(e.x().mul(2));
                })
            .cache();
    Iterator<Element> left = cached.iterator();
    left.next().release("the test");
    assertEquals("[0, 2, 4, 6, 0, 2, 4, 6]", elements(cached.repeat(2)));
    assertEquals("[0, 2, 4, 6]", elements(cached));
    assertEquals(5, reads.get());
  }

  @Test
  void elementsAhead() {
    AtomicInteger made = new AtomicInteger();
    Dataset counted =
        Dataset.range(100)
            .map(
                e -> {
                  made.incrementAndGet();
                  return e;
                });
    Iterator<Element> some = counted.prefetch(3).iterator();
    assertEquals(0, some.next().x().intValue());
    assertEquals(1, some.next().x().intValue());
    assertTrue(made.get() <= 5, "made ahead: " + made);
    assertEquals("[0, 1, 2, 3]", elements(A.prefetch(Dataset.AUTOTUNE)));
    assertEquals("[0, 1, 2, 3]", elements(A.prefetch(10)));
  }

  @Test
  void iteratorsEnd() {
    Iterator<Element> one = Dataset.range(1).iterator();
    assertTrue(one.hasNext());
    one.next();
    assertFalse(one.hasNext());
    assertEquals(
        "The dataset has no more elements.",
        assertThrows(NoSuchElementException.class, one::next).getMessage());
    assertEquals(
        "getSingleElement: the dataset has more than one element. Use take(1), or iterate.",
        assertThrows(IllegalStateException.class, A::getSingleElement).getMessage());
  }
}
