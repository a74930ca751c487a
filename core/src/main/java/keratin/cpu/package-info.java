/**
 * The CPU backend's kernels: the shared thread pool, matrix products (oneDNN, Vector API, plain
 * Java), elementwise loops and reductions. Kernels take addresses and sizes that were validated
 * before; nothing here is exported.
 */
@NullMarked
package keratin.cpu;

import org.jspecify.annotations.NullMarked;
