package keratin.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import keratin.tensor.CustomOp;
import keratin.tensor.Engine;
import keratin.tensor.Ints;
import keratin.tensor.ReshapeOp;
import keratin.tensor.Shape;
import keratin.tensor.Spec;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A function that reads lengths or numbers, as one op of a model: symbols have no numbers, and the
 * length of a batch is not known before the model is called. Then its steps are done, and tapes
 * hear each of them.
 *
 * @param rule what comes out; null to find it by doing the steps with zeros
 */
record Composition(
    String label, Function<Tensor[], Tensor[]> steps, @Nullable UnaryOperator<Spec[]> rule)
    implements CustomOp {

  /** True if a symbol is among these. */
  static boolean isSymbolic(Tensor... in) {
    for (Tensor x : in) {
      if (x.isSymbolic()) {
        return true;
      }
    }
    return false;
  }

  /** True if a symbol of unknown lengths is among these. */
  static boolean isOpen(Tensor... in) {
    for (Tensor x : in) {
      if (x.isSymbolic() && !x.shape().isKnown()) {
        return true;
      }
    }
    return false;
  }

  /** True if this is a symbol and the length of the axis is unknown. */
  static boolean isOpen(Tensor x, int axis) {
    return x.isSymbolic() && x.shape().dim(axis) == Shape.UNKNOWN;
  }

  /** A function with one result. */
  static Tensor of(String label, Function<Tensor[], Tensor> steps, Tensor... in) {
    return all(label, x -> new Tensor[] {steps.apply(x)}, in)[0];
  }

  /** A function whose result has this shape and dtype. */
  static Tensor of(String label, Spec result, Function<Tensor[], Tensor> steps, Tensor... in) {
    Spec[] out = {result};
    return Engine.run(new Composition(label, x -> new Tensor[] {steps.apply(x)}, specs -> out), in);
  }

  /** A function with several results. */
  static Tensor[] all(String label, Function<Tensor[], Tensor[]> steps, Tensor... in) {
    return Engine.runAll(new Composition(label, steps, null), in);
  }

  /** Parts along an axis of unknown length; how long each is, or {@link Shape#UNKNOWN}. */
  static List<Tensor> parts(
      String label, UnaryOperator<List<Tensor>> steps, Tensor x, int axis, int... lengths) {
    UnaryOperator<Spec[]> rule =
        in -> {
          Spec[] out = new Spec[lengths.length];
          for (int i = 0; i < out.length; i++) {
            out[i] = in[0].as(in[0].shape().with(axis, lengths[i]));
          }
          return out;
        };
    Function<Tensor[], Tensor[]> all = in -> steps.apply(List.of(in)).toArray(new Tensor[0]);
    return new ArrayList<>(List.of(Engine.runAll(new Composition(label, all, rule), x)));
  }

  @Override
  public boolean isTransparent() {
    return true;
  }

  @Override
  public Tensor[] forward(Tensor[] in) {
    Tensor[] out = steps.apply(in).clone();
    for (int i = 0; i < out.length; i++) {
      for (Tensor x : in) {
        // What is handed through must be told apart from the input.
        out[i] = out[i] == x ? Engine.run(new ReshapeOp(Ints.of(x.shape().dims())), x) : out[i];
      }
    }
    return out;
  }

  @Override
  public Spec[] infer(Spec[] in) {
    return rule == null ? CustomOp.super.infer(in) : rule.apply(in);
  }

  @Override
  public @Nullable Tensor[] vjp(Tensor[] in, Tensor[] out, Tensor[] dy) {
    throw new IllegalStateException("tapes hear the steps of " + label);
  }
}
