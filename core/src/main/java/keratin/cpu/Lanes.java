package keratin.cpu;

import static keratin.memory.Raw.ALL;

import java.lang.invoke.MethodHandles;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;
import keratin.memory.Raw;
import keratin.tensor.DType;
import org.jspecify.annotations.Nullable;

/**
 * What a copy of a loop works on: vectors of one type of number, and what is done with them.
 *
 * @param species of the numbers; {@code Number} stands for any of their types
 * @param function what the loop calls
 */
record Lanes<F>(VectorSpecies<Number> species, F function) {
  /*
   * Loops and simple functions are written once for all dtypes, on Vector<Number>. In a copy of a
   * loop the species is a constant, so C2 knows the class of every vector, calls its methods
   * directly, and the switches below vanish.
   */

  private static final ByteOrder ORDER = ByteOrder.nativeOrder();

  /** For the static initialiser of a loop: what this copy works on. */
  @SuppressWarnings("unchecked")
  static <F> Lanes<F> of(MethodHandles.Lookup copy) {
    return (Lanes<F>) LoopCopy.function(copy, Lanes.class);
  }

  /** The vectors that hold a dtype's elements; null if its arithmetic is not that of its bits. */
  static @Nullable VectorSpecies<Number> species(DType type) {
    VectorSpecies<?> species =
        switch (type) {
          case BOOL, UINT8, INT8 -> ByteVector.SPECIES_PREFERRED;
          case UINT16, INT16 -> ShortVector.SPECIES_PREFERRED;
          case UINT32, INT32 -> IntVector.SPECIES_PREFERRED;
          case INT64 -> LongVector.SPECIES_PREFERRED;
          case FLOAT32 -> FloatVector.SPECIES_PREFERRED;
          case FLOAT64 -> DoubleVector.SPECIES_PREFERRED;
          case FLOAT8_E4M3FN, FLOAT8_E5M2, FLOAT16, BFLOAT16, STRING -> null;
        };
    return species == null ? null : any(species);
  }

  /** Vectors that move elements of so many bytes, whatever they mean. */
  static VectorSpecies<Number> ofBytes(int width) {
    return any(
        switch (width) {
          case 1 -> ByteVector.SPECIES_PREFERRED;
          case 2 -> ShortVector.SPECIES_PREFERRED;
          case 4 -> IntVector.SPECIES_PREFERRED;
          default -> LongVector.SPECIES_PREFERRED;
        });
  }

  @SuppressWarnings("unchecked")
  private static VectorSpecies<Number> any(VectorSpecies<?> species) {
    return (VectorSpecies<Number>) species;
  }

  @SuppressWarnings("unchecked")
  private static Vector<Number> any(Vector<?> vector) {
    return (Vector<Number>) vector;
  }

  /** A function of float32 as one of any lanes. */
  static LaneUnary floats(FloatUnary function) {
    return x -> any(function.apply((FloatVector) (Vector<?>) x));
  }

  /** A function of float32s as what a loop's copy needs. */
  static Lanes<LaneBinary> floats(FloatBinary function) {
    return new Lanes<>(
        any(FloatVector.SPECIES_PREFERRED),
        (a, b) -> any(function.apply((FloatVector) (Vector<?>) a, (FloatVector) (Vector<?>) b)));
  }

  /** A function of any lanes as one of float32. */
  static FloatUnary floats(LaneUnary function) {
    return x -> (FloatVector) (Vector<?>) function.apply(any(x));
  }

  /** A function of float64 as one of any lanes. */
  static LaneUnary doubles(DoubleUnary function) {
    return x -> any(function.apply((DoubleVector) (Vector<?>) x));
  }

  static Vector<Number> load(VectorSpecies<Number> species, long address) {
    return species.fromMemorySegment(ALL, address, ORDER);
  }

  static void store(Vector<Number> v, long address) {
    v.intoMemorySegment(ALL, address, ORDER);
  }

  /** The element at {@code address} in every lane. */
  static Vector<Number> all(VectorSpecies<Number> species, long address) {
    Vector<?> v =
        switch (species.elementSize()) {
          case 8 -> ByteVector.broadcast(ByteVector.SPECIES_PREFERRED, Raw.getByte(address));
          case 16 -> ShortVector.broadcast(ShortVector.SPECIES_PREFERRED, Raw.getShort(address));
          case 32 -> IntVector.broadcast(IntVector.SPECIES_PREFERRED, Raw.getInt(address));
          default -> LongVector.broadcast(LongVector.SPECIES_PREFERRED, Raw.getLong(address));
        };
    return v.reinterpretShape(species, 0).check(species);
  }

  /** The first {@code n} lanes, fewer than there are; the others are 0. */
  static Vector<Number> load(VectorSpecies<Number> species, long address, int n) {
    return switch (species.elementSize()) {
      case 32 -> {
        VectorSpecies<Integer> ints = IntVector.SPECIES_PREFERRED;
        VectorMask<Integer> mask = ints.indexInRange(0, n);
        Vector<Integer> v = IntVector.fromMemorySegment(ints, ALL, address, ORDER, mask);
        yield v.reinterpretShape(species, 0).check(species);
      }
      case 64 -> {
        VectorSpecies<Long> longs = LongVector.SPECIES_PREFERRED;
        VectorMask<Long> mask = longs.indexInRange(0, n);
        Vector<Long> v = LongVector.fromMemorySegment(longs, ALL, address, ORDER, mask);
        yield v.reinterpretShape(species, 0).check(species);
      }
      default -> {
        // Not every processor can load some of many small elements.
        byte[] bytes = new byte[species.vectorByteSize()];
        for (int i = 0; i < n * species.elementSize() / 8; i++) {
          bytes[i] = Raw.getByte(address + i);
        }
        yield ByteVector.fromArray(ByteVector.SPECIES_PREFERRED, bytes, 0)
            .reinterpretShape(species, 0)
            .check(species);
      }
    };
  }

  /** Stores the first {@code n} lanes, fewer than there are. */
  static void store(Vector<Number> v, long address, int n) {
    if (v.elementSize() >= 32) {
      v.intoMemorySegment(ALL, address, ORDER, v.species().indexInRange(0, n));
      return;
    }
    byte[] bytes = new byte[v.byteSize()];
    v.reinterpretAsBytes().intoArray(bytes, 0);
    for (int i = 0; i < n * v.elementSize() / 8; i++) {
      Raw.setByte(address + i, bytes[i]);
    }
  }
}
