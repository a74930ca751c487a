/** How a model is shown as text. */
@NullMarked
package keratin.summary;

import org.jspecify.annotations.NullMarked;
