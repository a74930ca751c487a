package keratin.config;

import java.util.Arrays;
import java.util.function.Function;
import keratin.random.PendingSeeds;
import org.jspecify.annotations.Nullable;

/** One named setting of a {@link Configurable}, with its default. */
public final class Option<T extends @Nullable Object> {
  private Configurable owner;
  private final String name;
  private final Kind<T> kind;
  private final @Nullable Object preset;
  private final boolean required;
  private @Nullable Object given;
  private boolean isGiven;
  private boolean resolved;
  private @Nullable T value;

  Option(Configurable owner, String name, Kind<T> kind, @Nullable Object preset, boolean required) {
    this.owner = owner;
    this.name = name;
    this.kind = kind;
    this.preset = preset;
    this.required = required;
  }

  void ownedBy(Configurable other) {
    owner = other;
  }

  /** The name in configs, {@code "kernel_initializer"}. */
  public String name() {
    return name;
  }

  /** True if it must be given. */
  public boolean isRequired() {
    return required;
  }

  /** True if it was given, rather than left at its default. */
  public boolean isGiven() {
    return isGiven;
  }

  /**
   * Sets it; texts and configs stand for the objects they name.
   *
   * @throws IllegalArgumentException if the value is not of the option's kind
   * @throws IllegalStateException if the owner is already in use
   */
  public void set(@Nullable Object next) {
    owner.requireOpen();
    Object before = given;
    boolean wasGiven = isGiven;
    given = next;
    isGiven = true;
    resolved = false;
    try {
      attempt(next, source -> check(kind, source));
    } catch (RuntimeException e) {
      // As if it had not been tried: the owner may still wait for its default seeds.
      given = before;
      isGiven = wasGiven;
      throw e;
    }
  }

  @SuppressWarnings("NullAway") // check(null) is for kinds made by orNull().
  private @Nullable Object check(Kind<T> kind, @Nullable Object source) {
    if (kind.check() == null) {
      return get();
    }
    kind.check().accept(source);
    return null;
  }

  /** Its value. */
  @SuppressWarnings({"unchecked", "NullAway"}) // Kinds that allow null say so in their type.
  public T get() {
    if (!resolved) {
      if (required && !isGiven) {
        throw new IllegalStateException("%s: %s was not given.".formatted(owner.className(), name));
      }
      value = parse(isGiven ? given : preset);
      resolved = true;
    }
    return (T) value;
  }

  @SuppressWarnings("NullAway") // parse(null) is for kinds made by orNull().
  private @Nullable T parse(@Nullable Object source) {
    return attempt(source, s -> kind.parse().apply(s));
  }

  private <R extends @Nullable Object> R attempt(
      @Nullable Object source, Function<@Nullable Object, R> action) {
    try {
      return action.apply(source);
    } catch (OptionException e) {
      throw e;
    } catch (ClassCastException | NullPointerException e) {
      throw mistake(source, null);
    } catch (IllegalArgumentException e) {
      throw mistake(source, e.getMessage());
    }
  }

  private OptionException mistake(@Nullable Object source, @Nullable String why) {
    String text =
        "%s: %s must be %s, but %s came."
            .formatted(owner.className(), name, kind.name(), text(source));
    return new OptionException(why == null ? text : text + "\n  " + why);
  }

  private static String text(@Nullable Object source) {
    return switch (source) {
      case String word -> "\"" + word + "\"";
      case int[] numbers -> Arrays.toString(numbers);
      case int[][] rows -> Arrays.deepToString(rows);
      case double[] numbers -> Arrays.toString(numbers);
      case null, default -> String.valueOf(source);
    };
  }

  /** Lets an object that was given draw its default seed: it was constructed before its owner. */
  public void drawGiven() {
    if (given instanceof PendingSeeds.Seeded seeded) {
      seeded.drawSeeds();
    }
  }

  /** Makes the object that a name stands for now, so that its default seed is drawn in order. */
  public void settle() {
    if (!required || isGiven) {
      get();
    }
  }

  /** Its value as a config holds it. */
  @Nullable Object config() {
    return kind.write().apply(get());
  }
}
