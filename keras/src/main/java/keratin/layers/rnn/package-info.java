/** Layers over sequences, and the cells that they carry from step to step. */
@NullMarked
package keratin.layers.rnn;

import org.jspecify.annotations.NullMarked;
