package keratin.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Several datasets in one. */
final class Mixing {
  private Mixing() {}

  static Dataset zip(List<Dataset> inputs) {
    if (inputs.isEmpty()) {
      throw new IllegalArgumentException("zip: give at least one dataset.");
    }
    long[] counts = inputs.stream().mapToLong(Dataset::cardinality).toArray();
    long count =
        LongStream.of(counts).anyMatch(c -> c == Dataset.UNKNOWN)
            ? Dataset.UNKNOWN
            : LongStream.of(counts).filter(c -> c >= 0).min().orElse(Dataset.INFINITE);
    return new Dataset(
        count,
        () -> {
          List<Iterator<Element>> all = inputs.stream().map(Dataset::iterator).toList();
          return new Source<>() {
            @Override
            boolean advance() {
              List<Element> parts = new ArrayList<>();
              for (Iterator<Element> one : all) {
                if (!one.hasNext()) {
                  parts.forEach(p -> p.release("Dataset.zip, as another dataset had ended"));
                  return false;
                }
                parts.add(one.next());
              }
              return give(Element.join(parts));
            }
          };
        });
  }

  static Dataset concatenate(Dataset first, Dataset second) {
    long a = first.cardinality();
    long b = second.cardinality();
    boolean infinite = a == Dataset.INFINITE || b == Dataset.INFINITE;
    long count = infinite ? Dataset.INFINITE : a < 0 || b < 0 ? Dataset.UNKNOWN : a + b;
    Parts<Dataset> parts = new Parts<>(2, List.of(first, second)::iterator);
    return new Dataset(count, parts.flatMap(part -> part)::iterator);
  }

  /** A dataset for each element, and the element until that dataset has ended. */
  private static final class Opened {
    private final Element owner;
    private final Iterator<Element> elements;

    Opened(Element owner, Function<Element, Dataset> function) {
      this.owner = owner;
      elements = function.apply(owner).iterator();
    }

    boolean hasNext() {
      boolean more = elements.hasNext();
      if (!more) {
        owner.release("a Dataset, whose elements for it had all been given");
      }
      return more;
    }
  }

  /*
   * Places take turns, each for blockLength elements. A place whose dataset has ended stays empty
   * until its next turn, which opens the next dataset: TensorFlow's order.
   */
  static Dataset interleave(
      Dataset input, Function<Element, Dataset> function, int cycleLength, int blockLength) {
    if (cycleLength < 1 || blockLength < 1) {
      throw new IllegalArgumentException(
          "interleave: cycleLength and blockLength must be at least 1, but %d and %d came."
              .formatted(cycleLength, blockLength));
    }
    return new Dataset(
        Dataset.UNKNOWN,
        () -> {
          Iterator<Element> upstream = input.iterator();
          List<@Nullable Opened> places =
              new ArrayList<>(Collections.nCopies(cycleLength, (Opened) null));
          return new Source<>() {
            private int place;
            private int given;
            private int open;

            @Override
            boolean advance() {
              while (open > 0 || upstream.hasNext()) {
                Opened current = places.get(place);
                if (current == null && upstream.hasNext()) {
                  current = new Opened(upstream.next(), function);
                  places.set(place, current);
                  open++;
                }
                if (current == null) {
                  nextPlace();
                } else if (current.hasNext()) {
                  give(current.elements.next());
                  if (++given == blockLength) {
                    nextPlace();
                  }
                  return true;
                } else {
                  places.set(place, null);
                  open--;
                  nextPlace();
                }
              }
              return false;
            }

            private void nextPlace() {
              place = (place + 1) % cycleLength;
              given = 0;
            }
          };
        });
  }

  /**
   * Elements of several datasets in the order of choices.
   *
   * @param choices begins the choices of an iteration: places of datasets, −1 at the end
   * @param stopOnEmpty whether to end when a dataset is chosen that has ended, rather than go on
   */
  static Dataset choose(List<Dataset> inputs, Supplier<IntSupplier> choices, boolean stopOnEmpty) {
    return new Dataset(
        Dataset.UNKNOWN,
        () -> {
          List<Iterator<Element>> all = inputs.stream().map(Dataset::iterator).toList();
          IntSupplier choice = choices.get();
          boolean[] ended = new boolean[all.size()];
          return new Source<>() {
            @Override
            boolean advance() {
              int left = (int) Arrays.stream(toArray(ended)).filter(e -> e == 0).count();
              while (left > 0) {
                int chosen = choice.getAsInt();
                if (chosen < 0) {
                  return false;
                }
                if (chosen >= all.size()) {
                  throw new IllegalArgumentException(
                      "chooseFromDatasets: there are %d datasets; the choice %d is none of them."
                          .formatted(all.size(), chosen));
                }
                if (all.get(chosen).hasNext()) {
                  return give(all.get(chosen).next());
                }
                if (stopOnEmpty) {
                  return false;
                }
                left -= ended[chosen] ? 0 : 1;
                ended[chosen] = true;
              }
              return false;
            }
          };
        });
  }

  private static int[] toArray(boolean[] flags) {
    int[] numbers = new int[flags.length];
    Arrays.setAll(numbers, i -> flags[i] ? 1 : 0);
    return numbers;
  }
}
