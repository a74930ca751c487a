package keratin.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A test class that leaves tensors behind by intention: constants in static fields, caches. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface KeepsTensors {
  /** Which tensors, and why they stay. */
  String value();
}
