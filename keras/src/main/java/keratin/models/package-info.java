/** {@code Model} and {@code Sequential}. */
@NullMarked
package keratin.models;

import org.jspecify.annotations.NullMarked;
