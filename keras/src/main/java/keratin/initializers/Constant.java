package keratin.initializers;

import java.util.LinkedHashMap;
import java.util.Map;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;

/** One number everywhere, or given numbers that broadcast to the weight. */
public final class Constant extends Initializer {
  private static final Kind<Object> VALUE =
      new Kind<>("a number or a tensor", Constant::parse, Constant::write);

  private final Option<Object> value = option("value", VALUE, 0.0);

  private Constant() {}

  /** This number everywhere. */
  public Constant(double value) {
    this.value.set(value);
  }

  /** These numbers, broadcast to the shape of the weight. */
  public Constant(Tensor value) {
    this.value.set(value);
  }

  private static Object parse(Object source) {
    return switch (source) {
      case Tensor tensor -> tensor;
      case Map<?, ?> map
          when map.get("config") instanceof Map<?, ?> config
              && config.get("value") instanceof Object numbers
              && config.get("dtype") instanceof String dtype ->
          Tensor.of(numbers, DType.of(dtype));
      default -> Kind.FLOAT.parse().apply(source);
    };
  }

  private static Object write(Object value) {
    if (!(value instanceof Tensor tensor)) {
      return value;
    }
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("class_name", "__tensor__");
    config.put("config", Map.of("value", tensor.numpy(), "dtype", tensor.dtype().toString()));
    return config;
  }

  @Override
  public Tensor call(Shape shape, DType dtype) {
    return switch (value.get()) {
      case Tensor tensor -> tensor.cast(dtype).broadcastTo(shape);
      case Number number -> Tensor.full(dtype, number.doubleValue(), shape.dims());
      default -> throw new IllegalStateException();
    };
  }
}
