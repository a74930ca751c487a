package keratin.layers.preprocessing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import keratin.config.Kind;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.Utf8;

/**
 * What the tokens of a vocabulary are: strings, or whole numbers.
 *
 * @param kind how options hold one
 * @param order of tokens that are equally frequent
 * @param read the tokens of a tensor, in row-major order
 * @param write a tensor of tokens
 * @param parse a line of a vocabulary file
 */
record TokenType<T>(
    DType dtype,
    Kind<T> kind,
    Comparator<T> order,
    Function<Tensor, List<T>> read,
    BiFunction<List<T>, Shape, Tensor> write,
    Function<String, T> parse) {
  /** Strings, in the order of their bytes, as TensorFlow compares them. */
  static final TokenType<String> STRINGS =
      new TokenType<>(
          DType.STRING,
          Kind.STRING,
          (a, b) -> Arrays.compareUnsigned(Utf8.encode(a), Utf8.encode(b)),
          x -> List.of(x.toStringArray()),
          (tokens, shape) -> Tensor.ofStrings(shape, tokens.toArray(new String[0])),
          line -> line);

  /** Whole numbers, int64. */
  static final TokenType<Long> INTEGERS =
      new TokenType<>(
          DType.INT64,
          Kind.LONG,
          Comparator.naturalOrder(),
          x -> Arrays.stream(x.toLongArray()).boxed().toList(),
          (tokens, shape) -> Tensor.of(tokens.stream().mapToLong(Long::longValue).toArray(), shape),
          Long::valueOf);

  /** Lists of them: from lists, arrays and tensors. */
  Kind<List<T>> list() {
    return new Kind<>("a list of tokens, %s".formatted(kind.name()), this::tokens, v -> v);
  }

  private List<T> tokens(Object source) {
    List<T> tokens = new ArrayList<>();
    switch (source) {
      case List<?> list -> list.forEach(v -> tokens.add(kind.parse().apply(v)));
      case Tensor tensor -> tokens.addAll(read.apply(tensor));
      case String file ->
          throw new IllegalArgumentException(
              "To read a file of tokens, give its path: vocabulary(Path.of(\"%s\"))"
                  .formatted(file));
      default -> tokens.addAll(read.apply(Tensor.of(source)));
    }
    return List.copyOf(tokens);
  }
}
