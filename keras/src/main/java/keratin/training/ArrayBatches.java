package keratin.training;

import java.util.Iterator;
import keratin.data.Element;
import keratin.random.GlobalRandom;
import keratin.random.KernelStream;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;

/** Batches of rows of tensors, in order or in a new random order for every pass. */
final class ArrayBatches implements Batches {
  private final Rows data;
  private final int rows;
  private final int batchSize;
  private final Shuffling shuffling;

  ArrayBatches(Rows data, int batchSize, Shuffling shuffling) {
    this.data = data;
    this.rows = data.count();
    this.batchSize = batchSize;
    this.shuffling = shuffling;
  }

  @Override
  public long steps() {
    return Math.ceilDiv(rows, batchSize);
  }

  @Override
  public Iterator<Element> pass() {
    // The order in which Keras on TensorFlow shuffles rows.
    int[] order =
        switch (shuffling) {
          case NONE -> new int[0];
          case ROWS -> GlobalRandom.datasetKernel().shuffle(rows);
          case INSIDE_BATCHES -> insideBatches();
        };
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

  private int[] insideBatches() {
    KernelStream kernel = GlobalRandom.datasetKernel();
    int[] order = new int[rows];
    for (int start = 0; start < rows; start += batchSize) {
      int[] inside = kernel.shuffle(Math.min(batchSize, rows - start));
      for (int i = 0; i < inside.length; i++) {
        order[start + i] = start + inside[i];
      }
    }
    return order;
  }

  private Element batch(int[] order, int start, int count) {
    if (order.length == 0) {
      // The whole tensor is handed out as another hold on it, which the loop may release.
      return data.batch(t -> count == rows ? t.stopGradient() : t.slice(0, start, count));
    }
    int[] picked = new int[count];
    System.arraycopy(order, start, picked, 0, count);
    Tensor indices = Tensor.of(picked, Shape.of(count));
    return data.batch(t -> t.gather(indices, 0));
  }
}
