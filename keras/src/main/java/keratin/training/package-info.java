/** {@code fit}, {@code evaluate}, {@code predict}: the loops and their options. */
@NullMarked
package keratin.training;

import org.jspecify.annotations.NullMarked;
