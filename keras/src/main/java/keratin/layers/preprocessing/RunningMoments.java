package keratin.layers.preprocessing;

import java.util.Iterator;
import java.util.List;
import keratin.memory.Memory;
import keratin.ops.Ops;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Mean and variance of numbers that come in batches. */
final class RunningMoments {
  /** The axes that one mean goes over, and the batch with its dtype. */
  interface Layout {
    Tensor prepared(Tensor batch);

    int[] axes(Tensor batch);
  }

  private final Layout layout;
  private @Nullable List<Tensor> moments;
  private long count;

  private RunningMoments(Layout layout) {
    this.layout = layout;
  }

  /**
   * Mean and variance of all batches.
   *
   * @return null if there is none
   */
  static @Nullable List<Tensor> of(Iterator<Tensor> batches, Layout layout) {
    return Memory.tidy(
        () -> {
          RunningMoments running = new RunningMoments(layout);
          while (batches.hasNext()) {
            Tensor batch = batches.next();
            running.moments = Memory.tidy(() -> running.with(batch));
          }
          return running.moments;
        });
  }

  private List<Tensor> with(Tensor batch) {
    Tensor x = layout.prepared(batch);
    int[] axes = layout.axes(x);
    Tensor mean = axes.length == 0 ? x.mul(1) : Ops.mean(x, axes);
    Tensor variance = axes.length == 0 ? x.zerosLike() : Ops.variance(x, axes);
    long added = x.size() / Math.max(1, mean.size());
    List<Tensor> before = moments;
    count += added;
    if (before == null) {
      return List.of(mean, variance);
    }
    double share = (double) added / count;
    Tensor old = before.getFirst();
    Tensor total = old.mul(1 - share).add(mean.mul(share));
    Tensor spread = before.getLast().add(old.sub(total).square()).mul(1 - share);
    Tensor more = variance.add(mean.sub(total).square()).mul(share);
    return List.of(total, spread.add(more));
  }
}
