/** JMH benchmarks, and the workloads timed beside other libraries. */
@NullMarked
package keratin.benchmarks;

import org.jspecify.annotations.NullMarked;
