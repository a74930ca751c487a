/**
 * Models in files that Keras reads and writes: {@code .keras} for all of a model, {@code
 * .weights.h5} for its weights and the optimizer's state. A file is written beside its place and
 * then moved there, and nothing of a model changes before all of a file was checked.
 */
@NullMarked
package keratin.saving;

import org.jspecify.annotations.NullMarked;
