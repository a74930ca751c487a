/** The snippets of the documentation are compiled and run. */
@NullMarked
package keratin.snippets;

import org.jspecify.annotations.NullMarked;
