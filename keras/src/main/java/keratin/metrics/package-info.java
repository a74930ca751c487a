/** Metrics: running figures over batches, by {@code updateState} and {@code result}. */
@NullMarked
package keratin.metrics;

import org.jspecify.annotations.NullMarked;
