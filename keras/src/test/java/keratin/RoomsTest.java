package keratin;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The directions in which rooms may know each other. ARCHITECTURE.md draws the same picture. */
class RoomsTest {
  private static final Path CORE = Path.of("..", "core", "target", "classes");
  private static final Path FORMATS = Path.of("..", "formats", "target", "classes");
  private static final Path KERAS = Path.of("target", "classes");
  private static final List<Path> PUBLISHED = List.of(CORE, FORMATS, KERAS);
  private static final JavaClasses CLASSES = new ClassFileImporter().importPaths(PUBLISHED);

  @Test
  void packagesHaveNoCycles() {
    check(slices().matching("keratin.(**)").should().beFreeOfCycles());
  }

  @Test
  void memoryKnowsNoOtherRoom() {
    check(roomKnowsOnly("keratin.memory", "keratin.memory"));
  }

  @Test
  void tensorKnowsOnlyMemory() {
    check(roomKnowsOnly("keratin.tensor", "keratin.tensor", "keratin.memory"));
  }

  @Test
  void formatsKnowNoTensors() {
    check(roomKnowsOnly("keratin.formats..", "keratin.formats.."));
  }

  @Test
  void onlyTheCpuRoomKnowsKernels() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("keratin.cpu..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("keratin.cpu..", "jdk.incubator.."));
  }

  @Test
  void kernelsAreNotExported() {
    Set<String> exported =
        ModuleFinder.of(CORE).find("keratin.core").orElseThrow().descriptor().exports().stream()
            .map(Exports::source)
            .collect(Collectors.toSet());
    assertThat(exported).noneMatch(name -> name.startsWith("keratin.cpu"));
  }

  @Test
  void everyPackageSaysItsPurposeAndIsNullMarked() throws IOException {
    Set<Path> unmarked = new TreeSet<>();
    for (Path module : PUBLISHED) {
      try (var files = Files.walk(module)) {
        files
            .filter(file -> file.toString().endsWith(".class"))
            .map(Path::getParent)
            .filter(folder -> !folder.equals(module))
            // made by protoc, and not exported
            .filter(folder -> !folder.endsWith("proto"))
            .filter(folder -> !Files.exists(folder.resolve("package-info.class")))
            .forEach(unmarked::add);
      }
    }
    assertThat(unmarked).as("packages without a @NullMarked package-info.java").isEmpty();
  }

  private static ArchRule roomKnowsOnly(String room, String... known) {
    return noClasses()
        .that()
        .resideInAPackage(room)
        .should()
        .dependOnClassesThat(resideInAPackage("keratin..").and(resideOutsideOfPackages(known)));
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(CLASSES);
  }
}
