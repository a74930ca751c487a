package keratin.cpu;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The oneDNN library, called through its C interface on one thread at a time.
 *
 * <p>The library comes out of the {@code org.bytedeco:dnnl} native jar. When it is absent, cannot
 * be loaded, or {@code -Dkeratin.onednn=off} is set, {@link #available} is false and {@link
 * #reason} says why; nothing is thrown.
 *
 * <p>Version 3.11's products corrupt the heap when a signal interrupts them, so they are used on
 * request only (docs/decisions/005-signals.md).
 *
 * @see <a href="https://uxlfoundation.github.io/oneDNN/">oneDNN</a>
 */
final class OneDnn {
  /*
   * OpenMP is told to use one thread before every call rather than once per thread: the setting
   * belongs to the operating system's thread, and a virtual thread may wake up on another one. It
   * costs 6 ns. Work is divided by Pool instead, because OpenMP's spinning workers beside other
   * busy threads slowed products up to sixtyfold.
   *
   * dnnl_sgemm itself is an ordinary downcall, not a critical one: the switch it would save
   * is lost in the noise (about 1 ns of 114 for the smallest product), while a collection would
   * have to wait for the product's end.
   *
   * Addresses are passed as longs; a MemorySegment per argument would be garbage.
   */

  private record Binding(@Nullable Functions functions, String reason) {}

  private record Functions(MethodHandle sgemm, MethodHandle setThreads) {}

  private static final Binding BINDING = bind();
  private static final @Nullable MethodHandle SGEMM =
      BINDING.functions == null ? null : BINDING.functions.sgemm;
  private static final @Nullable MethodHandle SET_THREADS =
      BINDING.functions == null ? null : BINDING.functions.setThreads;

  private OneDnn() {}

  /** Whether the library is loaded. */
  static boolean available() {
    return SGEMM != null;
  }

  /**
   * What is loaded, such as {@code oneDNN (dnnl-3.11-1.5.13-linux-x86_64-...)}, or why nothing is.
   */
  static String reason() {
    return BINDING.reason;
  }

  /**
   * Row-major matrix product {@code C = alpha · op(A) · op(B) + beta · C}, on the calling thread.
   * {@code op(A)} is (m, k), {@code op(B)} (k, n), C (m, n); {@code lda}, {@code ldb}, {@code ldc}
   * are the distances between stored rows, in elements. C is not read if {@code beta} is 0.
   */
  static void sgemm(
      boolean transA,
      boolean transB,
      long m,
      long n,
      long k,
      float alpha,
      long a,
      long lda,
      long b,
      long ldb,
      float beta,
      long c,
      long ldc) {
    MethodHandle sgemm = SGEMM;
    MethodHandle setThreads = SET_THREADS;
    if (sgemm == null || setThreads == null) {
      throw new IllegalStateException(BINDING.reason);
    }
    int status;
    try {
      setThreads.invokeExact(1);
      status =
          (int)
              sgemm.invokeExact(
                  (byte) (transA ? 'T' : 'N'),
                  (byte) (transB ? 'T' : 'N'),
                  m,
                  n,
                  k,
                  alpha,
                  a,
                  lda,
                  b,
                  ldb,
                  beta,
                  c,
                  ldc);
    } catch (Throwable e) {
      throw new IllegalStateException("dnnl_sgemm could not be called.", e);
    }
    if (status != 0) {
      throw new IllegalStateException(
          "dnnl_sgemm returned status " + status + " for m=" + m + ", n=" + n + ", k=" + k + ".");
    }
  }

  private static Binding bind() {
    if (System.getProperty("keratin.onednn", "on").equals("off")) {
      return new Binding(null, "oneDNN is off: asked for by -Dkeratin.onednn=off");
    }
    String platform = platform();
    try {
      return load(platform);
    } catch (FileNotFoundException e) {
      return new Binding(
          null, "no oneDNN: the jar org.bytedeco:dnnl:3.11-1.5.13:" + platform + " is not there");
    } catch (IOException | RuntimeException | LinkageError e) {
      return new Binding(null, "no oneDNN: " + e);
    }
  }

  private static Binding load(String platform) throws IOException {
    String os = platform.substring(0, platform.indexOf('-'));
    String library =
        switch (os) {
          case "windows" -> "dnnl.dll";
          case "macosx" -> "libdnnl.3.dylib";
          default -> "libdnnl.so.3";
        };
    List<String> openMp =
        os.equals("macosx")
            ? List.of("libomp.dylib", "libiomp5.dylib")
            : List.of("libgomp.so.1", "libiomp5.so");
    Path folder =
        NativeFiles.folder(
            "org/bytedeco/dnnl/" + platform + "/",
            List.of(library, openMp.getFirst(), openMp.getLast()));
    SymbolLookup threads = null;
    for (String name : openMp) {
      // Loaded first, so that the loader finds it when oneDNN asks for it by name.
      if (Files.exists(folder.resolve(name))) {
        threads = SymbolLookup.libraryLookup(folder.resolve(name), Arena.global());
        break;
      }
    }
    if (threads == null) {
      threads =
          SymbolLookup.libraryLookup(
              os.equals("windows") ? "vcomp140.dll" : openMp.getFirst(), Arena.global());
    }
    SymbolLookup dnnl = SymbolLookup.libraryLookup(folder.resolve(library), Arena.global());
    Linker linker = Linker.nativeLinker();
    MethodHandle setThreads =
        linker.downcallHandle(
            threads.findOrThrow("omp_set_num_threads"),
            FunctionDescriptor.ofVoid(JAVA_INT),
            Linker.Option.critical(false));
    MethodHandle sgemm =
        linker.downcallHandle(
            dnnl.findOrThrow("dnnl_sgemm"),
            FunctionDescriptor.of(
                JAVA_INT,
                JAVA_BYTE,
                JAVA_BYTE,
                JAVA_LONG,
                JAVA_LONG,
                JAVA_LONG,
                JAVA_FLOAT,
                JAVA_LONG,
                JAVA_LONG,
                JAVA_LONG,
                JAVA_LONG,
                JAVA_FLOAT,
                JAVA_LONG,
                JAVA_LONG));
    return new Binding(new Functions(sgemm, setThreads), "oneDNN (" + folder.getFileName() + ")");
  }

  private static String platform() {
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    String system =
        os.startsWith("windows") ? "windows" : os.startsWith("mac") ? "macosx" : "linux";
    String processor =
        switch (arch) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm64";
          default -> arch;
        };
    return system + "-" + processor;
  }
}
