package keratin.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllocatorTest {
  private static final long KB = 1024;

  /** Addresses without memory behind them, and an account of them. */
  private static final class Account implements NativeMemory {
    private long next = 64;
    private long bytes;

    @Override
    public long allocate(long size) {
      long address = next;
      next += size;
      bytes += size;
      return address;
    }

    @Override
    public void free(long address, long size) {
      bytes -= size;
    }
  }

  private final Account account = new Account();
  private final Allocator allocator = new Allocator(account, 1024 * KB);
  private final List<Object> owners = new ArrayList<>();

  private Storage allocate(String what, long bytes) {
    Object owner = new Object();
    owners.add(owner);
    return allocator.allocate(owner, () -> what, bytes);
  }

  @Test
  void blocksAreRecycled() {
    Storage first = allocate("first", 1000);
    long address = first.address();
    first.release("the test");
    assertThat(allocate("second", 1024).address()).isEqualTo(address);
    assertThat(allocate("third", 1024).address()).isNotEqualTo(address);
    assertThat(account.bytes).isEqualTo(2048);
  }

  @Test
  void sharedBlocksLiveUntilTheLastHolderEnds() {
    Storage first = allocate("first", 1000);
    Object other = new Object();
    Storage second = first.share(other, () -> "second");
    first.release("the test");
    first.release("twice does nothing");
    assertThat(first.isReleased()).isTrue();
    assertThat(second.address()).isPositive();
    assertThat(allocator.statistics().inUseBytes()).isEqualTo(1024);
    second.release("the test");
    assertThat(allocator.statistics().inUseBytes()).isZero();
    assertThat(allocator.statistics().cachedBytes()).isEqualTo(1024);
    allocator.trim();
    assertThat(account.bytes).isZero();
  }

  @Test
  void whatTheCollectorFindsDeadIsUsedAgain() throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      allocator.allocate(new Object(), () -> "garbage", 1000);
    }
    for (int i = 0; i < 100 && allocator.statistics().liveCount() > 0; i++) {
      System.gc();
      Thread.sleep(5);
      allocator.drain();
    }
    assertThat(allocator.statistics().liveCount()).isZero();
  }

  @Test
  void garbageIsCollectedBeforeTheLimitIsAnError() {
    // Ten times the limit, every owner dead at once.
    for (int i = 0; i < 100; i++) {
      allocator.allocate(new Object(), () -> "garbage", 100 * KB);
    }
    assertThat(account.bytes).isLessThanOrEqualTo(1024 * KB);
  }

  @Test
  void cachedBlocksOfAnotherSizeMakeRoom() {
    allocate("small", 500 * KB).release("the test");
    allocate("small", 300 * KB).release("the test");
    Storage large = allocate("large", 1000 * KB);
    assertThat(large.isReleased()).isFalse();
    assertThat(account.bytes).isLessThanOrEqualTo(1024 * KB);
  }

  @Test
  void theLimitIsAnErrorThatListsTheBiggest() {
    allocate("(64, 1024) float32", 256 * KB);
    allocate("(128, 1024) float32", 512 * KB);
    allocate("(10,) int64", 80);
    assertThatThrownBy(() -> allocate("(512, 512) float32", 1024 * KB))
        .isInstanceOf(MemoryLimitException.class)
        .hasMessage(
            """
            Out of tensor memory: (512, 512) float32 needs 1.00 MB, but 768.13 KB of the limit of \
            1.00 MB are in use.
              The biggest live tensors:
                (128, 1024) float32, 512.00 KB
                (64, 1024) float32, 256.00 KB
                (10,) int64, 80 B
              Use a smaller batch, wrap the loop's body in Memory.tidy(), or raise the limit with \
            -Dkeratin.memory.limit=BYTES. -Dkeratin.memory.debug=true tells where each was made.\
            """);
    // The failure left nothing behind.
    assertThat(allocator.statistics().liveCount()).isEqualTo(3);
    allocator.setLimit(4096 * KB);
    assertThat(allocate("(512, 512) float32", 1024 * KB).isReleased()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 63, 64, 65, 256, 257, 320, 1000, 4097, 1 << 20, (1L << 33) + 1})
  void sizeClassesHoldWhatIsAskedForAndLittleMore(long bytes) {
    long capacity = SizeClass.capacity(SizeClass.of(bytes));
    assertThat(capacity).isGreaterThanOrEqualTo(Math.max(1, bytes));
    assertThat(capacity % 64).isZero();
    if (bytes > 256) {
      assertThat(capacity).isLessThanOrEqualTo(bytes * 5 / 4 + 1);
      assertThat(SizeClass.capacity(SizeClass.of(bytes) - 1)).isLessThan(bytes);
    }
  }
}
