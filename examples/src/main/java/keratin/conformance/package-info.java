/**
 * Compares this build with recorded cases of Keras: reads any folder of case files, runs each case
 * by its kind, and reports what differs. A kind, class or function that does not exist here is a
 * failure, never left out.
 */
@NullMarked
package keratin.conformance;

import org.jspecify.annotations.NullMarked;
