/** Penalties on weights and activities, added to the loss. */
@NullMarked
package keratin.regularizers;

import org.jspecify.annotations.NullMarked;
