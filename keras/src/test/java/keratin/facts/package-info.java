/** Reads and compares what Keras itself computed. */
@NullMarked
package keratin.facts;

import org.jspecify.annotations.NullMarked;
