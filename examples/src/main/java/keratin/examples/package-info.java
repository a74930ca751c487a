/** The {@code keratin} command line and the example programs. */
@NullMarked
package keratin.examples;

import org.jspecify.annotations.NullMarked;
