package keratin.datasets;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import keratin.data.Table;
import keratin.formats.ArrayData;
import keratin.formats.FormatException;
import keratin.formats.numpy.Npz;
import keratin.ops.Ops;
import keratin.random.NumpyRandom;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Spec;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Prices of houses. */
final class Housing {
  private static final SetFile BOSTON =
      new SetFile(
          "tabular",
          "boston_housing.npz",
          "f553886a1f8d56431e820c5b82552d9d95cfcb96d1e678153f8839538947dff5");
  private static final SetFile CALIFORNIA =
      new SetFile(
          "tabular",
          "california_housing.npz",
          "1a2e3a52e0398de6463aebe6f4a8da34fb21fbb6b934cf88c3425e766f2a1a6f");
  private static final String BOSTON_TABLE = "sklearn-boston_house_prices.csv";
  private static final int SMALL = 600;

  private Housing() {}

  static TableData boston(Places places, Download download, double testSplit, long seed) {
    Path table = places.data() == null ? null : table(places.data());
    if (table == null) {
      return split(BOSTON.find(places, download), null, testSplit, seed);
    }
    // The first line says how many rows and columns there are.
    Table rows = Table.readCsv(table, ",", 1);
    int last = rows.names().size() - 1;
    Tensor all = rows.numbers().cast(DType.FLOAT64);
    return split(all.slice(1, 0, last), all.slice(1, last, 1).squeeze(1), testSplit, seed);
  }

  private static @Nullable Path table(Path data) {
    Path table = data.resolve("tabular").resolve(BOSTON_TABLE);
    boolean hasFile = Files.isRegularFile(data.resolve("tabular").resolve(BOSTON.name()));
    return Files.isRegularFile(table) && !hasFile ? table : null;
  }

  static TableData california(
      Places places, Download download, String version, double testSplit, long seed) {
    Integer rows =
        switch (version) {
          case "large" -> null;
          case "small" -> SMALL;
          default ->
              throw new IllegalArgumentException(
                  "californiaHousing: version must be \"large\" or \"small\", but \"%s\" came."
                      .formatted(version));
        };
    return split(CALIFORNIA.find(places, download), rows, testSplit, seed);
  }

  private static TableData split(Path file, @Nullable Integer rows, double testSplit, long seed) {
    try (Npz npz = Npz.open(file)) {
      Tensor x = tensor(npz.get("x"));
      Tensor y = tensor(npz.get("y"));
      int count = rows == null ? x.shape().dim(0) : rows;
      return split(x.slice(0, 0, count), y.slice(0, 0, count), testSplit, seed);
    } catch (IOException | FormatException e) {
      throw new DatasetException(file + ": " + e.getMessage(), e);
    }
  }

  private static TableData split(Tensor x, Tensor y, double testSplit, long seed) {
    if (testSplit < 0 || testSplit >= 1) {
      throw new IllegalArgumentException(
          "testSplit must be from 0 to below 1, but %s came.".formatted(testSplit));
    }
    int rows = x.shape().dim(0);
    Tensor order = Tensor.of(new NumpyRandom(seed).permutation(rows));
    Tensor xs = Ops.take(x, order, 0);
    Tensor ys = Ops.take(y, order, 0);
    int train = (int) (rows * (1 - testSplit));
    return new TableData(
        xs.slice(0, 0, train),
        ys.slice(0, 0, train),
        xs.slice(0, train, rows - train),
        ys.slice(0, train, rows - train));
  }

  private static Tensor tensor(ArrayData array) {
    DType type =
        switch (array.type()) {
          case FLOAT64 -> DType.FLOAT64;
          case FLOAT32 -> DType.FLOAT32;
          default ->
              throw new DatasetException(
                  "Prices of houses are floating numbers, but the file holds " + array.type());
        };
    Spec spec = new Spec(type, Shape.of(array.shape()));
    return Tensor.fromArray(spec, MemorySegment.ofBuffer(array.data()));
  }
}
