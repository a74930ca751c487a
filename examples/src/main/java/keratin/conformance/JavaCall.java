package keratin.conformance;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import keratin.conformance.Signature.Argument;
import keratin.ops.Ragged;
import org.jspecify.annotations.Nullable;

/**
 * Calls the Java method that a Python function is here: {@code leaky_relu(x, negative_slope=0.1)}
 * becomes {@code leakyRelu(x, 0.1)}.
 *
 * <p>An overload fits if each of its parameters can be given an argument or a default of the Python
 * function, by name or, where names differ, by order, and no argument is left over.
 */
final class JavaCall {
  private final List<Class<?>> rooms;

  /** Calls static methods of these classes; the first that has the function wins. */
  JavaCall(Class<?>... rooms) {
    this.rooms = List.of(rooms);
  }

  /** An overload with its arguments, and how far they had to be converted. */
  private record Fit(Class<?> room, Method method, @Nullable Object[] arguments, int cost) {}

  /** {@code leaky_relu} → {@code leakyRelu}. */
  static String camelCase(String snake) {
    StringBuilder name = new StringBuilder();
    for (String word : snake.split("_")) {
      name.append(
          name.isEmpty() || word.isEmpty()
              ? word
              : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return name.toString();
  }

  /**
   * Calls a function.
   *
   * @param room the Python module
   * @throws Unknown if there is no such method, or none with these parameters
   */
  @Nullable Object call(String room, String function, List<?> positional, Map<String, ?> keywords)
      throws Exception {
    return call(
        function,
        Objects.requireNonNullElse(Signature.of(room, function), new Signature(List.of()))
            .bind(positional, keywords));
  }

  /** Calls a function with named arguments. */
  @Nullable Object call(String function, Map<String, Argument> arguments) throws Exception {
    String name = camelCase(function);
    List<Fit> fits = new ArrayList<>();
    boolean known = false;
    for (Class<?> room : rooms) {
      for (Method method : room.getMethods()) {
        if (method.getName().equalsIgnoreCase(name) && Modifier.isStatic(method.getModifiers())) {
          known = true;
          Fit fit = fit(room, method, arguments);
          if (fit != null) {
            fits.add(fit);
          }
        }
      }
    }
    if (!known) {
      throw new Unknown("function " + function);
    }
    Fit best =
        fits.stream()
            .min(Comparator.comparingInt(Fit::cost).thenComparing(f -> f.method.toString()))
            .orElseThrow(() -> new Unknown("arguments of " + function + described(arguments)));
    return results(invoke(best));
  }

  private static @Nullable Object invoke(Fit fit) throws Exception {
    Method method = fit.method;
    // A handle, as a method that a public class inherits from a hidden one cannot be invoked.
    MethodHandle handle =
        MethodHandles.publicLookup()
            .findStatic(
                fit.room,
                method.getName(),
                MethodType.methodType(method.getReturnType(), method.getParameterTypes()))
            .asFixedArity();
    try {
      return handle.invokeWithArguments(fit.arguments);
    } catch (Exception | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static String described(Map<String, Argument> arguments) {
    List<String> texts = new ArrayList<>();
    arguments.forEach(
        (name, argument) -> {
          if (argument.isGiven()) {
            Object value = argument.value();
            texts.add(name + ": " + (value == null ? "None" : value.getClass().getSimpleName()));
          }
        });
    return "(" + String.join(", ", texts) + ")";
  }

  private static @Nullable Fit fit(Class<?> room, Method method, Map<String, Argument> given) {
    Map<String, Argument> left = new LinkedHashMap<>(given);
    Parameter[] parameters = method.getParameters();
    Argument[] chosen = new Argument[parameters.length];
    for (int i = 0; i < parameters.length; i++) {
      String name = parameters[i].getName();
      String match = left.keySet().stream().filter(k -> isSame(k, name)).findFirst().orElse(null);
      if (match != null) {
        chosen[i] = left.remove(match);
      }
    }
    for (int i = 0; i < parameters.length; i++) {
      if (chosen[i] == null && !left.isEmpty()) {
        chosen[i] = left.remove(left.keySet().iterator().next());
      }
    }
    if (left.values().stream().anyMatch(Argument::isGiven)) {
      return null;
    }
    @Nullable Object[] arguments = new Object[parameters.length];
    int cost = parameters.length;
    for (int i = 0; i < parameters.length; i++) {
      if (chosen[i] == null) {
        return null;
      }
      Conversion to = Conversion.of(chosen[i].value(), parameters[i].getParameterizedType());
      if (to == null) {
        return null;
      }
      arguments[i] = to.value();
      cost += 100 * to.cost();
    }
    return new Fit(room, method, arguments, cost);
  }

  /** {@code keepdims} is {@code keepDims}, and several axes are {@code axes}. */
  private static boolean isSame(String python, String java) {
    return camelCase(python).equalsIgnoreCase(java)
        || (python.equals("axis") && java.equals("axes"));
  }

  /** Several results are a list, as Python's tuples. */
  private static @Nullable Object results(@Nullable Object value) throws Exception {
    if (value instanceof Record record && !(value instanceof Ragged)) {
      List<@Nullable Object> parts = new ArrayList<>();
      for (var component : record.getClass().getRecordComponents()) {
        parts.add(component.getAccessor().invoke(record));
      }
      return parts;
    }
    return value;
  }
}
