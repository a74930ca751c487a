package keratin.data;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import keratin.memory.Memory;
import keratin.random.DatasetRandom;
import keratin.random.RandomOps;
import keratin.random.Seed;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** How datasets begin: as tensors, numbers, generators, or other datasets. */
abstract sealed class DatasetCreation extends DatasetFiles permits Dataset {
  DatasetCreation() {}

  /**
   * The rows of tensors: element {@code i} holds row {@code i} of each.
   *
   * @throws ShapeException if the first axes differ
   */
  public static Dataset fromTensorSlices(Tensor... tensors) {
    return rowsOf(Element.of(tensors));
  }

  /** The rows of named tensors. */
  public static Dataset fromTensorSlices(Map<String, Tensor> tensors) {
    return rowsOf(Element.of(tensors));
  }

  private static Dataset rowsOf(Element whole) {
    int rows = rows(whole);
    return counted(rows, i -> whole.row((int) i));
  }

  /** One element that holds these tensors as they are. */
  public static Dataset fromTensors(Tensor... tensors) {
    return fromElements(List.of(Element.of(tensors)));
  }

  /** These elements, which keep their memory. */
  public static Dataset fromElements(List<Element> elements) {
    return counted(elements.size(), i -> elements.get((int) i).share());
  }

  private interface Made {
    Element make(long i);
  }

  private static Dataset counted(long count, Made elements) {
    return new Dataset(
        count,
        () ->
            new Source<>() {
              private long next;

              @Override
              boolean advance() {
                return next != count && give(elements.make(next++));
              }
            });
  }

  /**
   * What an iterator gives; every iteration begins a new one. The dataset takes its elements over.
   */
  public static Dataset fromGenerator(Supplier<? extends Iterator<Element>> generator) {
    return new Dataset(Dataset.UNKNOWN, generator::get);
  }

  /** The numbers 0, 1, … before {@code stop}, int64. */
  public static Dataset range(long stop) {
    return range(0, stop);
  }

  /** The numbers from {@code start} to before {@code stop}, int64. */
  public static Dataset range(long start, long stop) {
    return range(start, stop, 1);
  }

  /** Every {@code step}-th number from {@code start} to before {@code stop}, int64. */
  public static Dataset range(long start, long stop, long step) {
    if (step == 0) {
      throw new IllegalArgumentException("range: the step must not be 0.");
    }
    long count = Math.max(0, Math.ceilDiv(stop - start, step));
    return counted(count, i -> Element.of(Tensor.of(start + i * step)));
  }

  /** Random numbers from 0 to 2³² − 1, int64, without end; TensorFlow's for this seed. */
  public static Dataset random(long seed) {
    DatasetRandom random = new DatasetRandom(seed);
    return new Dataset(
        Dataset.INFINITE,
        () -> {
          LongSupplier numbers = random.iterate();
          return new Source<>() {
            @Override
            boolean advance() {
              return give(Element.of(Tensor.of(numbers.getAsLong())));
            }
          };
        });
  }

  /** The common length of the first axes. */
  static int rows(Element whole) {
    int rows = -1;
    for (Tensor tensor : whole.tensors()) {
      int length = tensor.rank() == 0 ? -1 : tensor.shape().dim(0);
      if (length < 0 || rows >= 0 && length != rows) {
        throw new ShapeException(
            "All tensors must have the same number of rows, but the shapes are %s."
                .formatted(whole.tensors().stream().map(Tensor::shape).toList()));
      }
      rows = length;
    }
    return rows;
  }

  // ---- several datasets ----

  /** One element of each dataset at a time, their tensors side by side; ends with the shortest. */
  public static Dataset zip(Dataset... datasets) {
    return Mixing.zip(List.of(datasets));
  }

  /**
   * Elements of several datasets, in an order of choices.
   *
   * @param choices whole numbers, which of the datasets is next; ends when that one has ended
   */
  public static Dataset chooseFromDatasets(List<Dataset> datasets, Dataset choices) {
    return chooseFromDatasets(datasets, choices, true);
  }

  /**
   * As {@link #chooseFromDatasets(List, Dataset)}.
   *
   * @param stopOnEmptyDataset false to go on without datasets that have ended
   */
  public static Dataset chooseFromDatasets(
      List<Dataset> datasets, Dataset choices, boolean stopOnEmptyDataset) {
    return Mixing.choose(
        datasets,
        () -> {
          Iterator<Element> upstream = choices.iterator();
          return () -> upstream.hasNext() ? upstream.next().x().intValue() : -1;
        },
        stopOnEmptyDataset);
  }

  /**
   * Elements of several datasets in random order, TensorFlow's for this seed; goes on without
   * datasets that have ended.
   *
   * @param weights how likely each dataset is; null for all alike
   */
  public static Dataset sampleFromDatasets(
      List<Dataset> datasets, double @Nullable [] weights, long seed) {
    return sampleFromDatasets(datasets, weights, seed, false);
  }

  /**
   * As {@link #sampleFromDatasets(List, double[], long)}.
   *
   * @param stopOnEmptyDataset true to end when a dataset is chosen that has ended
   */
  public static Dataset sampleFromDatasets(
      List<Dataset> datasets, double @Nullable [] weights, long seed, boolean stopOnEmptyDataset) {
    if (weights != null && weights.length != datasets.size()) {
      throw new IllegalArgumentException(
          "sampleFromDatasets: there are %d weights for %d datasets. Give one for each."
              .formatted(weights.length, datasets.size()));
    }
    double[] logits = new double[datasets.size()];
    Arrays.setAll(logits, i -> weights == null ? 0 : Math.log(weights[i]));
    DatasetRandom random = new DatasetRandom(seed);
    return Mixing.choose(datasets, () -> choices(logits, random), stopOnEmptyDataset);
  }

  private static IntSupplier choices(double[] logits, DatasetRandom random) {
    LongSupplier numbers = random.iterate();
    return () -> {
      Seed seed = Seed.of(numbers.getAsLong(), numbers.getAsLong());
      return Memory.tidy(
          () ->
              RandomOps.categorical(Tensor.of(logits, Shape.of(1, logits.length)), 1, seed)
                  .reshape()
                  .intValue());
    };
  }
}
