/** Well-known datasets: found in the cache, read from files, or downloaded and verified. */
@NullMarked
package keratin.datasets;

import org.jspecify.annotations.NullMarked;
