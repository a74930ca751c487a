package keratin.training;

import keratin.tensor.Tensor;

/** The mean loss of an epoch; every batch counts by its rows. */
final class LossMean {
  private double total;
  private double rows;
  private double last;

  void update(Tensor loss, int batchRows) {
    last = loss.doubleValue();
    total += last * batchRows;
    rows += batchRows;
  }

  /** The loss of the last batch. */
  double last() {
    return last;
  }

  double result() {
    return rows == 0 ? 0 : (float) (total / rows);
  }

  void reset() {
    total = 0;
    rows = 0;
  }
}
