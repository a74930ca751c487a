/** What is seen of models and their training: a model as text, summaries for TensorBoard. */
@NullMarked
package keratin.summary;

import org.jspecify.annotations.NullMarked;
