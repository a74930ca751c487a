package keratin.conformance;

import java.util.Map;

/** Functions of Keras and TensorFlow that have another name here. */
final class OpNames {
  /** In snake case; what is not listed has the same name. */
  private static final Map<String, String> HERE =
      Map.ofEntries(
          Map.entry("absolute", "abs"),
          Map.entry("acos", "arccos"),
          Map.entry("acosh", "arccosh"),
          Map.entry("amax", "max"),
          Map.entry("amin", "min"),
          Map.entry("array", "convert_to_tensor"),
          Map.entry("asin", "arcsin"),
          Map.entry("asinh", "arcsinh"),
          Map.entry("atan", "arctan"),
          Map.entry("atan2", "arctan2"),
          Map.entry("atanh", "arctanh"),
          Map.entry("avg_pool", "average_pool"),
          Map.entry("bitwise_invert", "bitwise_not"),
          Map.entry("bitwise_left_shift", "left_shift"),
          Map.entry("bitwise_right_shift", "right_shift"),
          Map.entry("clip_by_value", "clip"),
          Map.entry("concatenate", "concat"),
          Map.entry("constant", "convert_to_tensor"),
          Map.entry("convolution", "conv"),
          Map.entry("floordiv", "floor_divide"),
          Map.entry("floormod", "mod"),
          Map.entry("hard_swish", "hard_silu"),
          Map.entry("pow", "power"),
          Map.entry("reduce_all", "all"),
          Map.entry("reduce_any", "any"),
          Map.entry("reduce_euclidean_norm", "euclidean_norm"),
          Map.entry("reduce_logsumexp", "logsumexp"),
          Map.entry("reduce_max", "max"),
          Map.entry("reduce_mean", "mean"),
          Map.entry("reduce_min", "min"),
          Map.entry("reduce_prod", "prod"),
          Map.entry("reduce_std", "std"),
          Map.entry("reduce_sum", "sum"),
          Map.entry("reduce_variance", "variance"),
          Map.entry("reverse", "flip"),
          Map.entry("space_to_batch_nd", "space_to_batch"),
          Map.entry("swish", "silu"),
          Map.entry("switch", "switch_case"),
          Map.entry("true_divide", "divide"),
          Map.entry("unsorted_segment_max", "segment_max"),
          Map.entry("unsorted_segment_mean", "segment_mean"),
          Map.entry("unsorted_segment_min", "segment_min"),
          Map.entry("unsorted_segment_prod", "segment_prod"),
          Map.entry("unsorted_segment_sqrt_n", "segment_sqrt_n"),
          Map.entry("unsorted_segment_sum", "segment_sum"),
          Map.entry("accumulate_n", "add_n"),
          Map.entry("batch_to_space_nd", "batch_to_space"),
          Map.entry("embedding_lookup", "gather"),
          Map.entry("fft2d", "fft2"),
          Map.entry("ifft2d", "ifft2"),
          Map.entry("invert", "bitwise_not"),
          Map.entry("kaiser_window", "kaiser"),
          Map.entry("realdiv", "divide"),
          Map.entry("rint", "round"),
          Map.entry("scalar_mul", "multiply"),
          Map.entry("triangular_solve", "solve_triangular"),
          Map.entry("truediv", "divide"),
          Map.entry("var", "variance"));

  private OpNames() {}

  static String here(String function) {
    return HERE.getOrDefault(function, function);
  }
}
