package keratin.formats.hdf5;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import keratin.formats.ArrayData;

/**
 * Lays out a tree as the bytes of an HDF5 file, the way h5py does by default: superblock version 0,
 * groups as B-trees of symbol tables, contiguous arrays, texts of variable length in a global heap.
 *
 * <p>The arrays follow the superblock, as they are and uncopied; everything else comes after them.
 *
 * @see <a href="https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t2.html">HDF5 file
 *     format</a>
 */
final class Hdf5Writer {
  private static final int SUPERBLOCK = 96;
  private static final int LEAF_K = 4;
  private static final int INTERNAL_K = 16;
  private static final long NONE = -1;
  private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

  private static final int DATASPACE = 0x01;
  private static final int DATATYPE = 0x03;
  private static final int FILL_VALUE = 0x05;
  private static final int LAYOUT = 0x08;
  private static final int ATTRIBUTE = 0x0c;
  private static final int SYMBOL_TABLE = 0x11;

  private final List<ByteBuffer> parts = new ArrayList<>();
  private final Bytes rest;
  private final Map<ArrayData, Long> places = new IdentityHashMap<>();
  private final TextHeap texts;

  private Hdf5Writer(Hdf5Group root) {
    rest = new Bytes(SUPERBLOCK + placeArrays(root, SUPERBLOCK));
    texts = TextHeap.of(root, rest);
  }

  /** The file as buffers to be written one after the other. */
  static List<ByteBuffer> write(Hdf5Group root) {
    var writer = new Hdf5Writer(root);
    Group group = writer.group(root);
    writer.parts.addFirst(superblock(group, writer.rest.position()));
    writer.parts.add(writer.rest.toBuffer());
    return writer.parts;
  }

  /**
   * Where a written group is.
   *
   * @param header of its object header
   * @param tree of its B-tree
   * @param names of its local heap
   */
  private record Group(long header, long tree, long names) {}

  private static ByteBuffer superblock(Group root, long end) {
    var out = new Bytes(0);
    out.bytes(SIGNATURE);
    out.zeros(5).u1(8).u1(8).u1(0).u2(LEAF_K).u2(INTERNAL_K).u4(0);
    out.u8(0).u8(NONE).u8(end).u8(NONE);
    out.u8(0).u8(root.header).u4(1).u4(0).u8(root.tree).u8(root.names);
    return out.toBuffer();
  }

  private long placeArrays(Hdf5Group group, long start) {
    long size = 0;
    for (ArrayData array : group.arrays().values()) {
      places.put(array, start + size);
      ByteBuffer data = array.data();
      int padding = (int) (-data.remaining() & 7L);
      size += data.remaining() + padding;
      parts.add(data);
      parts.add(ByteBuffer.allocate(padding));
    }
    for (Hdf5Group inner : group.groups().values()) {
      size += placeArrays(inner, start + size);
    }
    return size;
  }

  // ---- groups ----

  private Group group(Hdf5Group group) {
    var entries = new TreeMap<String, Long>(Hdf5Writer::compareBytes);
    group.arrays().forEach((name, array) -> entries.put(name, array(group, name, array)));
    group.groups().forEach((name, inner) -> entries.put(name, group(inner).header));

    var names = new Bytes(0).zeros(8);
    var symbols = new ArrayList<Symbol>();
    entries.forEach(
        (name, header) -> {
          symbols.add(new Symbol(names.position(), header));
          names.bytes(name.getBytes(StandardCharsets.UTF_8)).u1(0).align();
        });
    long data = rest.position();
    rest.bytes(names);
    long heapAt = rest.position();
    rest.bytes("HEAP".getBytes(StandardCharsets.US_ASCII)).u4(0);
    rest.u8(names.position()).u8(1).u8(data);
    long tree = tree(leaves(symbols), 0);

    var messages = new Messages();
    messages.add(SYMBOL_TABLE, new Bytes(0).u8(tree).u8(heapAt));
    messages.addAttributes(group.attributes());
    return new Group(messages.write(), tree, heapAt);
  }

