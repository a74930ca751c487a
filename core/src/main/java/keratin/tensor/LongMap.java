package keratin.tensor;

import org.jspecify.annotations.Nullable;

/** A map from tensor ids, open addressing, without boxing: a tape asks it for every operand. */
final class LongMap<V> {
  private static final int FIRST = 64;

  private long[] keys = new long[FIRST];
  private @Nullable Object[] values = new @Nullable Object[FIRST];
  private int size;

  private int slot(long key) {
    int mask = keys.length - 1;
    int i = (int) (key * 0x9E3779B97F4A7C15L >>> 32) & mask;
    while (keys[i] != 0 && keys[i] != key) {
      i = i + 1 & mask;
    }
    return i;
  }

  boolean contains(long key) {
    return keys[slot(key)] == key;
  }

  @SuppressWarnings("unchecked")
  @Nullable V get(long key) {
    return (V) values[slot(key)];
  }

  /** Keys are positive. */
  void put(long key, @Nullable V value) {
    int i = slot(key);
    if (keys[i] == 0) {
      keys[i] = key;
      if (++size * 2 > keys.length) {
        grow();
        i = slot(key);
      }
    }
    values[i] = value;
  }

  private void grow() {
    long[] oldKeys = keys;
    @Nullable Object[] oldValues = values;
    keys = new long[oldKeys.length * 2];
    values = new @Nullable Object[keys.length];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != 0) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        values[slot] = oldValues[i];
      }
    }
  }
}
