package keratin.memory;

/**
 * What an allocator holds at one moment.
 *
 * @param liveCount tensors that hold memory
 * @param liveBytes bytes those tensors asked for, counting shared memory once per holder
 * @param inUseBytes bytes of blocks in use, rounded to size classes, shared memory once
 * @param cachedBytes bytes of free blocks kept for reuse
 * @param peakBytes the largest {@code inUseBytes} so far
 * @param limitBytes the hard limit on {@code inUseBytes + cachedBytes}
 */
public record MemoryStatistics(
    long liveCount,
    long liveBytes,
    long inUseBytes,
    long cachedBytes,
    long peakBytes,
    long limitBytes) {}
