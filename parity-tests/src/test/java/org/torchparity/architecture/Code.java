package org.torchparity.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import org.torchparity.compare.Comparison;
import org.torchparity.fixtures.Case;
import org.torchparity.reference.LibtorchBackend;
import org.torchparity.tensor.Tensor;

/**
 * The classes of the four modules. A module is the folder or jar that one of its classes comes
 * from, so that no package can be forgotten, and has a least number of classes, so that no rule
 * holds because it saw nothing.
 */
final class Code {
  static final JavaClasses IMPL = moduleOf(Tensor.class, 50);
  static final JavaClasses FIXTURES = moduleOf(Case.class, 20);
  static final JavaClasses REFERENCE = moduleOf(LibtorchBackend.class, 8);
  static final JavaClasses PARITY_TESTS = moduleOf(Comparison.class, 20);

  /** All four modules, without their tests. */
  static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.torchparity");

  private Code() {}

  private static JavaClasses moduleOf(Class<?> member, int leastClasses) {
    ClassFileImporter importer = new ClassFileImporter();
    JavaClasses classes;
    try {
      Path place = Path.of(member.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (Files.isDirectory(place)) {
        classes = importer.importPath(place);
      } else {
        try (JarFile jar = new JarFile(place.toFile())) {
          classes = importer.importJar(jar);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
    assertThat(classes).as("classes beside %s", member).hasSizeGreaterThanOrEqualTo(leastClasses);
    return classes;
  }
}
