package keratin.models;

import java.util.Iterator;
import java.util.function.Supplier;
import keratin.memory.Storage;
import keratin.tensor.Recorders;
import keratin.tensor.Tensor;

/**
 * Gives back, while a model runs, the tensors between its layers: nobody outside has seen them.
 *
 * <p>Not in training, nor where a tape listens: gradients need them.
 */
final class Disposal {
  private final String model;
  private final boolean active;
  private final long first;

  /** For one run of a model, beginning now. */
  Disposal(String model, boolean training, Tensor like) {
    this.model = model;
    active = !training && !like.isSymbolic() && !Recorders.isListening();
    // Tensors made from here on have higher numbers; others are not ours to release.
    first = active ? Tensor.symbol(like.spec()).id() : Long.MAX_VALUE;
  }

  /**
   * Releases a tensor that no further layer reads, unless one that is still needed is the same, or
   * is tied to it, as probabilities are to their logits.
   */
  void release(Tensor dead, Supplier<Iterator<Tensor>> needed) {
    if (!active || dead.id() <= first) {
      return;
    }
    Iterator<Storage> memory = dead.storages().iterator();
    if (memory.hasNext() && !isHeld(memory.next(), needed.get())) {
      dead.release("the model \"%s\", which had no more use for it".formatted(model));
    }
  }

  private static boolean isHeld(Storage memory, Iterator<Tensor> needed) {
    while (needed.hasNext()) {
      for (Storage held : needed.next().storages()) {
        if (held == memory) {
          return true;
        }
      }
    }
    return false;
  }
}