  /** By bytes, as the C library compares names. */
  private static int compareBytes(String a, String b) {
    return Arrays.compareUnsigned(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * An entry of a group.
   *
   * @param name where its name is in the local heap
   * @param header where its object header is in the file
   */
  private record Symbol(long name, long header) {}

  /**
   * A node of a B-tree, or a table at its bottom.
   *
   * @param address where it is
   * @param last the greatest name below it
   */
  private record Child(long address, long last) {}

  private List<Child> leaves(List<Symbol> symbols) {
    var leaves = new ArrayList<Child>();
    for (int from = 0; from < symbols.size(); from += 2 * LEAF_K) {
      List<Symbol> some = symbols.subList(from, Math.min(symbols.size(), from + 2 * LEAF_K));
      leaves.add(new Child(rest.position(), some.getLast().name));
      rest.bytes("SNOD".getBytes(StandardCharsets.US_ASCII)).u1(1).u1(0).u2(some.size());
      for (Symbol symbol : some) {
        rest.u8(symbol.name).u8(symbol.header).zeros(24);
      }
      rest.zeros(40 * (2 * LEAF_K - some.size()));
    }
    return leaves;
  }

  /** Writes one level of the tree and those above it; returns the root. */
  private long tree(List<Child> children, int level) {
    int fan = 2 * INTERNAL_K;
    int nodeBytes = 24 + (fan + 1) * 8 + fan * 8;
    int count = Math.max(1, (children.size() + fan - 1) / fan);
    long first = rest.position();
    var nodes = new ArrayList<Child>();
    long before = 0;
    for (int i = 0; i < count; i++) {
      int from = i * fan;
      List<Child> some = children.subList(from, Math.min(children.size(), from + fan));
      rest.bytes("TREE".getBytes(StandardCharsets.US_ASCII)).u1(0).u1(level).u2(some.size());
      rest.u8(i == 0 ? NONE : first + (long) (i - 1) * nodeBytes);
      rest.u8(i == count - 1 ? NONE : first + (long) (i + 1) * nodeBytes);
      rest.u8(before);
      for (Child child : some) {
        rest.u8(child.address).u8(child.last);
        before = child.last;
      }
      rest.zeros((fan - some.size()) * 16);
      nodes.add(new Child(first + (long) i * nodeBytes, before));
    }
    return count == 1 ? first : tree(nodes, level + 1);
  }

  // ---- arrays ----

  private long array(Hdf5Group group, String name, ArrayData array) {
    var messages = new Messages();
    messages.add(DATASPACE, Hdf5Types.space(array.shape()));
    messages.add(DATATYPE, Hdf5Types.of(array));
    messages.add(FILL_VALUE, new Bytes(0).u1(2).u1(2).u1(2).u1(1).u4(0));
    long size = array.data().remaining();
    long place = size == 0 ? NONE : Objects.requireNonNull(places.get(array));
    messages.add(LAYOUT, new Bytes(0).u1(3).u1(1).u8(place).u8(size));
    messages.addAttributes(group.attributes(name));
    return messages.write();
  }

  /** The messages of an object header. */
  private final class Messages {
    private final Bytes body = new Bytes(0);
    private int count;

    void add(int type, Bytes message) {
      message.align();
      if (message.position() > 0xffff) {
        throw new IllegalArgumentException(
            "HDF5 holds at most 65,535 bytes in one attribute or description of an array, but "
                + message.position()
                + " came.");
      }
      body.u2(type).u2((int) message.position()).u4(0).bytes(message);
      count++;
    }

    void addAttributes(Map<String, Object> attributes) {
      attributes.forEach((name, value) -> add(ATTRIBUTE, attribute(name, value)));
    }

    private Bytes attribute(String name, Object value) {
      List<?> values = value instanceof List<?> list ? list : List.of(value);
      byte[] label = name.getBytes(StandardCharsets.UTF_8);
      var type = Hdf5Types.text();
      var space =
          Hdf5Types.space(value instanceof List<?> ? new int[] {values.size()} : new int[0]);
      var message = new Bytes(0).u1(1).u1(0).u2(label.length + 1);
      message.u2((int) type.position()).u2((int) space.position());
      message.bytes(label).u1(0).align().bytes(type).align().bytes(space).align();
      for (Object text : values) {
        texts.refer(String.valueOf(text), message);
      }
      return message;
    }

    long write() {
      long at = rest.position();
      rest.u1(1).u1(0).u2(count).u4(1).u4((int) body.position()).u4(0).bytes(body);
      return at;
    }
  }
}
