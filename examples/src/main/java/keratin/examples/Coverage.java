package keratin.examples;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.module.ModuleReader;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import keratin.conformance.CaseCounts;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes {@code docs/coverage.md}: every public symbol of Keras, and whether it exists here.
 *
 * <p>A class is found by its name in the rooms that mirror Keras' module, a function as a public
 * static method, or for ops also as a method of {@code Tensor}, by its name in camelCase or by the
 * other name that it has here.
 */
@Command(
    name = "coverage",
    mixinStandardHelpOptions = true,
    description = "List every public symbol of Keras, and whether it exists here.")
final class Coverage implements Callable<Integer> {
  /** Keras' modules, and where their names live here. */
  private static final Map<String, List<String>> ROOMS = new TreeMap<>();

  static {
    ROOMS.put("keras.layers", List.of("keratin.layers"));
    ROOMS.put("keras.activations", List.of("keratin.activations"));
    ROOMS.put("keras.losses", List.of("keratin.losses"));
    ROOMS.put("keras.metrics", List.of("keratin.metrics", "keratin.losses"));
    ROOMS.put("keras.optimizers", List.of("keratin.optimizers"));
    ROOMS.put("keras.optimizers.schedules", List.of("keratin.optimizers.schedules"));
    ROOMS.put("keras.initializers", List.of("keratin.initializers"));
    ROOMS.put("keras.regularizers", List.of("keratin.regularizers"));
    ROOMS.put("keras.constraints", List.of("keratin.constraints"));
    ROOMS.put("keras.callbacks", List.of("keratin.callbacks"));
    ROOMS.put("keras.models", List.of("keratin.models"));
    ROOMS.put(
        "keras.utils",
        List.of(
            "keratin.utils",
            "keratin.models",
            "keratin.layers",
            "keratin.datasets",
            "keratin.plots"));
    ROOMS.put("keras.random", List.of("keratin.random"));
    ROOMS.put("keras.ops", List.of("keratin.ops", "keratin.tensor", "keratin.autograd"));
    ROOMS.put("keras.ops.image", List.of("keratin.ops"));
  }

  /** Classes that go by another name here. */
  private static final Map<String, String> RENAMED = Map.of("InputLayer", "Input");

  private static final Set<String> TENSOR_METHODS = Set.of("keratin.tensor");

