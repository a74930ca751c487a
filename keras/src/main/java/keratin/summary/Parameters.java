package keratin.summary;

import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Set;
import keratin.tensor.Variable;
import keratin.utils.PythonNumber;

/**
 * How many numbers some variables hold, and the memory they take.
 *
 * @param count numbers
 * @param bytes memory
 */
public record Parameters(long count, long bytes) {
  private static final String[] UNITS = {"B", "KB", "MB", "GB", "TB", "PB"};

  /** Those of {@code variables}; the memory of one that is named twice is counted once. */
  public static Parameters of(Collection<Variable> variables) {
    Set<Variable> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
    distinct.addAll(variables);
    return new Parameters(
        variables.stream().mapToLong(Variable::size).sum(),
        distinct.stream().mapToLong(v -> v.size() * v.dtype().bytes()).sum());
  }

  /** Both together. */
  public Parameters plus(Parameters more) {
    return new Parameters(count + more.count, bytes + more.bytes);
  }

  /** {@code 269,322 (1.03 MB)}. */
  @Override
  public String toString() {
    double size = bytes;
    int unit = 0;
    while (size >= 1024 && unit < UNITS.length - 1) {
      size /= 1024;
      unit++;
    }
    return "%s (%s %s)".formatted(grouped(count), PythonNumber.fixed(size, 2), UNITS[unit]);
  }

  /** {@code 269,322}. */
  static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
