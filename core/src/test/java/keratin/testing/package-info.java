/** What tests of every module share: recorded values, and a watch over leaked tensors. */
@NullMarked
package keratin.testing;

import org.jspecify.annotations.NullMarked;
