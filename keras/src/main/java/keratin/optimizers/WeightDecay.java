package keratin.optimizers;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import keratin.tensor.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Decoupled weight decay, {@code w ← w − w·rate·learningRate}, of all variables but some.
 *
 * @see <a href="https://arxiv.org/abs/1711.05101">Loshchilov and Hutter, Decoupled weight decay
 *     regularization</a>
 */
final class WeightDecay {
  private final Set<Variable> excluded = Collections.newSetFromMap(new IdentityHashMap<>());
  private @Nullable Pattern excludedNames;

  void exclude(List<Variable> variables, String... names) {
    excluded.clear();
    excluded.addAll(variables);
    excludedNames = names.length == 0 ? null : Pattern.compile(String.join("|", names));
  }

  void apply(Variable variable, @Nullable Double rate, double learningRate) {
    if (rate == null || excluded.contains(variable)) {
      return;
    }
    if (excludedNames != null && excludedNames.matcher(variable.name()).find()) {
      return;
    }
    variable.assignSub(variable.mul(rate).mul(learningRate));
  }
}
