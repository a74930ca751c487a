package keratin.cpu;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import keratin.tensor.Fused;
import keratin.tensor.Op;
import keratin.tensor.Primitive;

/** The names of all ops there are, found in the sealed hierarchy and among the classes. */
final class OpKinds {
  private OpKinds() {}

  /**
   * Enum constants and records, {@code "Unary.EXP"} and {@code "MatMul"}; where a record has a
   * component that is an enum of its own, one name per value: {@code "Reduce SUM"}.
   */
  static Set<String> all() {
    Set<String> names = new TreeSet<>();
    classes().forEach(type -> collect(type, names));
    return names;
  }

  /** The records and enums that are ops. */
  static List<Class<?>> classes() {
    List<Class<?>> found = new java.util.ArrayList<>();
    leaves(Primitive.class, found);
    found.addAll(fused());
    return found;
  }

  private static void leaves(Class<?> type, List<Class<?>> found) {
    if (type.isSealed()) {
      Arrays.stream(type.getPermittedSubclasses()).forEach(c -> leaves(c, found));
    } else {
      found.add(type);
    }
  }

  /** {@link Fused} is open: its records are found among the classes beside it. */
  private static List<Class<?>> fused() {
    try {
      Path folder =
          Path.of(Fused.class.getProtectionDomain().getCodeSource().getLocation().toURI())
              .resolve("keratin/tensor");
      try (var files = Files.list(folder)) {
        return files
            .map(file -> file.getFileName().toString())
            .filter(name -> name.endsWith(".class") && !name.equals("package-info.class"))
            .map(name -> load("keratin.tensor." + name.substring(0, name.length() - 6)))
            .filter(type -> Fused.class.isAssignableFrom(type) && type.isRecord())
            .<Class<?>>map(type -> type)
            .toList();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, Fused.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void collect(Class<?> type, Set<String> names) {
    if (type.isEnum()) {
      for (Object constant : type.getEnumConstants()) {
        names.add(type.getSimpleName() + "." + constant);
      }
      return;
    }
    RecordComponent kind = kindOf(type);
    if (kind == null) {
      names.add(type.getSimpleName());
    } else {
      for (Object value : kind.getType().getEnumConstants()) {
        names.add(type.getSimpleName() + " " + value);
      }
    }
  }

  /** The component that says which of several ops a record is. */
  private static RecordComponent kindOf(Class<?> type) {
    for (RecordComponent component : type.getRecordComponents()) {
      if (component.getType().getNestHost() == type && component.getType().isEnum()) {
        return component;
      }
    }
    return null;
  }

  /** The name under which {@link #all} lists this op. */
  static String name(Op op) {
    if (op instanceof Enum<?> row) {
      return row.getDeclaringClass().getSimpleName() + "." + row.name();
    }
    RecordComponent kind = kindOf(op.getClass());
    String name = op.getClass().getSimpleName();
    try {
      return kind == null ? name : name + " " + kind.getAccessor().invoke(op);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
