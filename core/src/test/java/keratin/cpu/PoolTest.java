package keratin.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class PoolTest {
  private int before;

  @BeforeEach
  void threeThreads() {
    before = Pool.threads();
    Pool.setThreads(3);
  }

  @AfterEach
  void restore() {
    Pool.setThreads(before);
  }

  @ParameterizedTest
  @CsvSource({"0,1", "1,1", "1,8", "3,1", "13,4", "17,17", "17,16", "207,5", "4098,1", "100000,7"})
  void everyIndexIsVisitedOnce(int n, int grain) {
    for (int threads : new int[] {1, 2, 3, 8}) {
      Pool.setThreads(threads);
      var visits = new AtomicIntegerArray(n);
      var odd = new AtomicInteger();
      long piece = Pool.piece(n, grain);
      Pool.parallel(
          n,
          grain,
          (from, to) -> {
            if (from % piece != 0 || to != Math.min(n, from + piece)) {
              odd.incrementAndGet();
            }
            for (long i = from; i < to; i++) {
              visits.incrementAndGet((int) i);
            }
          });
      for (int i = 0; i < n; i++) {
        assertThat(visits.get(i)).isEqualTo(1);
      }
      assertThat(odd).as("pieces off the grid with %d threads", threads).hasValue(0);
    }
  }

  @Test
  void piecesAreMultiplesOfTheGrainAndAtMost256() {
    assertThat(Pool.piece(100, 32)).isEqualTo(32);
    assertThat(Pool.piece(256 * 32, 32)).isEqualTo(32);
    assertThat(Pool.piece(256 * 32 + 1, 32)).isEqualTo(64);
  }

  @Test
  void severalThreadsTakePart() throws InterruptedException {
    var both = new CountDownLatch(2);
    Pool.parallel(
        2,
        1,
        (from, to) -> {
          both.countDown();
          try {
            assertThat(both.await(30, TimeUnit.SECONDS)).isTrue();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    assertThat(both.getCount()).isZero();
  }

  @Test
  void theFirstExceptionReachesTheCaller() {
    for (int round = 0; round < 200; round++) {
      assertThatThrownBy(
              () ->
                  Pool.parallel(
                      100,
                      1,
                      (from, to) -> {
                        if (from % 3 == 1) {
                          throw new IllegalArgumentException("piece " + from);
                        }
                      }))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("piece ");
    }
    var count = new AtomicLong();
    Pool.parallel(100, 1, (from, to) -> count.addAndGet(to - from));
    assertThat(count).as("the pool still works afterwards").hasValue(100);
  }

  @Test
  void nestedCallsRunOnTheThreadThatMakesThem() {
    var strangers = new ConcurrentLinkedQueue<String>();
    var count = new AtomicLong();
    Pool.parallel(
        50,
        1,
        (from, to) -> {
          Thread outer = Thread.currentThread();
          Pool.parallel(
              20,
              1,
              (innerFrom, innerTo) -> {
                count.incrementAndGet();
                if (Thread.currentThread() != outer) {
                  strangers.add(Thread.currentThread().getName());
                }
              });
        });
    assertThat(strangers).isEmpty();
    assertThat(count).hasValue(1000);
  }

  @Test
  void manyVirtualThreadsMayCallAtOnce() throws Exception {
    var sum = new AtomicLong();
    List<Future<?>> calls = new ArrayList<>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 300; i++) {
        calls.add(
            executor.submit(
                () -> {
                  for (int round = 0; round < 20; round++) {
                    Pool.parallel(97, 3, (from, to) -> sum.addAndGet(to - from));
                  }
                }));
      }
      for (Future<?> call : calls) {
        call.get();
      }
    }
    assertThat(sum).hasValue(300L * 20 * 97);
  }

  @Test
  void theNumberOfThreadsMayChangeWhileOthersCall() throws Exception {
    var sum = new AtomicLong();
    try (var executor = Executors.newFixedThreadPool(2)) {
      Future<?> caller =
          executor.submit(
              () -> {
                for (int round = 0; round < 2000; round++) {
                  Pool.parallel(64, 1, (from, to) -> sum.addAndGet(to - from));
                }
              });
      for (int round = 0; round < 200; round++) {
        Pool.setThreads(1 + round % 5);
      }
      caller.get();
    }
    assertThat(sum).hasValue(2000L * 64);
  }

  @Test
  void fewerThanOneThreadIsRefused() {
    assertThatThrownBy(() -> Pool.setThreads(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The number of threads must be at least 1, but 0 was given.");
  }
}
