/** The functions users call: compositions over the primitive operations. */
@NullMarked
package keratin.ops;

import org.jspecify.annotations.NullMarked;