  @Parameters(index = "0", description = "Keras' signatures: api.json")
  private Path api = Path.of("api.json");

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "CASES",
      description = "A directory of recorded cases, to count those about every op and layer.")
  private @Nullable Path cases;

  @Option(names = "--out", description = "the file to write; standard output if not given")
  private @Nullable Path out;

  private final Map<String, Set<String>> classes = new HashMap<>();
  private final Map<String, Set<String>> functions = new HashMap<>();

  @Override
  public Integer call() throws IOException {
    scan("keratin");
    scan("keratin.core");
    scan("keratin.plots");
    JsonNode modules = JsonMapper.builder().build().readTree(api.toFile()).get("modules");
    CaseCounts counts = cases == null ? null : CaseCounts.of(cases);
    StringBuilder details = new StringBuilder();
    StringBuilder table = new StringBuilder("| module | here | of | share |\n|---|---|---|---|\n");
    int allFound = 0;
    int all = 0;
    for (String module : ROOMS.keySet()) {
      Map<String, @Nullable String> symbols = symbols(modules.get(module), module);
      int found = (int) symbols.values().stream().filter(Objects::nonNull).count();
      all += symbols.size();
      allFound += found;
      table.append(row(module, found, symbols.size()));
      details.append("\n## %s\n\n".formatted(module));
      details.append(CoverageText.of(module, symbols, counts));
    }
    table.append(row("**sum**", allFound, all));
    write(CoverageText.INTRODUCTION + table + details);
    return 0;
  }

  /** The public symbols of a module, and what each is called here; null if it is not here. */
  private Map<String, @Nullable String> symbols(JsonNode module, String name) {
    List<String> rooms = Objects.requireNonNull(ROOMS.get(name));
    Map<String, @Nullable String> symbols = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> symbol : module.get("classes").properties()) {
      // An alias is there when what it stands for is.
      String meant = symbol.getValue().path("class").asString(symbol.getKey());
      String here = named(classes, rooms, meant);
      // A class may be exported under another name than its own.
      String other = RENAMED.getOrDefault(symbol.getKey(), symbol.getKey());
      symbols.put(symbol.getKey(), here == null ? named(classes, rooms, other) : here);
    }
    for (Map.Entry<String, JsonNode> symbol : module.get("functions").properties()) {
      String meant = symbol.getValue().path("function").asString(symbol.getKey());
      String here = named(functions, rooms, camelCase(meant));
      boolean renamed = here == null && name.equals("keras.ops");
      symbols.put(
          symbol.getKey(),
          renamed ? named(functions, rooms, camelCase(CaseCounts.here(symbol.getKey()))) : here);
    }
    return symbols;
  }

  private static String row(String name, int found, int count) {
    return String.format(
        Locale.ROOT, "| %s | %d | %d | %.0f %% |%n", name, found, count, 100.0 * found / count);
  }

  private void write(String text) throws IOException {
    if (out == null) {
      System.out.print(text);
      return;
    }
    try (PrintStream file = new PrintStream(out.toFile(), "UTF-8")) {
      file.print(text);
    }
  }

  /** {@code log_softmax} → {@code logSoftmax}. */
  static String camelCase(String name) {
    StringBuilder camel = new StringBuilder();
    boolean up = false;
    for (char c : name.toCharArray()) {
      if (c == '_') {
        up = !camel.isEmpty();
      } else {
        camel.append(up ? Character.toUpperCase(c) : c);
        up = false;
      }
    }
    return camel.toString();
  }

  /** The name in these rooms that is this one, or differs by upper and lower case only. */
  private static @Nullable String named(
      Map<String, Set<String>> names, List<String> rooms, String name) {
    Set<String> alike = new TreeSet<>();
    for (String room : rooms) {
      names.getOrDefault(room, Set.of()).stream()
          .filter(name::equalsIgnoreCase)
          .forEach(alike::add);
    }
    if (alike.isEmpty()) {
      return null;
    }
    return alike.contains(name) ? name : alike.iterator().next();
  }

  /** Collects the public classes and functions of a module's exported rooms. */
  private void scan(String moduleName) throws IOException {
    Module module = ModuleLayer.boot().findModule(moduleName).orElseThrow();
    try (ModuleReader reader =
        ModuleLayer.boot()
            .configuration()
            .findModule(moduleName)
            .orElseThrow()
            .reference()
            .open()) {
      for (String file : reader.list().toList()) {
        if (!file.endsWith(".class") || file.contains("$") || !file.contains("/")) {
          continue;
        }
        String name = file.substring(0, file.length() - 6).replace('/', '.');
        String room = name.substring(0, name.lastIndexOf('.'));
        if (module.isExported(room) && !name.endsWith("package-info")) {
          add(room, Class.forName(module, name));
        }
      }
    }
  }

  private void add(String room, @Nullable Class<?> type) {
    if (type == null || !Modifier.isPublic(type.getModifiers())) {
      return;
    }
    // Layers live in rooms of their own below keratin.layers; to Keras they are one module.
    String known = room.startsWith("keratin.layers") ? "keratin.layers" : room;
    classes.computeIfAbsent(known, r -> new HashSet<>()).add(type.getSimpleName());
    for (Method method : type.getMethods()) {
      boolean counts =
          Modifier.isStatic(method.getModifiers())
              || TENSOR_METHODS.contains(room) && type.getSimpleName().equals("Tensor");
      if (counts && method.getDeclaringClass() != Object.class) {
        functions.computeIfAbsent(known, r -> new HashSet<>()).add(method.getName());
      }
    }
  }
}
