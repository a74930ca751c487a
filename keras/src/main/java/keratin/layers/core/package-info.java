/** The layers everything else is built around: Dense, Activation, Input, … */
@NullMarked
package keratin.layers.core;

import org.jspecify.annotations.NullMarked;
