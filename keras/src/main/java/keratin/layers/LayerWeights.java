package keratin.layers;

import java.util.ArrayList;
import java.util.List;
import keratin.regularizers.Regularizer;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;
import org.jspecify.annotations.Nullable;

/** A layer's own weights, with what training needs to know of each. */
final class LayerWeights {
  private final List<Weight> weights = new ArrayList<>();

  /**
   * A weight.
   *
   * @param learned whether training changes it while the layer is trainable
   * @param built whether {@code build} made it, not the constructor
   */
  private record Weight(
      Variable variable, @Nullable Regularizer regularizer, boolean learned, boolean built) {}

  void add(Variable variable, @Nullable Regularizer regularizer, boolean learned, boolean built) {
    weights.add(new Weight(variable, regularizer, learned, built));
  }

  /** Forgets what {@code build} made. */
  void forgetBuilt() {
    weights.removeIf(Weight::built);
  }

  boolean isEmpty() {
    return weights.isEmpty();
  }

  /** All, those that are learned first: the order in which Keras saves them. */
  void collect(List<Variable> into) {
    for (boolean learned : new boolean[] {true, false}) {
      weights.stream().filter(w -> w.learned == learned).forEach(w -> into.add(w.variable));
    }
  }

  /** Those that are trainable, or those that are not; none is trainable unless {@code allowed}. */
  void collect(boolean trainable, boolean allowed, List<Variable> into) {
    for (Weight weight : weights) {
      if ((allowed && weight.variable.isTrainable()) == trainable) {
        into.add(weight.variable);
      }
    }
  }

  /** The penalties of those that are trainable. */
  void collectPenalties(List<Tensor> into) {
    for (Weight weight : weights) {
      if (weight.regularizer != null && weight.variable.isTrainable()) {
        into.add(weight.regularizer.call(weight.variable));
      }
    }
  }

  /** Freezes all, or frees those that are learned. */
  void trainable(boolean on) {
    for (Weight weight : weights) {
      weight.variable.trainable(on && weight.learned);
    }
  }
}
