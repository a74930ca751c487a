/** Pictures of models: what flows where, as SVG, PNG or DOT. */
@NullMarked
package keratin.plots;

import org.jspecify.annotations.NullMarked;
