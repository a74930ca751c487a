package keratin.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import keratin.losses.Loss;
import keratin.losses.Losses;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The losses a model was compiled with: their weighted sum, and the mean of each if there are
 * several. Names are turned into losses at the first batch, because {@code "crossentropy"} means
 * what the shapes say.
 */
final class CompiledLoss {
  private final @Nullable Object losses;
  private final @Nullable Object lossWeights;
  private final List<String> outputNames;
  private @Nullable List<Term> terms;

  /** The loss of one output. */
  private record Term(int output, Loss loss, double weight, String name, LossMean mean) {}

  /**
   * The losses of a plan.
   *
   * @param form how the outputs are given; null if the model does not say
   */
  CompiledLoss(Compile plan, List<String> outputNames, @Nullable Object form) {
    this.losses = PerOutput.inOrder("loss", plan.loss(), form);
    this.lossWeights = PerOutput.inOrder("lossWeights", plan.lossWeights(), form);
    this.outputNames = outputNames;
    require(losses);
  }

  /** Misspelt names are errors at once, not at the first batch. */
  private static void require(@Nullable Object source) {
    switch (source) {
      case null -> {}
      case List<?> list -> list.forEach(CompiledLoss::require);
      case Map<?, ?> map -> map.values().forEach(CompiledLoss::require);
      default -> {
        if (!source.equals("crossentropy") && !source.equals("ce")) {
          Losses.get(source);
        }
      }
    }
  }

  private List<Term> terms(List<Tensor> y, List<Tensor> yPred) {
    List<Term> found = terms;
    if (found == null) {
      found = new ArrayList<>();
      int outputs = yPred.size();
      List<@Nullable Object> sources = PerOutput.of("loss", losses, outputs, outputNames);
      List<@Nullable Object> weights =
          PerOutput.of("lossWeights", lossWeights, outputs, outputNames);
      for (int i = 0; i < outputs; i++) {
        Object source = sources.get(i);
        if (source != null) {
          requireTargets(y, yPred);
          Loss loss = Losses.get(source, y.get(i).shape(), yPred.get(i).shape());
          double weight = weights.get(i) instanceof Number number ? number.doubleValue() : 1;
          String name = outputNames.size() == outputs ? outputNames.get(i) : loss.name();
          found.add(new Term(i, loss, weight, name, new LossMean()));
        }
      }
      terms = found;
    }
    return found;
  }

  private void requireTargets(List<Tensor> y, List<Tensor> yPred) {
    if (y.size() != yPred.size()) {
      throw new IllegalArgumentException(
          "The model has %d outputs%s, but y holds %d tensors: one is needed for each."
              .formatted(yPred.size(), outputNames.isEmpty() ? "" : " " + outputNames, y.size()));
    }
  }

  /** The weighted sum; null if there is no loss. */
  @Nullable Tensor of(List<Tensor> y, List<Tensor> yPred, List<Tensor> sampleWeights) {
    List<Term> all = terms(y, yPred);
    Tensor total = null;
    for (Term term : all) {
      Tensor value =
          term.loss.of(
              y.get(term.output), yPred.get(term.output), weight(sampleWeights, term.output));
      if (all.size() > 1) {
        // Keras counts batches here, not rows: the sizes of its batches are not known to its graph.
        term.mean.update(value, 1);
      }
      value = term.weight == 1 ? value : value.mul(term.weight);
      total = total == null ? value : total.add(value);
    }
    return total;
  }

  /** The weights of one output: its own, or the only ones. */
  static @Nullable Tensor weight(List<Tensor> sampleWeights, int output) {
    return sampleWeights.isEmpty()
        ? null
        : sampleWeights.get(sampleWeights.size() == 1 ? 0 : output);
  }

  void reset() {
    if (terms != null) {
      terms.forEach(term -> term.mean.reset());
    }
  }

  /** Adds the means of several losses, unweighted, as {@code NAME_loss}. */
  void results(Map<String, Double> into) {
    if (terms != null && terms.size() > 1) {
      terms.forEach(term -> into.put(term.name + "_loss", term.mean.result()));
    }
  }
}
