/** Counter-based random numbers: the same seed draws the same numbers on any number of threads. */
@NullMarked
package keratin.random;

import org.jspecify.annotations.NullMarked;
