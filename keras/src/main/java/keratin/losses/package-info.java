/** Losses: how far predictions are from the truth, as functions and as objects. */
@NullMarked
package keratin.losses;

import org.jspecify.annotations.NullMarked;
