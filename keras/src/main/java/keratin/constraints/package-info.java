/** Conditions that an optimizer restores on weights after every step. */
@NullMarked
package keratin.constraints;

import org.jspecify.annotations.NullMarked;
