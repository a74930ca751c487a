package keratin.metrics;

import java.util.Arrays;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;

/** What a metric keeps between batches: one number, or an array of numbers, in double precision. */
public final class State {
  private final String name;
  private final DType dtype;
  private final Shape shape;
  private final double[] values;

  State(String name, DType dtype, int... dims) {
    this.name = name;
    this.dtype = dtype;
    this.shape = Shape.of(dims);
    this.values = new double[(int) shape.size()];
  }

  /** The name, {@code "total"} for example. */
  public String name() {
    return name;
  }

  /** The number of numbers. */
  public int size() {
    return values.length;
  }

  /** The first, or only, number. */
  public double get() {
    return values[0];
  }

  /** The number at {@code index}, in row-major order. */
  public double get(int index) {
    return values[index];
  }

  /** Replaces the first, or only, number. */
  public void set(double value) {
    values[0] = value;
  }

  /** Adds to the first, or only, number. */
  public void add(double value) {
    values[0] += value;
  }

  /** Adds to the number at {@code index}, in row-major order. */
  public void add(int index, double value) {
    values[index] += value;
  }

  void clear() {
    Arrays.fill(values, 0);
  }

  /** The numbers as a tensor. */
  public Tensor tensor() {
    return Tensor.of(values, shape).cast(dtype);
  }
}
