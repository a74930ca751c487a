package keratin.cpu;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The process' one pool of threads for kernels.
 *
 * <p>{@link #parallel} cuts a range into pieces, which the calling thread and the pool's daemon
 * threads work off together. May be called from any number of threads at once, virtual ones
 * included; a call made from inside a piece runs on the spot.
 */
public final class Pool {
  /*
   * The caller publishes its job in a free slot, raises the epoch, wakes sleeping workers, and then
   * claims pieces like everybody else. When nothing is left to claim, every unfinished piece is
   * being run by some thread at this moment, so waiting for them cannot deadlock.
   *
   * Idle workers watch the epoch (one cache line, no scan) for a while before they sleep: handing
   * a piece to a watching worker costs 0.6 us, waking a sleeping one costs the caller 6 us. The
   * watch should outlast the gap between two operations of a training step. After 2 us each
   * further look offers the processor to others first: where another process has one of two cores,
   * caller and worker share the other, and one that spins stubbornly keeps the other from ending.
   * Two pieces of 20 us took 96 us in one of ten cases so, and 40 with the offer.
   *
   * The cut depends on n and grain only, never on the number of threads: a sum that adds its
   * pieces' partial results in order has the same bits everywhere.
   */

  /** A part of a range: {@code from} inclusive, {@code to} exclusive. */
  @FunctionalInterface
  public interface Range {
    /** Does the work for the indices {@code from <= i < to}. */
    void run(long from, long to);
  }

  // Enough for load balance on large machines, few enough that claiming costs nothing.
  private static final int MAX_PIECES = 256;
  private static final int SLOTS = 64;
  private static final long SPIN_NANOS = 2_000;
  private static final long WATCH_NANOS = 200_000;

  private static final AtomicReferenceArray<@Nullable Job> JOBS = new AtomicReferenceArray<>(SLOTS);
  private static final AtomicLong EPOCH = new AtomicLong();
  private static final ThreadLocal<boolean[]> INSIDE =
      ThreadLocal.withInitial(() -> new boolean[1]);

  private static volatile Worker[] workers = new Worker[0];
  private static volatile int threads = 1;

  static {
    Integer wanted = Integer.getInteger("keratin.threads");
    setThreads(wanted != null && wanted >= 1 ? wanted : Runtime.getRuntime().availableProcessors());
  }

  private Pool() {}

  /** Number of threads that work on one call, the caller included. */
  public static int threads() {
    return threads;
  }

  /**
   * Sets the number of threads. At start it is {@code -Dkeratin.threads}, else the number of
   * processors the container grants.
   *
   * @throws IllegalArgumentException if {@code count} is below 1
   */
  public static synchronized void setThreads(int count) {
    if (count < 1) {
      throw new IllegalArgumentException(
          "The number of threads must be at least 1, but " + count + " was given.");
    }
    Worker[] before = workers;
    Worker[] after = new Worker[count - 1];
    for (int i = 0; i < after.length; i++) {
      after[i] = i < before.length ? before[i] : new Worker(i + 1);
    }
    threads = count;
    workers = after;
    for (int i = before.length; i < after.length; i++) {
      after[i].start();
    }
    for (int i = after.length; i < before.length; i++) {
      before[i].retired = true;
      LockSupport.unpark(before[i]);
    }
  }

  /**
   * Length of the pieces that {@link #parallel} cuts {@code 0..n} into; the last one may be
   * shorter. A multiple of {@code grain}, so that there are at most 256 pieces.
   */
  public static long piece(long n, long grain) {
    long grains = (n + grain - 1) / grain;
    return grain * Math.max(1, (grains + MAX_PIECES - 1) / MAX_PIECES);
  }

  /**
   * Runs {@code body} over {@code 0..n}, once for each piece of {@link #piece} indices, in any
   * order and on several threads; returns when all are done. Does nothing if {@code n} is 0. The
   * first exception of a piece is thrown here, after pieces already begun have ended.
   *
   * @param n number of indices
   * @param grain fewest indices worth a thread of their own, at least 1
   */
  public static void parallel(long n, long grain, Range body) {
    if (n <= 0) {
      return;
    }
    long piece = piece(n, grain);
    if (n <= piece) {
      body.run(0, n);
      return;
    }
    Worker[] helpers = workers;
    boolean[] inside = INSIDE.get();
    if (helpers.length == 0 || inside[0]) {
      for (long from = 0; from < n; from += piece) {
        body.run(from, Math.min(n, from + piece));
      }
      return;
    }
    Job job = new Job(n, piece, body);
    int slot = publish(job);
    if (slot >= 0) {
      wake(helpers, job.pieces - 1);
    }
    inside[0] = true;
    job.work();
    inside[0] = false;
    if (slot >= 0) {
      JOBS.set(slot, null);
    }
    job.await();
  }

  private static int publish(Job job) {
    int start = (int) Thread.currentThread().threadId();
    for (int i = 0; i < SLOTS; i++) {
      int slot = (start + i) & (SLOTS - 1);
      if (JOBS.get(slot) == null && JOBS.compareAndSet(slot, null, job)) {
        EPOCH.incrementAndGet();
        return slot;
      }
    }
    return -1; // 64 jobs are under way: every worker is busy, the caller does this one alone
  }

  private static void wake(Worker[] helpers, long wanted) {
    // A watching worker sees the epoch by itself; only a sleeping one costs a system call.
    for (Worker helper : helpers) {
      if (helper.state == Worker.WATCHING) {
        wanted--;
      }
    }
    for (int i = 0; i < helpers.length && wanted > 0; i++) {
      if (helpers[i].state == Worker.PARKED) {
        LockSupport.unpark(helpers[i]);
        wanted--;
      }
    }
  }

  /** Lets a moment pass in a wait that began at {@code start}; false when it is time to sleep. */
  private static boolean watch(long start) {
    long waited = System.nanoTime() - start;
    if (waited < SPIN_NANOS) {
      Thread.onSpinWait();
    } else {
      Thread.yield();
    }
    return waited < WATCH_NANOS;
  }

  /** One call of {@link #parallel}. */
  private static final class Job {
    final long n;
    final long piece;
    final long pieces;
    final Range body;
    final AtomicLong next = new AtomicLong();
    final AtomicLong unfinished;
    volatile @Nullable Throwable failure;
    volatile @Nullable Thread waiter;

    Job(long n, long piece, Range body) {
      this.n = n;
      this.piece = piece;
      this.body = body;
      this.pieces = (n + piece - 1) / piece;
      this.unfinished = new AtomicLong(pieces);
    }

    /** Claims and runs pieces until none is left. */
    void work() {
      while (next.get() < pieces) {
        long index = next.getAndIncrement();
        if (index >= pieces) {
          return;
        }
        try {
          if (failure == null) {
            long from = index * piece;
            body.run(from, Math.min(n, from + piece));
          }
        } catch (Throwable thrown) {
          fail(thrown);
        } finally {
          if (unfinished.decrementAndGet() == 0) {
            LockSupport.unpark(waiter);
          }
        }
      }
    }

    private synchronized void fail(Throwable thrown) {
      Throwable first = failure;
      if (first == null) {
        failure = thrown;
      } else if (first != thrown) {
        first.addSuppressed(thrown);
      }
    }

    /** Waits for pieces that other threads still run, then throws what a piece has thrown. */
    void await() {
      if (unfinished.get() != 0) {
        long start = System.nanoTime();
        while (unfinished.get() != 0 && watch(start)) {
          // a piece ends elsewhere soon
        }
        waiter = Thread.currentThread();
        while (unfinished.get() != 0) {
          LockSupport.park(this);
        }
      }
      Throwable thrown = failure;
      if (thrown instanceof RuntimeException exception) {
        throw exception;
      } else if (thrown instanceof Error error) {
        throw error;
      } else if (thrown != null) {
        throw new IllegalStateException("A parallel piece failed.", thrown);
      }
    }
  }

  private static final class Worker extends Thread {
    static final int BUSY = 0;
    static final int WATCHING = 1;
    static final int PARKED = 2;

    volatile int state = BUSY;
    volatile boolean retired;

    Worker(int number) {
      super(null, null, "keratin-" + number, 0, false);
      setDaemon(true);
    }

    @Override
    public void run() {
      INSIDE.get()[0] = true;
      long seen = -1;
      while (!retired) {
        long epoch = EPOCH.get();
        if (epoch == seen) {
          await(seen);
          continue;
        }
        seen = epoch;
        int start = (int) epoch;
        for (int i = 0; i < SLOTS; i++) {
          Job job = JOBS.get((start + i) & (SLOTS - 1));
          if (job != null) {
            job.work();
          }
        }
      }
    }

    private void await(long seen) {
      state = WATCHING;
      long start = System.nanoTime();
      while (EPOCH.get() == seen && !retired && watch(start)) {
        // the next job comes soon
      }
      state = PARKED;
      // The caller raises the epoch before it reads the state, we do the reverse: one of the two
      // sees the other.
      if (EPOCH.get() == seen && !retired) {
        LockSupport.park(Pool.class);
      }
      state = BUSY;
    }
  }
}
