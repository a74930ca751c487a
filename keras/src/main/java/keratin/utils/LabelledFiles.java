package keratin.utils;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import keratin.data.Dataset;
import keratin.data.Element;
import keratin.ops.Ops;
import keratin.random.NumpyRandom;
import keratin.tensor.DType;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** The files of a folder with their labels: what every dataset from a folder begins with. */
record LabelledFiles(List<Path> paths, @Nullable List<Integer> labels, List<String> classNames) {
  private static final int LARGEST_SEED = 1_000_000;
  private static final int SINGLE_BUFFER = 1024;
  private static final int BATCHES_IN_BUFFER = 8;

  /** Files of these endings, in Keras' order for the seed. */
  static LabelledFiles find(Path folder, FromDirectory how, List<String> endings, long seed) {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException("There is no folder %s.".formatted(folder));
    }
    boolean labelled = how.labelMode != null && (how.inferred || how.labels != null);
    List<String> classes = how.inferred ? classes(folder, how) : List.of("");
    List<Path> paths = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (int i = 0; i < classes.size(); i++) {
      List<Path> found = files(folder.resolve(classes.get(i)), how, endings);
      paths.addAll(found);
      found.forEach(f -> labels.add(classes.indexOf(folder.relativize(f).getName(0).toString())));
    }
    List<Integer> given = how.labels;
    if (given != null && given.size() != paths.size()) {
      throw new IllegalArgumentException(
          "There are %d labels for the %d files of %s. Give one for each."
              .formatted(given.size(), paths.size(), folder));
    }
    List<Integer> known = !labelled ? null : given == null ? labels : given;
    List<String> names =
        known == null
            ? List.of()
            : given == null ? classes : new TreeSet<>(given).stream().map(String::valueOf).toList();
    if (how.verbose) {
      IO.println(
          known == null
              ? "Found %d files.".formatted(paths.size())
              : "Found %d files belonging to %d classes.".formatted(paths.size(), names.size()));
    }
    LabelledFiles all = new LabelledFiles(paths, known, names);
    return how.shuffle ? all.picked(new NumpyRandom(seed).permutation(paths.size())) : all;
  }

  private static List<String> classes(Path folder, FromDirectory how) {
    List<String> folders;
    try (Stream<Path> entries = Files.list(folder)) {
      folders =
          entries
              .filter(Files::isDirectory)
              .map(p -> p.getFileName().toString())
              .filter(n -> !n.startsWith("."))
              .sorted()
              .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (how.classNames != null && !folders.containsAll(how.classNames)) {
      throw new IllegalArgumentException(
          "The classes %s must be folders of %s, which has %s."
              .formatted(how.classNames, folder, folders));
    }
    return how.classNames == null ? folders : how.classNames;
  }

  private static List<Path> files(Path folder, FromDirectory how, List<String> endings) {
    FileVisitOption[] options =
        how.followLinks
            ? new FileVisitOption[] {FileVisitOption.FOLLOW_LINKS}
            : new FileVisitOption[0];
    try (Stream<Path> entries = Files.walk(folder, options)) {
      return entries
          .filter(Files::isRegularFile)
          .filter(f -> endings.stream().anyMatch(lower(f)::endsWith))
          .sorted(
              Comparator.comparing((Path f) -> String.valueOf(f.getParent()))
                  .thenComparing(f -> f.getFileName().toString()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String lower(Path file) {
    return file.getFileName().toString().toLowerCase(Locale.ROOT);
  }

  private LabelledFiles picked(int... places) {
    List<Integer> known = labels;
    return new LabelledFiles(
        IntStream.of(places).mapToObj(paths::get).toList(),
        known == null ? null : IntStream.of(places).mapToObj(known::get).toList(),
        classNames);
  }

  /** The part that the options ask for. */
  LabelledFiles part(FromDirectory how) {
    if ((how.validationSplit > 0) != (how.subset != null)) {
      throw new IllegalArgumentException(
          "validationSplit and subset go together: give both, or none.");
    }
    if (how.subset == null) {
      return this;
    }
    if (how.shuffle && how.seed == null) {
      throw new IllegalArgumentException(
          "validationSplit with shuffle needs a seed, or the two subsets would overlap.");
    }
    boolean trains = how.subset.equals("training");
    int held = (int) (how.validationSplit * paths.size());
    int first = trains ? 0 : paths.size() - held;
    int end = trains ? paths.size() - held : paths.size();
    if (how.verbose) {
      IO.println("Using %d files for %s.".formatted(end - first, how.subset));
    }
    return picked(IntStream.range(first, end).toArray());
  }

  static long seed(FromDirectory how) {
    return how.seed == null ? ThreadLocalRandom.current().nextInt(LARGEST_SEED) : how.seed;
  }

  /**
   * What {@code read} makes of the files, with their labels, in batches.
   *
   * @param pads whether what is shorter than others of its batch is padded with zeros
   */
  Dataset dataset(FromDirectory how, long seed, UnaryOperator<Tensor> read, boolean pads) {
    String[] names = paths.stream().map(Path::toString).toArray(String[]::new);
    Tensor files = Tensor.of(names);
    Tensor marks = marks(how);
    Dataset all =
        marks == null ? Dataset.fromTensorSlices(files) : Dataset.fromTensorSlices(files, marks);
    Integer size = how.batchSize;
    if (how.shuffle) {
      all = all.shuffle(size == null ? SINGLE_BUFFER : size * BATCHES_IN_BUFFER, seed);
    }
    Dataset loaded =
        all.map(
            e ->
                e.size() == 1
                    ? Element.of(read.apply(e.x()))
                    : Element.of(read.apply(e.x()), e.y()),
            Dataset.AUTOTUNE);
    Dataset batches = size == null ? loaded : pads ? loaded.paddedBatch(size) : loaded.batch(size);
    return batches.prefetch(Dataset.AUTOTUNE);
  }

  private @Nullable Tensor marks(FromDirectory how) {
    if (labels == null) {
      return null;
    }
    if ("binary".equals(how.labelMode) && classNames.size() != 2) {
      throw new IllegalArgumentException(
          "labelMode \"binary\" is for 2 classes, but there are %d: %s."
              .formatted(classNames.size(), classNames));
    }
    Tensor numbers = Tensor.of(labels.stream().mapToInt(l -> l).toArray());
    return switch (how.labelMode) {
      case "binary" -> numbers.cast(DType.FLOAT32).expandDims(-1);
      case "categorical" -> Ops.oneHot(numbers, classNames.size());
      case null, default -> numbers;
    };
  }
}
