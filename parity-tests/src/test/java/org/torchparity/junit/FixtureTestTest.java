package org.torchparity.junit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.torchparity.assertj.ParityAssertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.torchparity.catalogue.Catalogue;
import org.torchparity.catalogue.JavaBackend;
import org.torchparity.fixtures.Fixture;
import org.torchparity.fixtures.Fixtures;
import org.torchparity.fixtures.Observation;
import org.torchparity.harness.Planned;
import org.torchparity.harness.Recording;
import org.torchparity.tensor.DType;

/** A directory of fixtures as tests. */
class FixtureTestTest {
  private static final String FOLDER = "target/fixture-test/cases";
  private static final String BROKEN = "target/fixture-test/broken";
  private static final JavaBackend LAYER = new JavaBackend(Catalogue.standard());
  private static final Set<String> SEEN = new TreeSet<>();

  @BeforeAll
  static void record() throws IOException {
    Recording recording = new Recording(Path.of(FOLDER), LAYER);
    Planned.all(
            Catalogue.standard().select(List.of("LayerNorm/rows")),
            List.of(DType.FLOAT32, DType.FLOAT64),
            9,
            List.of(0L))
        .forEach(recording::record);
    recording.writeIndex(1);
    Files.createDirectories(Path.of(BROKEN));
    Files.write(Path.of(BROKEN, "broken.safetensors"), new byte[3]);
  }

  @AfterAll
  static void every_fixture_was_a_test() {
    Assertions.assertThat(SEEN)
        .containsExactly("LayerNorm/rows/train/float32/0", "LayerNorm/rows/train/float64/0");
  }

  @FixtureTest(FOLDER)
  void my_layer_gives_what_was_recorded(Fixture fixture, TestInfo info) {
    assertThat(LAYER.run(fixture.recorded())).agreesWith(fixture.expected()).agreesWith(fixture);
    Assertions.assertThat(info.getDisplayName()).isEqualTo(fixture.recorded().id());
    SEEN.add(info.getDisplayName());
  }

  @Test
  void the_tolerance_a_fixture_asks_for_is_obeyed() throws IOException {
    Fixture plain = Fixtures.read(Fixtures.list(Path.of(FOLDER)).get(0));
    Observation seen = LAYER.run(plain.recorded());
    seen.get("output.0").floats()[0] += 0.01f;
    Fixture lenient =
        new Fixture(
            plain.recorded(),
            plain.expected(),
            plain.producer(),
            OptionalDouble.of(0.02),
            OptionalDouble.empty(),
            "");
    assertThat(seen).agreesWith(lenient);
    assertThatThrownBy(() -> assertThat(seen).agreesWith(plain))
        .hasMessageContaining("1 of 4 quantities differs");
  }

  @Test
  void what_verify_puts_down_to_torch_s_rounding_is_no_failure_here() throws IOException {
    Fixture noisy =
        Fixtures.read(
            Path.of("../fixtures/golden/LayerNorm/large_mean/train/float32/0.safetensors"));
    Observation seen = LAYER.run(noisy.recorded());
    assertThat(seen).agreesWith(noisy);
    assertThatThrownBy(() -> assertThat(seen).agreesWith(noisy.expected()))
        .hasMessageContaining("quantities differ");
    seen.get("output.0").floats()[0] += 1;
    assertThatThrownBy(() -> assertThat(seen).agreesWith(noisy))
        .hasMessageContaining("quantities differ");
  }

  @Test
  void a_folder_that_is_not_there_fails_the_method() {
    assertThatThrownBy(() -> FixtureTestExtension.tests(Path.of("target/fixture-test/nowhere")))
        .hasMessageContaining("@FixtureTest: ")
        .hasMessageContaining("nowhere: no such file or folder");
  }

  @Test
  void a_fixture_that_cannot_be_read_fails_its_own_test() throws Exception {
    TestTemplateInvocationContext test =
        FixtureTestExtension.tests(Path.of(BROKEN)).findFirst().orElseThrow();
    Assertions.assertThat(test.getDisplayName(1)).isEqualTo("broken");
    ParameterResolver resolver = (ParameterResolver) test.getAdditionalExtensions().get(0);
    assertThatThrownBy(() -> resolver.resolveParameter((ParameterContext) null, null))
        .isInstanceOf(ParameterResolutionException.class)
        .hasMessageContaining("broken.safetensors: truncated");
  }
}
