package keratin.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
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
  private final int inputs;
  private final int targets;

  private Element(Map<String, Tensor> parts) {
    this(parts, 1, 1);
  }

  private Element(Map<String, Tensor> parts, int inputs, int targets) {
    this.parts = parts;
    this.inputs = inputs;
    this.targets = targets;
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

  /** An element for a model of several inputs or outputs. */
  public static Element of(List<Tensor> xs, List<Tensor> ys, List<Tensor> sampleWeights) {
    List<Tensor> all = new ArrayList<>(xs);
    all.addAll(ys);
    all.addAll(sampleWeights);
    return new Element(of(all.toArray(new Tensor[0])).parts, xs.size(), ys.size());
  }

  /** The same tensors, of which the first are inputs and the next are targets. */
  public Element withRoles(int inputCount, int targetCount) {
    return new Element(parts, inputCount, targetCount);
  }

  /** An element with these tensors under the names of this one. */
  Element with(List<Tensor> tensors) {
    Map<String, Tensor> changed = new LinkedHashMap<>();
    int i = 0;
    for (String name : parts.keySet()) {
      changed.put(name, tensors.get(i++));
    }
    return new Element(changed, inputs, targets);
  }

  /** The tensors of several elements in one; under their names, if these differ. */
  static Element join(List<Element> elements) {
    List<Tensor> tensors = new ArrayList<>();
    Map<String, Tensor> named = new LinkedHashMap<>();
    for (Element element : elements) {
      tensors.addAll(element.parts.values());
      named.putAll(element.parts);
    }
    return named.size() == tensors.size() ? new Element(named) : of(tensors.toArray(new Tensor[0]));
  }

  /** One row of each tensor. */
  Element row(int row) {
    return map(t -> t.slice(0, row, 1).squeeze(0));
  }

  /** The same tensors with holds of their own on their memory. */
  Element share() {
    return map(t -> t.reshape(t.shape().dims()));
  }

  private Element map(UnaryOperator<Tensor> function) {
    return with(parts.values().stream().map(function).toList());
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

  /** The input, or the first of several. */
  public Tensor x() {
    return get(0);
  }

  /** The target, or the first of several. */
  public Tensor y() {
    return get(inputs);
  }

  /** The weights of the samples, if there are any; the first of several. */
  public @Nullable Tensor sampleWeight() {
    return size() > inputs + targets ? get(inputs + targets) : null;
  }

  /** All inputs. */
  public List<Tensor> xs() {
    return tensors().subList(0, Math.min(inputs, size()));
  }

  /** All targets. */
  public List<Tensor> ys() {
    return tensors().subList(Math.min(inputs, size()), Math.min(inputs + targets, size()));
  }

  /** All weights of the samples: none, one, or one for each target. */
  public List<Tensor> sampleWeights() {
    return tensors().subList(Math.min(inputs + targets, size()), size());
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
