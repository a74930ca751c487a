/** Tests of layers over sequences. */
@NullMarked
package keratin.layers.rnn;

import org.jspecify.annotations.NullMarked;
