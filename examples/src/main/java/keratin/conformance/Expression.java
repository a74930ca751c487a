package keratin.conformance;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import keratin.activations.Activations;
import keratin.ops.Ops;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A formula of a case, {@code "x*sin(x)"}, {@code "log(1+x^2)"}, {@code "tanh"}: sums, products,
 * remainders, matrix products ({@code @}), powers, and functions of {@link Ops} or {@link
 * Activations}.
 */
final class Expression {
  private static final Pattern TOKEN =
      Pattern.compile("\\s*(\\d+\\.?\\d*(?:[eE][-+]?\\d+)?|[A-Za-z_][\\w.]*|\\*\\*|\\S)");
  private static final JavaCall CALL = new JavaCall(Ops.class, Activations.class);

  private final String text;
  private final Map<String, Tensor> variables;
  private final Matcher tokens;
  private @Nullable String next;

  private Expression(String text, Map<String, Tensor> variables) {
    this.text = text;
    this.variables = variables;
    this.tokens = TOKEN.matcher(text);
    advance();
  }

  /**
   * The value for these variables; the name of a function alone is its value at {@code x}.
   *
   * @throws Unknown if the formula cannot be read
   */
  static Tensor value(String text, Map<String, Tensor> variables) throws Exception {
    if (text.matches("[A-Za-z_]\\w*") && !variables.containsKey(text)) {
      return value(text + "(x)", variables);
    }
    Expression expression = new Expression(text, variables);
    Tensor value = expression.sum();
    if (expression.next != null) {
      throw new Unknown("formula " + text);
    }
    return value;
  }

  private void advance() {
    next = tokens.find() ? tokens.group(1) : null;
  }

  private boolean takes(String token) {
    if (!token.equals(next)) {
      return false;
    }
    advance();
    return true;
  }

  private Tensor sum() throws Exception {
    Tensor value = product();
    while (true) {
      if (takes("+")) {
        value = value.add(product());
      } else if (takes("-")) {
        value = value.sub(product());
      } else {
        return value;
      }
    }
  }

  private Tensor product() throws Exception {
    Tensor value = negated();
    while (true) {
      if (takes("*")) {
        value = value.mul(negated());
      } else if (takes("/")) {
        value = value.div(negated());
      } else if (takes("%")) {
        value = value.mod(negated());
      } else if (takes("@")) {
        value = value.matmul(negated());
      } else {
        return value;
      }
    }
  }

  private Tensor negated() throws Exception {
    return takes("-") ? negated().neg() : power();
  }

  private Tensor power() throws Exception {
    Tensor base = atom();
    return takes("^") || takes("**") ? base.pow(negated()) : base;
  }

  private Tensor atom() throws Exception {
    String token = next;
    if (token == null) {
      throw new Unknown("formula " + text);
    }
    advance();
    if (token.equals("(")) {
      return closed(sum());
    }
    if (Character.isDigit(token.charAt(0))) {
      return Tensor.of(Float.parseFloat(token));
    }
    if (takes("(")) {
      Tensor argument = closed(sum());
      String function = OpNames.here(token.substring(token.lastIndexOf('.') + 1));
      if (CALL.call("keras.ops", function, List.of(argument), Map.of()) instanceof Tensor value) {
        return value;
      }
    }
    Tensor variable = variables.get(token);
    if (variable == null) {
      throw new Unknown("name " + token + " in " + text);
    }
    return variable;
  }

  private Tensor closed(Tensor value) {
    if (!takes(")")) {
      throw new Unknown("formula " + text);
    }
    return value;
  }
}
