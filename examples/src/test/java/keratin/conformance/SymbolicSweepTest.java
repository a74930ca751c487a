package keratin.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import keratin.layers.core.Input;
import keratin.memory.Memory;
import keratin.models.Model;
import keratin.ops.Image;
import keratin.ops.Linalg;
import keratin.ops.Nn;
import keratin.ops.Ops;
import keratin.ops.Signal;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * All public functions of tensors and simple options, found by reflection, as parts of models: what
 * takes a tensor takes a symbol of unknown batch, and the model computes what the call does.
 */
class SymbolicSweepTest {
  private static final List<Class<?>> ROOMS =
      List.of(Ops.class, Nn.class, Linalg.class, Image.class, Signal.class);

  private static final List<Shape> SHAPES =
      List.of(Shape.of(4, 3), Shape.of(2, 3, 3), Shape.of(2, 4, 4, 3), Shape.of(5));

  @Test
  @Tag("slow")
  void everyFunctionTakesSymbols() {
    var failures = new TreeSet<String>();
    int good = 0;
    for (Class<?> room : ROOMS) {
      for (Method method : room.getMethods()) {
        for (Shape shape : SHAPES) {
          String outcome = Memory.tidy(() -> attempt(room, method, shape));
          good += outcome.equals("good") ? 1 : 0;
          if (outcome.startsWith("wrong")) {
            failures.add(room.getSimpleName() + "." + method.getName() + shape + ": " + outcome);
          }
        }
      }
    }
    assertThat(failures).isEmpty();
    assertThat(good).isGreaterThan(1400);
  }

  private static String attempt(Class<?> room, Method method, Shape shape) {
    if (!Modifier.isStatic(method.getModifiers())) {
      return "none";
    }
    Tensor real = numbers(shape);
    @Nullable Object[] arguments = arguments(method, real);
    if (arguments == null) {
      return "none";
    }
    List<Tensor> expected;
    try {
      expected = tensors(call(room, method, arguments));
    } catch (Throwable e) {
      return "none";
    }
    Tensor symbol = new Input(shape.slice(1, shape.rank())).tensor();
    List<Tensor> out;
    try {
      out = tensors(call(room, method, arguments(method, symbol)));
    } catch (TensorException e) {
      String text = String.valueOf(e.getMessage());
      return text.contains("-1") && !text.contains("axis -1") || text.contains("needs every length")
          ? "wrong text: " + text
          : "refused";
    } catch (Throwable e) {
      return "wrong: " + e;
    }
    List<Tensor> symbols = out.stream().filter(Tensor::isSymbolic).toList();
    if (symbols.isEmpty() || out.size() != expected.size()) {
      return expected.isEmpty() || out.size() == expected.size() ? "none" : "wrong count";
    }
    try {
      List<Tensor> results = new Model(List.of(symbol), symbols).ofAll(List.of(real), false);
      Map<Tensor, Tensor> bySymbol = new IdentityHashMap<>();
      for (int i = 0; i < symbols.size(); i++) {
        bySymbol.put(symbols.get(i), results.get(i));
      }
      for (int i = 0; i < out.size(); i++) {
        Tensor result = bySymbol.getOrDefault(out.get(i), out.get(i));
        String wrong = compared(out.get(i), result, expected.get(i));
        if (!wrong.isEmpty()) {
          return "wrong: " + wrong;
        }
      }
    } catch (RuntimeException e) {
      return "wrong in the model: " + e;
    }
    return "good";
  }

  private static String compared(Tensor symbol, Tensor result, Tensor expected) {
    if (symbol.dtype() != expected.dtype()
        || !symbol.shape().agrees(expected.shape())
        || !result.spec().equals(expected.spec())) {
      return symbol + ", " + result.spec() + " for " + expected.spec();
    }
    if (expected.dtype() == DType.STRING) {
      return "";
    }
    return SymbolicOpsTest.difference(result, expected);
  }

  /** Between 0 and 1, no two alike. */
  private static Tensor numbers(Shape shape) {
    double[] data = new double[(int) shape.size()];
    Arrays.setAll(data, i -> (i * 37 % 101 + 1) / 103.0);
    return Tensor.of(data, shape).cast(DType.FLOAT32);
  }

  private static @Nullable Object @Nullable [] arguments(Method method, Tensor x) {
    Class<?>[] types = method.getParameterTypes();
    @Nullable Object[] arguments = new @Nullable Object[types.length];
    boolean tensor = false;
    for (int i = 0; i < types.length; i++) {
      Object value = argument(types[i], x);
      if (value == null) {
        return null;
      }
      arguments[i] = value;
      tensor |= value == x;
    }
    return tensor ? arguments : null;
  }

  private static @Nullable Object argument(Class<?> type, Tensor x) {
    if (type == Tensor.class) {
      return x;
    } else if (type == int.class) {
      return 1;
    } else if (type == double.class) {
      return 0.5;
    } else if (type == boolean.class) {
      return true;
    } else if (type == int[].class) {
      return new int[] {1};
    }
    return type == DType.class ? DType.FLOAT32 : null;
  }

  private static @Nullable Object call(
      Class<?> room, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    MethodHandle handle =
        MethodHandles.publicLookup()
            .findStatic(
                room,
                method.getName(),
                MethodType.methodType(method.getReturnType(), method.getParameterTypes()))
            .asFixedArity();
    return handle.invokeWithArguments(arguments);
  }

  private static List<Tensor> tensors(@Nullable Object value) throws ReflectiveOperationException {
    List<Tensor> found = new ArrayList<>();
    if (value instanceof Tensor t) {
      found.add(t);
    } else if (value instanceof List<?> list) {
      for (Object part : list) {
        found.addAll(tensors(part));
      }
    } else if (value instanceof Record record) {
      for (var component : record.getClass().getRecordComponents()) {
        found.addAll(tensors(component.getAccessor().invoke(record)));
      }
    }
    return found;
  }
}
