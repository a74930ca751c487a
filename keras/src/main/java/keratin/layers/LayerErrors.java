package keratin.layers;

import java.lang.reflect.Method;
import java.util.List;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;

/** How errors name a layer, and what they say of its inputs. */
public final class LayerErrors {
  private LayerErrors() {}

  /** {@code Dense "logits" (units=10)}. */
  public static String title(Layer layer) {
    String options = layer.summaryOptions();
    return "%s \"%s\"%s"
        .formatted(layer.className(), layer.name(), options.isEmpty() ? "" : " (" + options + ")");
  }

  /**
   * True if a layer's function is one of several tensors, and there is nothing to build for them.
   *
   * @throws TensorException if it builds for one tensor
   */
  static boolean takesSeveral(Layer layer) {
    if (!isWritten(layer, "call", List.class)) {
      return false;
    }
    if (isWritten(layer, "build", Shape.class)) {
      throw new TensorException(
          "%s is called on several tensors, but builds for one. Write build(List<Shape>) instead of build(Shape)."
              .formatted(layer.className()));
    }
    return true;
  }

  /** True if the layer's own class, or one that it extends, has such a method. */
  private static boolean isWritten(Layer layer, String name, Class<?> first) {
    for (Class<?> type = layer.getClass(); type != Layer.class; type = type.getSuperclass()) {
      for (Method method : type.getDeclaredMethods()) {
        if (method.getName().equals(name)
            && method.getParameterCount() > 0
            && method.getParameterTypes()[0] == first) {
          return true;
        }
      }
    }
    return false;
  }

  /** The one input of a layer that takes one. */
  static <T> T only(Layer layer, List<T> inputs) {
    if (inputs.size() != 1) {
      throw new TensorException(
          "%s takes one tensor, but %d came. Merge them first: new Concatenate().of(a, b)"
              .formatted(layer.className(), inputs.size()));
    }
    return inputs.getFirst();
  }

  /** The one result of a call. */
  static Tensor result(Layer layer, List<Tensor> results) {
    if (results.size() != 1) {
      throw new IllegalStateException(
          "%s gives %d tensors. Take them all: ofAll(…)".formatted(title(layer), results.size()));
    }
    return results.getFirst();
  }

  /** The one symbol that a layer was called on, or gave. */
  static Tensor single(Layer layer, String what, List<Tensor> symbols) {
    if (symbols.size() != 1) {
      throw new IllegalStateException(
          "%1$s has %2$d %3$ss. Take them all: %3$ss()"
              .formatted(title(layer), symbols.size(), what));
    }
    return symbols.getFirst();
  }

  /** Adds to an error which shape the layer was built for. */
  static void advise(TensorException error, Layer layer, List<Tensor> inputs) {
    List<Shape> built = layer.builtShapes();
    if (!(error instanceof ShapeException)
        || built.size() != 1
        || inputs.size() != 1
        || !layer.hasOwnWeights()) {
      return;
    }
    Shape expected = built.getFirst();
    Shape x = inputs.getFirst().shape();
    boolean ends = expected.rank() == x.rank() && expected.dim(-1) != Shape.UNKNOWN;
    if (ends && expected.dim(-1) != x.dim(-1)) {
      error.advise(
          ("The layer was built for inputs ending in %1$d. Call it with (…, %1$d), or make a new"
                  + " %2$s for this input.")
              .formatted(expected.dim(-1), layer.className()));
    } else if (expected.rank() != x.rank()) {
      error.advise(
          "The layer was built for inputs %s. Call it with such, or make a new %s for this input."
              .formatted(expected, layer.className()));
    }
  }
}
