package keratin.examples;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.module.ModuleReader;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
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
 * static method, or for ops also as a method of {@code Tensor}, by its name in camelCase.
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
    ROOMS.put("keras.utils", List.of("keratin.utils"));
    ROOMS.put("keras.random", List.of("keratin.random"));
    ROOMS.put("keras.ops", List.of("keratin.ops", "keratin.tensor"));
  }

  private static final Set<String> TENSOR_METHODS = Set.of("keratin.tensor");

  @Parameters(index = "0", description = "Keras' signatures: api.json")
  private Path api = Path.of("api.json");

  @Option(names = "--out", description = "the file to write; standard output if not given")
  private @Nullable Path out;

  private final Map<String, Set<String>> classes = new HashMap<>();
  private final Map<String, Set<String>> functions = new HashMap<>();

  @Override
  public Integer call() throws IOException {
    scan("keratin");
    scan("keratin.core");
    JsonNode modules = JsonMapper.builder().build().readTree(api.toFile()).get("modules");
    StringBuilder details = new StringBuilder();
    StringBuilder table = new StringBuilder("| module | here | of | share |\n|---|---|---|---|\n");
    int allFound = 0;
    int all = 0;
    for (Map.Entry<String, List<String>> entry : ROOMS.entrySet()) {
      JsonNode module = modules.get(entry.getKey());
      StringBuilder present = new StringBuilder();
      StringBuilder missing = new StringBuilder();
      int found = 0;
      int count = 0;
      for (String kind : List.of("classes", "functions")) {
        boolean types = kind.equals("classes");
        for (Map.Entry<String, JsonNode> symbol : module.get(kind).properties()) {
          String name = symbol.getKey();
          // An alias is there when what it stands for is.
          String meant = symbol.getValue().path(types ? "class" : "function").asString(name);
          boolean here =
              types
                  ? contains(classes, entry.getValue(), meant)
                  : contains(functions, entry.getValue(), camelCase(meant));
          count++;
          found += here ? 1 : 0;
          (here ? present : missing).append(' ').append(name);
        }
      }
      all += count;
      allFound += found;
      table.append(row(entry.getKey(), found, count));
      details.append("\n## %s\n".formatted(entry.getKey()));
      details.append("\nHere:%s\n".formatted(present.isEmpty() ? " nothing yet" : present));
      details.append("\nMissing:%s\n".formatted(missing.isEmpty() ? " nothing" : missing));
    }
    table.append(row("**sum**", allFound, all));
    write(
        "# Coverage\n\nPublic symbols of Keras 3 that exist here, by name. Written by"
            + " `./keratin coverage API_JSON`; not edited by hand.\n\n"
            + table
            + details);
    return 0;
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

  private static boolean contains(Map<String, Set<String>> names, List<String> rooms, String name) {
    return rooms.stream().anyMatch(room -> names.getOrDefault(room, Set.of()).contains(name));
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
