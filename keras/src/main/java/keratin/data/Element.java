package keratin.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keratin.memory.Memory;
import keratin.memory.Storage;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * One item of a {@link Dataset}: a few tensors, by position or by name. What trains a model is
 * {@code (x, y)} or {@code (x, y, sampleWeight)}.
 */
public final class Element implements Memory.Holder {
  private final Map<String, Tensor> parts;

  private Element(Map<String, Tensor> parts) {
    this.parts = parts;
  }

  /** An element of these tensors, named {@code "0"}, {@code "1"}, … */
  public static Element of(Tensor... tensors) {
    Map<String, Tensor> parts = new LinkedHashMap<>();
    for (Tensor tensor : tensors) {
      parts.put(String.valueOf(parts.size()), tensor);
    }
    return new Element(parts);
  }

  /** An element of named tensors; the order is the map's. */
  public static Element of(Map<String, Tensor> parts) {
    return new Element(new LinkedHashMap<>(parts));
  }

  /** An element with these tensors under the names of this one. */
  Element with(List<Tensor> tensors) {
    Map<String, Tensor> changed = new LinkedHashMap<>();
    int i = 0;
    for (String name : parts.keySet()) {
      changed.put(name, tensors.get(i++));
    }
    return new Element(changed);
  }

  /** The tensors in order. */
  public List<Tensor> tensors() {
    return List.copyOf(parts.values());
  }

  /** The names in order. */
  public List<String> names() {
    return List.copyOf(parts.keySet());
  }

  /** How many tensors there are. */
  public int size() {
    return parts.size();
  }

  /**
   * The tensor at a position.
   *
   * @throws IllegalArgumentException if there are fewer
   */
  public Tensor get(int position) {
    if (position < 0 || position >= parts.size()) {
      throw new IllegalArgumentException(
          "This element holds %d tensors; there is none at position %d."
              .formatted(parts.size(), position));
    }
    return tensors().get(position);
  }

  /**
   * The tensor with a name.
   *
   * @throws IllegalArgumentException listing the names there are
   */
  public Tensor get(String name) {
    Tensor tensor = parts.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException(
          "This element holds %s, but not \"%s\".".formatted(names(), name));
    }
    return tensor;
  }

  /** The inputs: the first tensor. */
  public Tensor x() {
    return get(0);
  }

  /** The targets: the second tensor. */
  public Tensor y() {
    return get(1);
  }

  /** The weights of the samples: the third tensor, if there is one. */
  public @Nullable Tensor sampleWeight() {
    return size() > 2 ? get(2) : null;
  }

  /** Gives the memory back. Elements that a dataset hands out belong to whoever asked for them. */
  public void release(String by) {
    parts.values().forEach(t -> t.release(by));
  }

  @Override
  public Iterable<Storage> storages() {
    List<Storage> all = new ArrayList<>();
    parts.values().forEach(t -> t.storages().forEach(all::add));
    return all;
  }

  /** {@code (tf.Tensor(…), tf.Tensor(…))}. */
  @Override
  public String toString() {
    return parts.toString();
  }
}
