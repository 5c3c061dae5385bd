package org.torchparity.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.torchparity.fixtures.Fixture;
import org.torchparity.harness.FixtureFile;
import org.torchparity.harness.FixtureFiles;
import org.torchparity.harness.IoFaults;

/** Makes the tests of a {@link FixtureTest}; each reads its own fixture, when it runs. */
final class FixtureTestExtension implements TestTemplateInvocationContextProvider {
  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return context.getRequiredTestMethod().isAnnotationPresent(FixtureTest.class);
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    return tests(Path.of(context.getRequiredTestMethod().getAnnotation(FixtureTest.class).value()));
  }

  static Stream<TestTemplateInvocationContext> tests(Path path) {
    try {
      FixtureFiles found = FixtureFiles.of(List.of(path));
      if (!found.faults().isEmpty()) {
        throw new IOException(String.join("; ", found.faults()));
      }
      return found.files().stream().map(Invocation::new);
    } catch (IOException e) {
      throw new UncheckedIOException("@FixtureTest: " + IoFaults.line(e), e);
    }
  }

  /** One test. */
  private record Invocation(FixtureFile file)
      implements TestTemplateInvocationContext, ParameterResolver {
    @Override
    public String getDisplayName(int number) {
      return file.id();
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
      return List.of(this);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Fixture.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      try {
        String change = file.change();
        if (!change.isEmpty()) {
          throw new ParameterResolutionException(change);
        }
        return file.read();
      } catch (IOException e) {
        throw new ParameterResolutionException(IoFaults.line(e), e);
      }
    }
  }
}
