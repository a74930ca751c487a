package keratin.training;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import keratin.data.Element;
import keratin.random.GlobalRandom;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;

/** Batches of rows of tensors, in order or in a new random order for every pass. */
final class ArrayBatches implements Batches {
  private final List<Tensor> tensors;
  private final int rows;
  private final int batchSize;
  private final boolean shuffle;

  ArrayBatches(List<Tensor> tensors, int batchSize, boolean shuffle) {
    this.tensors = tensors;
    this.rows = rows(tensors);
    this.batchSize = batchSize;
    this.shuffle = shuffle;
  }

  /** The common number of rows of x, y and weights. */
  static int rows(List<Tensor> tensors) {
    String[] roles = {"x", "y", "sampleWeight"};
    Tensor x = tensors.getFirst();
    for (int i = 0; i < tensors.size(); i++) {
      Tensor tensor = tensors.get(i);
      if (tensor.rank() == 0) {
        throw new ShapeException(
            "%s is a single number; its first axis must count the rows.".formatted(roles[i]));
      }
      if (tensor.shape().dim(0) != x.shape().dim(0)) {
        throw new ShapeException(
            ("x has %d rows, but %s has %d: the shapes are %s and %s.\n"
                    + "  Every row of x needs one of %s.")
                .formatted(
                    x.shape().dim(0),
                    roles[i],
                    tensor.shape().dim(0),
                    x.shape(),
                    tensor.shape(),
                    roles[i]));
      }
    }
    int rows = x.shape().dim(0);
    if (rows == 0) {
      throw new ShapeException("The data are empty: x has the shape %s.".formatted(x.shape()));
    }
    return rows;
  }

  @Override
  public long steps() {
    return Math.ceilDiv(rows, batchSize);
  }

  @Override
  public Iterator<Element> pass() {
    // The order in which Keras on TensorFlow shuffles rows.
    int[] order = shuffle ? GlobalRandom.datasetKernel().shuffle(rows) : new int[0];
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        return next < rows;
      }

      @Override
      public Element next() {
        int start = next;
        int count = Math.min(batchSize, rows - start);
        next += count;
        return batch(order, start, count);
      }
    };
  }

  private Element batch(int[] order, int start, int count) {
    List<Tensor> parts = new ArrayList<>();
    if (order.length == 0) {
      for (Tensor tensor : tensors) {
        // The whole tensor is handed out as another hold on it, which the loop may release.
        parts.add(count == rows ? tensor.stopGradient() : tensor.slice(0, start, count));
      }
    } else {
      int[] picked = new int[count];
      System.arraycopy(order, start, picked, 0, count);
      Tensor indices = Tensor.of(picked, Shape.of(count));
      for (Tensor tensor : tensors) {
        parts.add(tensor.gather(indices, 0));
      }
    }
    return Element.of(parts.toArray(new Tensor[0]));
  }
}
