/** Small functions users know from {@code keras.utils}. */
@NullMarked
package keratin.utils;

import org.jspecify.annotations.NullMarked;
