/** {@code Dataset}: lazy pipelines of examples and batches. */
@NullMarked
package keratin.data;

import org.jspecify.annotations.NullMarked;
