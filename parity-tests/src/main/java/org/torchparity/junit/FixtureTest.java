package org.torchparity.junit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test for every fixture in a directory, and in those below it. The method takes a {@link
 * org.torchparity.fixtures.Fixture} and runs the layer it is about:
 *
 * <pre>{@code
 * @FixtureTest("src/test/fixtures/LayerNorm")
 * void my_layer_gives_what_torch_gave(Fixture fixture) {
 *   Case c = fixture.recorded();
 *   float[] y = new MyLayer(c.state().get("weight").floats()).forward(c.inputs().get("0").floats());
 *   assertThat(new Observation(Map.of("output.0", Tensor.of(y, 4, 10)))).agreesWith(fixture);
 * }
 * }</pre>
 *
 * <p>A fixture that cannot be read fails its own test, a directory without fixtures the method.
 * Neither needs libtorch.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(FixtureTestExtension.class)
public @interface FixtureTest {
  /** The directory, or one fixture file; a relative path begins at the working directory. */
  String value();
}
