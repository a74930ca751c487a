package keratin.formats.hdf5;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import keratin.formats.ArrayData;
import org.jspecify.annotations.Nullable;

/**
 * A group of an HDF5 file: groups, arrays and text attributes by name.
 *
 * {@snippet :
 * var kernel = keratin.formats.ElementValues.of(new float[6], 2, 3);
 * var file = new Hdf5Group();
 * file.group("layers").group("dense").attribute("name", "hidden");
 * file.group("layers").group("dense").put("0", kernel);
 * Hdf5.write(folder.resolve("weights.h5"), file);
 * }
 */
public final class Hdf5Group {
  private final Map<String, Hdf5Group> groups = new LinkedHashMap<>();
  private final Map<String, ArrayData> arrays = new LinkedHashMap<>();
  private final Map<String, Object> attributes = new LinkedHashMap<>();
  private final Map<String, Map<String, Object>> arrayAttributes = new LinkedHashMap<>();

  /** The group with this name, made where it is missing. */
  public Hdf5Group group(String name) {
    requireName(name);
    if (arrays.containsKey(name)) {
      throw new IllegalArgumentException("'" + name + "' is an array here, not a group.");
    }
    return groups.computeIfAbsent(name, n -> new Hdf5Group());
  }

  /** Adds an array under a name that is still free. */
  public Hdf5Group put(String name, ArrayData array) {
    requireName(name);
    if (groups.containsKey(name) || arrays.putIfAbsent(name, array) != null) {
      throw new IllegalArgumentException("'" + name + "' is in this group already.");
    }
    return this;
  }

  /** Sets an attribute of this group to a text. */
  public Hdf5Group attribute(String name, String value) {
    attributes.put(name, value);
    return this;
  }

  /** Sets an attribute of this group to a list of texts. */
  public Hdf5Group attribute(String name, List<String> values) {
    attributes.put(name, List.copyOf(values));
    return this;
  }

  /** Sets an attribute of an array in this group to a text. */
  public Hdf5Group arrayAttribute(String array, String name, String value) {
    arrayAttributes.computeIfAbsent(array, a -> new LinkedHashMap<>()).put(name, value);
    return this;
  }

  private static void requireName(String name) {
    if (name.isEmpty() || name.contains("/") || name.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "'" + name + "' cannot name a part of an HDF5 group: it is empty or has a '/' in it.");
    }
  }

  /** The groups inside by name. */
  public Map<String, Hdf5Group> groups() {
    return Collections.unmodifiableMap(groups);
  }

  /** The arrays by name. */
  public Map<String, ArrayData> arrays() {
    return Collections.unmodifiableMap(arrays);
  }

  /** The attributes by name, each a {@code String} or a {@code List} of them. */
  public Map<String, Object> attributes() {
    return Collections.unmodifiableMap(attributes);
  }

  /** The attributes of an array in this group. */
  public Map<String, Object> attributes(String array) {
    return Collections.unmodifiableMap(arrayAttributes.getOrDefault(array, Map.of()));
  }

  /** The text of an attribute; null where there is none or it is a list. */
  public @Nullable String text(String attribute) {
    return attributes.get(attribute) instanceof String text ? text : null;
  }

  /** The texts of an attribute; empty where there is none. */
  public List<String> texts(String attribute) {
    return switch (attributes.get(attribute)) {
      case List<?> list -> list.stream().map(String::valueOf).toList();
      case String one -> List.of(one);
      case null, default -> List.of();
    };
  }

  /** The group at a path such as {@code "layers/dense/vars"}; null where there is none. */
  public @Nullable Hdf5Group find(String path) {
    Hdf5Group at = this;
    for (String name : path.split("/")) {
      at = name.isEmpty() ? at : at.groups.get(name);
      if (at == null) {
        return null;
      }
    }
    return at;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Hdf5Group that
        && groups.equals(that.groups)
        && arrays.equals(that.arrays)
        && attributes.equals(that.attributes)
        && arrayAttributes.equals(that.arrayAttributes);
  }

  @Override
  public int hashCode() {
    return Objects.hash(groups, arrays, attributes, arrayAttributes);
  }

  @Override
  public String toString() {
    return "groups " + groups.keySet() + ", arrays " + arrays + ", attributes " + attributes;
  }
}
