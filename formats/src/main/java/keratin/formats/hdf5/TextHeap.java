package keratin.formats.hdf5;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The texts of all attributes in HDF5's global heap, each once. */
final class TextHeap {
  private static final int SMALLEST = 4096;
  private static final int MOST = 0xffff;
  private final Map<String, Place> places = new LinkedHashMap<>();

  private TextHeap() {}

  /**
   * Where a text is.
   *
   * @param length its bytes
   * @param collection the address of the collection
   * @param index its number there, from 1
   */
  private record Place(int length, long collection, int index) {}

  /** Writes the texts of a tree. */
  static TextHeap of(Hdf5Group root, Bytes out) {
    Set<String> texts = new LinkedHashSet<>();
    collect(root, texts);
    texts.remove("");
    var heap = new TextHeap();
    Iterator<String> rest = texts.iterator();
    while (rest.hasNext()) {
      heap.collection(rest, out);
    }
    return heap;
  }

  private static void collect(Hdf5Group group, Set<String> into) {
    collect(group.attributes().values(), into);
    group.arrays().keySet().forEach(array -> collect(group.attributes(array).values(), into));
    group.groups().values().forEach(inner -> collect(inner, into));
  }

  private static void collect(Collection<Object> values, Set<String> into) {
    for (Object value : values) {
      List<?> texts = value instanceof List<?> list ? list : List.of(value);
      texts.forEach(text -> into.add(String.valueOf(text)));
    }
  }

  private void collection(Iterator<String> texts, Bytes out) {
    var objects = new Bytes(0);
    for (int index = 1; index <= MOST && texts.hasNext(); index++) {
      String text = texts.next();
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      places.put(text, new Place(bytes.length, out.position(), index));
      objects.u2(index).u2(0).u4(0).u8(bytes.length).bytes(bytes).align();
    }
    int used = 16 + (int) objects.position();
    int size = Math.max(SMALLEST, used);
    out.bytes("GCOL".getBytes(StandardCharsets.US_ASCII)).u4(1).u8(size).bytes(objects);
    if (size - used >= 16) {
      // Object 0 is what is free, itself included.
      out.u8(0).u8(size - used).zeros(size - used - 16);
    } else {
      out.zeros(size - used);
    }
  }

  /** Adds what an attribute says of a text: its length and where it is. */
  void refer(String text, Bytes message) {
    if (text.isEmpty()) {
      message.u4(0).u8(0).u4(0);
    } else {
      Place place = Objects.requireNonNull(places.get(text));
      message.u4(place.length).u8(place.collection).u4(place.index);
    }
  }
}
