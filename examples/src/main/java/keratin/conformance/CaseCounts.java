package keratin.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import keratin.memory.Memory;
import keratin.tensor.CustomOp;
import keratin.tensor.DType;
import keratin.tensor.Op;
import keratin.tensor.Recorder;
import keratin.tensor.Recorders;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** How well recorded cases cover classes and functions. */
public final class CaseCounts {
  private final Map<String, Count> counts = new TreeMap<>();

  /**
   * The cases about one class or function.
   *
   * @param cases all of them
   * @param passed those that agree with Keras
   * @param gradients those of the passed ones that compare gradients too
   * @param order for an op the highest order to which the gradients of what it is made of are
   *     tested; 0 where no gradient flows
   */
  public record Count(int cases, int passed, int gradients, int order) {
    private Count plus(boolean hasPassed, boolean hasGradients, int found) {
      return new Count(
          cases + 1,
          passed + (hasPassed ? 1 : 0),
          gradients + (hasPassed && hasGradients ? 1 : 0),
          Math.max(order, found));
    }
  }

  private static final Count NONE = new Count(0, 0, 0, 0);

  private CaseCounts() {}

  /**
   * Runs the cases of ops and layers in a folder.
   *
   * @throws IOException if a file cannot be read or is not a case file
   */
  public static CaseCounts of(Path folder) throws IOException {
    CaseCounts all = new CaseCounts();
    for (Case recorded : CaseFiles.read(folder)) {
      String kind = recorded.kind();
      if (kind.equals("op") || kind.equals("layer")) {
        boolean passed = Runner.run(recorded).passed();
        boolean gradients =
            recorded.fields().propertyNames().stream().anyMatch(n -> n.startsWith("expected_grad"));
        int order = passed && kind.equals("op") ? Memory.tidy(() -> order(recorded)) : 0;
        String name = recorded.subject().replaceFirst("^image\\.", "");
        all.counts.merge(
            kind + " " + name,
            NONE.plus(passed, gradients, order),
            (old, one) -> old.plus(passed, gradients, order));
      }
    }
    return all;
  }

  /** The cases of a kind about a class or function. */
  public Count about(String kind, String name) {
    return counts.getOrDefault(kind + " " + name, NONE);
  }

  /** The name in snake case that a function of {@code keras.ops} has here. */
  public static String here(String function) {
    return OpNames.here(function);
  }

  /*
   * A tape records the calls of ops that declare themselves differentiable. OpContractTest checks
   * gradients of order 1 and 2 of all primitive and fused ones in keratin.tensor, whatever is made
   * of them; of a CustomOp, there or elsewhere, it knows nothing.
   */
  private static int order(Case recorded) {
    List<@Nullable Object> arguments = Values.list(recorded.get("args"));
    int order = order(recorded, arguments);
    // Many cases are about integers, through which no gradient flows whatever the function is.
    for (int i = 0; order <= 0 && i < arguments.size(); i++) {
      List<@Nullable Object> changed = new ArrayList<>(arguments);
      changed.set(i, real(arguments.get(i)));
      order = order(recorded, changed);
      if (order <= 0 && arguments.get(i) instanceof List<?> list) {
        List<@Nullable Object> parts = new ArrayList<>();
        list.forEach(part -> parts.add(real(part)));
        changed.set(i, parts);
        order = order(recorded, changed);
      }
    }
    return Math.max(0, order);
  }

  /**
   * For a function without cases what {@link Count#order} is for others, found by a call with one,
   * two or three small tensors; −1 if it takes none of these.
   */
  public static int orderOfCall(String function) {
    ObjectNode fields = JsonMapper.builder().build().createObjectNode();
    fields.put("function", function).putObject("kwargs");
    Case call = new Case("", function, "op", fields);
    Tensor x = Tensor.of(new float[][] {{0.2f, 0.7f}, {0.4f, 0.1f}});
    int order = -1;
    for (int count = 1; order < 0 && count <= 3; count++) {
      List<@Nullable Object> arguments = new ArrayList<>(Collections.nCopies(count, x));
      order = Memory.tidy(() -> order(call, arguments));
    }
    return order;
  }

  private static @Nullable Object real(@Nullable Object argument) {
    Object value = argument instanceof List<?> list ? Conversion.tensor(list) : argument;
    Object tensor = value instanceof Conversion converted ? converted.value() : value;
    return tensor instanceof Tensor t && t.dtype() != DType.STRING
        ? t.cast(DType.FLOAT32)
        : argument;
  }

  private static int order(Case recorded, List<@Nullable Object> arguments) {
    AtomicBoolean foreign = new AtomicBoolean();
    Recorder listener =
        (op, in, out) -> {
          if (op.isDifferentiable() && !isInContract(op)) {
            foreign.set(true);
          }
        };
    Recorders.push(listener);
    try {
      Gradients.Result<@Nullable Object> result =
          Gradients.of(
              FunctionCall.tensors(arguments),
              FunctionCall.unchecked(() -> OpCases.keras(recorded, arguments)));
      boolean flows = result.gradients().stream().anyMatch(Objects::nonNull);
      return flows ? foreign.get() ? 1 : 2 : 0;
    } catch (Exception e) {
      // The case expects an error, or the function takes no reals: nothing to differentiate.
      return -1;
    } finally {
      Recorders.remove(listener);
    }
  }

  private static boolean isInContract(Op op) {
    return !(op instanceof CustomOp)
        && op.getClass().getPackageName().equals(Op.class.getPackageName());
  }
}
