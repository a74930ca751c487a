/** Layers that mix values by how well queries and keys agree. */
@NullMarked
package keratin.layers.attention;

import org.jspecify.annotations.NullMarked;
