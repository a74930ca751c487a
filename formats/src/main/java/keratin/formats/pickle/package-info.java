/** Python's pickles, as far as they hold plain data. */
@NullMarked
package keratin.formats.pickle;

import org.jspecify.annotations.NullMarked;
