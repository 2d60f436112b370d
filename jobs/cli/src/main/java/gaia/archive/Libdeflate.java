package gaia.archive;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The machine's libdeflate, where it has one: at the same level far faster than the JDK's zlib, and
 * a little smaller. It takes what it compresses whole, so {@link GzipMembers} cuts it. See its
 * {@code libdeflate.h} for the functions.
 */
final class Libdeflate {
  private static final List<String> NAMES =
      List.of("libdeflate.so.0", "libdeflate.0.dylib", "libdeflate.dylib");

  private static final @Nullable Libdeflate HERE = load();

  private final MethodHandle allocate;
  private final MethodHandle bound;
  private final MethodHandle compress;
  private final MethodHandle free;
  private final MethodHandle allocateReader;
  private final MethodHandle expand;
  private final MethodHandle freeReader;

  private Libdeflate(SymbolLookup library) {
    allocate = function(library, "alloc_compressor", ADDRESS, JAVA_INT);
    bound = function(library, "gzip_compress_bound", JAVA_LONG, ADDRESS, JAVA_LONG);
    compress =
        function(
            library, "gzip_compress", JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG);
    free = procedure(library, "free_compressor");
    allocateReader = function(library, "alloc_decompressor", ADDRESS);
    expand =
        function(
            library,
            "gzip_decompress_ex",
            JAVA_INT,
            ADDRESS,
            ADDRESS,
            JAVA_LONG,
            ADDRESS,
            JAVA_LONG,
            ADDRESS,
            ADDRESS);
    freeReader = procedure(library, "free_decompressor");
  }

  private static MethodHandle procedure(SymbolLookup library, String name) {
    return Linker.nativeLinker()
        .downcallHandle(
            library.findOrThrow("libdeflate_" + name), FunctionDescriptor.ofVoid(ADDRESS));
  }

  private static MethodHandle function(
      SymbolLookup library, String name, MemoryLayout result, MemoryLayout... arguments) {
    return Linker.nativeLinker()
        .downcallHandle(
            library.findOrThrow("libdeflate_" + name), FunctionDescriptor.of(result, arguments));
  }

  private static @Nullable Libdeflate load() {
    for (String name : NAMES) {
      try {
        return new Libdeflate(SymbolLookup.libraryLookup(name, Arena.global()));
      } catch (IllegalArgumentException | NoSuchElementException e) {
        // Not by this name, or of another time.
      }
    }
    return null;
  }

  /** Null where the machine has none. */
  static @Nullable Libdeflate here() {
    return HERE;
  }

  /**
   * One that makes gzip members, for one thread.
   *
   * @param level 1 to 12; to 9 they mean what gzip's do
   */
  Compressor compressor(int level) {
    try {
      return new Compressor(made((MemorySegment) allocate.invokeExact(level)));
    } catch (Throwable e) {
      throw thrown(e);
    }
  }

  final class Compressor implements AutoCloseable {
    private final MemorySegment compressor;

    private Compressor(MemorySegment compressor) {
      this.compressor = compressor;
    }

    /** How long a member of so many bytes may become. */
    long bound(long bytes) {
      try {
        return (long) bound.invokeExact(compressor, bytes);
      } catch (Throwable e) {
        throw thrown(e);
      }
    }

    /**
     * Makes one member of all of it.
     *
     * @param out at least of {@link #bound}'s length
     * @return how long it became
     */
    long compress(MemorySegment in, MemorySegment out) {
      try {
        long length =
            (long) compress.invokeExact(compressor, in, in.byteSize(), out, out.byteSize());
        if (length == 0) {
          throw new IllegalStateException(
              "libdeflate found no room for %d bytes in %d"
                  .formatted(in.byteSize(), out.byteSize()));
        }
        return length;
      } catch (Throwable e) {
        throw thrown(e);
      }
    }

    @Override
    public void close() {
      try {
        free.invokeExact(compressor);
      } catch (Throwable e) {
        throw thrown(e);
      }
    }
  }

  /** One that expands gzip members, for one thread. */
  Expander expander() {
    try {
      return new Expander(made((MemorySegment) allocateReader.invokeExact()));
    } catch (Throwable e) {
      throw thrown(e);
    }
  }

  final class Expander implements AutoCloseable {
    private final MemorySegment expander;
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment read = arena.allocate(JAVA_LONG);
    private final MemorySegment made = arena.allocate(JAVA_LONG);

    private Expander(MemorySegment expander) {
      this.expander = expander;
    }

    /**
     * Expands the member that the bytes begin with.
     *
     * @return whether it was whole, sound and found room; {@link #read} and {@link #made} tell more
     */
    boolean expand(MemorySegment in, MemorySegment out) {
      try {
        int result =
            (int) expand.invokeExact(expander, in, in.byteSize(), out, out.byteSize(), read, made);
        return result == 0;
      } catch (Throwable e) {
        throw thrown(e);
      }
    }

    /** How many bytes it was. */
    int read() {
      return (int) read.get(JAVA_LONG, 0);
    }

    /** How many it has become. */
    int made() {
      return (int) made.get(JAVA_LONG, 0);
    }

    @Override
    public void close() {
      try (arena) {
        freeReader.invokeExact(expander);
      } catch (Throwable e) {
        throw thrown(e);
      }
    }
  }

  private static MemorySegment made(MemorySegment made) {
    if (made.equals(MemorySegment.NULL)) {
      throw new OutOfMemoryError("libdeflate has no memory");
    }
    return made;
  }

  /** A call into it throws nothing of its own. */
  private static RuntimeException thrown(Throwable thrown) {
    return switch (thrown) {
      case RuntimeException e -> e;
      case Error e -> throw e;
      default -> new IllegalStateException(thrown);
    };
  }
}
