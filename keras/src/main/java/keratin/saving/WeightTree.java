package keratin.saving;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import keratin.formats.ArrayData;
import keratin.formats.FormatException;
import keratin.formats.hdf5.Hdf5Group;
import keratin.layers.Layer;
import keratin.memory.Memory;
import keratin.ops.Ops;
import keratin.optimizers.LossScaleOptimizer;
import keratin.optimizers.Optimizer;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;
import org.jspecify.annotations.Nullable;

/**
 * The variables of a model as groups of a file: {@code layers/dense/vars/0} is the first weight of
 * the first dense layer. Paths come from classes and their order, not from names, as Keras 3 has
 * it.
 */
final class WeightTree {
  private static final System.Logger LOG = System.getLogger(WeightTree.class.getName());
  private static final String VARS = "vars";
  private static final String OPTIMIZER = "optimizer";
  private static final String INNER = "inner_optimizer";

  private WeightTree() {}

  // ---- writing ----

  /** The groups of a model and, where there is one, its optimizer. */
  static Hdf5Group write(Layer model, @Nullable Optimizer optimizer) {
    var root = new Hdf5Group();
    walk(
        model,
        (path, layer) -> {
          Hdf5Group vars = vars(group(root, path), layer.name());
          for (Variable weight : layer.storedWeights()) {
            Memory.tidy(() -> put(vars, layer.storedValue(weight)));
          }
        });
    if (optimizer != null) {
      variables(root.group(OPTIMIZER), optimizer.name(), optimizer.variables());
      if (optimizer instanceof LossScaleOptimizer scaling) {
        // Keras writes what is inside a second time, and warns if it is missing.
        Optimizer inner = scaling.innerOptimizer();
        variables(root.group(OPTIMIZER).group(INNER), inner.name(), inner.variables());
      }
    }
    return root;
  }

  private static Hdf5Group group(Hdf5Group root, String path) {
    Hdf5Group group = root;
    for (String name : path.isEmpty() ? new String[0] : path.split("/")) {
      group = group.group(name);
    }
    return group;
  }

  private static void variables(Hdf5Group group, String name, List<Variable> variables) {
    Hdf5Group vars = vars(group, name);
    variables.forEach(variable -> put(vars, variable));
  }

  private static Hdf5Group vars(Hdf5Group group, String name) {
    return group.group(VARS).attribute("name", name);
  }

  private static void put(Hdf5Group vars, Tensor value) {
    vars.put(Integer.toString(vars.arrays().size()), StoredTensors.of(value));
  }

  // ---- places ----

  /** Does something with a layer and its path. */
  interface Visit {
    void at(String path, Layer layer);
  }

  /** Visits a layer and those inside it, each once, with the path of the first place. */
  static void walk(Layer layer, Visit visit) {
    walk("", layer, visit, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private static void walk(String path, Layer layer, Visit visit, Set<Layer> seen) {
    if (seen.add(layer)) {
      visit.at(path, layer);
      layer
          .partsByPath()
          .forEach(
              (name, part) -> walk(path.isEmpty() ? name : path + "/" + name, part, visit, seen));
    }
  }

  // ---- reading ----

  /**
   * Sets the variables of a model, and those of its optimizer where the file has as many.
   *
   * @param skipMismatch leaves layers as they are whose weights are missing in the file or have
   *     other shapes
   * @throws FormatException if weights are missing or have other shapes; nothing has changed then
   */
  static void read(
      Hdf5Group root,
      String source,
      Layer model,
      @Nullable Optimizer optimizer,
      boolean skipMismatch) {
    var reading = new Reading(source, skipMismatch);
    walk(model, (path, layer) -> reading.layer(root.find(path), path, layer));
    Hdf5Group state = root.find(OPTIMIZER + "/" + VARS);
    if (optimizer != null && state != null) {
      reading.optimizer(state, optimizer);
    }
    reading.assign();
  }

  /** A variable and what it is to become; zeros, where there is no value. */
  private record Change(Variable variable, @Nullable ArrayData value) {
    void make() {
      Tensor next =
          value == null
              ? Ops.zerosLike(variable)
              : StoredTensors.tensor(value).cast(variable.dtype());
      variable.assign(next);
    }
  }

  /** One file being read: what it changes is done at the end. */
  private static final class Reading {
    private final String source;
    private final boolean skipMismatch;
    private final List<Change> changes = new ArrayList<>();

    Reading(String source, boolean skipMismatch) {
      this.source = source;
      this.skipMismatch = skipMismatch;
    }

    void layer(@Nullable Hdf5Group group, String path, Layer layer) {
      changesOf(() -> own(group == null ? null : group.groups().get(VARS), path, layer));
    }

    private void changesOf(Supplier<List<Change>> place) {
      try {
        changes.addAll(place.get());
      } catch (FormatException e) {
        if (!skipMismatch) {
          throw e;
        }
        LOG.log(System.Logger.Level.WARNING, e.getMessage() + " Skipped.");
      }
    }

    private List<Change> own(@Nullable Hdf5Group vars, String path, Layer layer) {
      List<Variable> own = layer.storedWeights();
      int stored = vars == null ? 0 : vars.arrays().size();
      String place = path.isEmpty() ? VARS : path + "/" + VARS;
      if (stored != own.size()) {
        throw new FormatException(
            source,
            "'%s' holds %d arrays".formatted(place, stored),
            "%d, the weights of %s \"%s\"".formatted(own.size(), layer.className(), layer.name()),
            layer.isBuilt()
                ? "The model must have the layers, in the order, of the one that was saved."
                : "The layer is not built yet: call the model on data, or buildFor(shape), first.");
      }
      List<Change> found = changes(vars, place, own, layer.name());
      // What corrects a weight is in it already, in a file.
      layer.ownWeights().stream()
          .filter(weight -> !own.contains(weight))
          .forEach(weight -> found.add(new Change(weight, null)));
      return found;
    }

    private List<Change> changes(
        @Nullable Hdf5Group vars, String place, List<Variable> own, String owner) {
      List<Change> found = new ArrayList<>();
      for (int i = 0; i < own.size(); i++) {
        found.add(change(vars, place, own.get(i), i, owner));
      }
      return found;
    }

    private Change change(
        @Nullable Hdf5Group vars, String place, Variable variable, int i, String owner) {
      ArrayData array = vars == null ? null : vars.arrays().get(Integer.toString(i));
      String found = array == null ? "is missing" : "has shape " + Shape.of(array.shape());
      if (array == null || !variable.shape().equals(Shape.of(array.shape()))) {
        throw new FormatException(
            source,
            "'%s/%d' %s".formatted(place, i, found),
            "%s, the shape of %s of \"%s\"".formatted(variable.shape(), variable.name(), owner),
            "The model must be made as the one that was saved.");
      }
      return new Change(variable, array);
    }

    void optimizer(Hdf5Group vars, Optimizer optimizer) {
      List<Variable> own = optimizer.variables();
      if (vars.arrays().size() != own.size()) {
        LOG.log(
            System.Logger.Level.WARNING,
            "%s: it holds %d variables of an optimizer, but %s has %d. The optimizer begins anew."
                .formatted(source, vars.arrays().size(), optimizer.className(), own.size()));
        return;
      }
      changesOf(() -> changes(vars, OPTIMIZER + "/" + VARS, own, optimizer.name()));
    }

    void assign() {
      for (Change change : changes) {
        Memory.tidy(change::make);
      }
    }
  }
}
