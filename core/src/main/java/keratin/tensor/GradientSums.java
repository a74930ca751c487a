package keratin.tensor;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import keratin.memory.Scope;
import keratin.memory.Storage;
import org.jspecify.annotations.Nullable;

/**
 * The gradients that a walk back over a tape has gathered so far, by the tensors that they belong
 * to. What has been passed on gives back its memory at once, not at the end of the walk.
 */
final class GradientSums {
  /*
   * One tensor may be the gradient of several, as the sum's is of both operands, so holds are
   * counted. What was not made in this walk, or what another tape has moved out of it because it
   * still needs it, is in another scope and stays.
   */
  private static final String BY = "the gradient tape, which had passed it on";

  private final @Nullable Scope scope = Scope.current();
  private final LongMap<Tensor> sums = new LongMap<>();
  private final LongMap<Boolean> sources = new LongMap<>();
  private final Map<Tensor, Integer> holds = new IdentityHashMap<>();
  private final List<Tensor> spent = new ArrayList<>();

  /** Nothing yet; what belongs to {@code sources} stays to the end. */
  GradientSums(Tensor[] sources) {
    for (Tensor source : sources) {
      this.sources.put(source.id(), true);
    }
  }

  @Nullable Tensor of(Tensor x) {
    return sums.get(x.id());
  }

  /** The gradients of an op's outputs, zeros where one has none; empty if none has any. */
  Tensor[] of(Op op, Tensor[] out) {
    boolean any = false;
    for (Tensor y : out) {
      any |= of(y) != null;
    }
    if (!any) {
      return new Tensor[0];
    }
    Tensor[] received = new Tensor[out.length];
    for (int i = 0; i < received.length; i++) {
      Tensor g = of(out[i]);
      received[i] = g != null ? g : op.needsGradient(i) ? out[i].realZeros() : out[i].hollow();
    }
    return received;
  }

  /** Adds to the gradient of {@code x}; un-broadcasting happens here, once for all ops. */
  void add(Tensor x, Tensor part) {
    Tensor fitted = part.sumTo(x.shape());
    Tensor sum = sums.get(x.id());
    Tensor next = sum == null ? fitted : sum.add(fitted);
    holds.merge(next, 1, Integer::sum);
    sums.put(x.id(), next);
    if (sum != null) {
      drop(sum);
      // Not yet: another part of this node may be the same tensor.
      spent.add(sum);
      spent.add(fitted);
    }
  }

  /** A node has been passed: nobody asks for the gradients of its outputs again. */
  void leave(Tensor[] out, Tensor[] received, @Nullable Tensor[] parts) {
    for (Tensor y : out) {
      Tensor g = sums.get(y.id());
      if (g != null && !sources.contains(y.id())) {
        sums.put(y.id(), null);
        drop(g);
      }
    }
    spent.forEach(this::release);
    spent.clear();
    for (Tensor g : received) {
      release(g);
    }
    for (Tensor part : parts) {
      if (part != null) {
        release(part);
      }
    }
  }

  private void drop(Tensor sum) {
    int left = holds.merge(sum, -1, Integer::sum);
    if (left == 0) {
      holds.remove(sum);
    }
  }

  private void release(Tensor x) {
    if (scope != null && !holds.containsKey(x)) {
      for (Storage storage : x.storages()) {
        scope.release(storage, BY);
      }
    }
  }
}
