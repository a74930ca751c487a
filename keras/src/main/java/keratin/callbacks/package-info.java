/** What {@code fit} calls at the beginning and end of epochs and batches. */
@NullMarked
package keratin.callbacks;

import org.jspecify.annotations.NullMarked;
