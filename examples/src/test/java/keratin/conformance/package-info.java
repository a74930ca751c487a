/** The conformance runner, and the cases that passed once. */
@NullMarked
package keratin.conformance;

import org.jspecify.annotations.NullMarked;
