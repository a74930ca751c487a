package keratin.autograd;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Derivatives in a direction: how the outputs of a function move when its inputs do.
 *
 * <p>The gradient {@code Jᵀu} of a tape is linear in u, and its own gradient by u in the direction
 * v is {@code Jv}. So this costs two passes backwards, but no op needs a third rule.
 */
public final class ForwardMode {
  private ForwardMode() {}

  /**
   * What {@link #jvp(Function, List, List)} gives.
   *
   * @param primals the function's value
   * @param tangents how it moves, of the same shape
   */
  public record Jvp(Tensor primals, Tensor tangents) {}

  /**
   * The value of a function and its derivative in a direction.
   *
   * {@snippet :
   * ForwardMode.Jvp y = ForwardMode.jvp(Tensor::sin, Tensor.of(0.1), Tensor.of(0.2));
   * // sin(0.1), and 0.2·cos(0.1)
   * }
   */
  public static Jvp jvp(UnaryOperator<Tensor> function, Tensor primal, Tensor tangent) {
    return jvp(in -> function.apply(in[0]), List.of(primal), List.of(tangent));
  }

  /**
   * The value of a function and its derivative in a direction.
   *
   * @param primals the inputs
   * @param tangents the direction, a tensor of the same shape for every input
   * @throws ShapeException if shapes or numbers of tensors differ
   */
  public static Jvp jvp(
      Function<Tensor[], Tensor> function, List<Tensor> primals, List<Tensor> tangents) {
    if (primals.size() != tangents.size()) {
      throw new ShapeException(
          "jvp: %d inputs need as many tangents, but there are %d."
              .formatted(primals.size(), tangents.size()));
    }
    for (int i = 0; i < primals.size(); i++) {
      if (!primals.get(i).shape().equals(tangents.get(i).shape())) {
        throw new ShapeException(
            "jvp: input %d is %s, but its tangent is %s."
                .formatted(i, primals.get(i).shape(), tangents.get(i).shape()));
      }
    }
    try (GradientTape direction = new GradientTape()) {
      Tensor y;
      Tensor along;
      Tensor total;
      try (GradientTape tape = new GradientTape()) {
        List<Tensor> inputs = distinct(primals);
        inputs.forEach(tape::watch);
        y = function.apply(inputs.toArray(new Tensor[0]));
        along = y.onesLike();
        direction.watch(along);
        total = sum(tape.gradient(y.mul(along), inputs), tangents);
      }
      Tensor moved = total == null ? null : direction.gradient(total, along);
      return new Jvp(y, moved == null ? y.zerosLike() : moved);
    }
  }

  /** A tensor that comes twice must be told apart, as the two may move differently. */
  private static List<Tensor> distinct(List<Tensor> primals) {
    List<Tensor> inputs = new ArrayList<>();
    for (Tensor primal : primals) {
      boolean known = inputs.stream().anyMatch(input -> input == primal);
      inputs.add(known ? primal.mul(1) : primal);
    }
    return inputs;
  }

  private static @Nullable Tensor sum(List<@Nullable Tensor> gradients, List<Tensor> tangents) {
    Tensor total = null;
    for (int i = 0; i < tangents.size(); i++) {
      Tensor gradient = gradients.get(i);
      if (gradient != null) {
        Tensor part = gradient.mul(tangents.get(i).cast(gradient.dtype())).sum();
        total = total == null ? part : total.add(part);
      }
    }
    return total;
  }
}
