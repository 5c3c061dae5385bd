package org.torchparity.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.torchparity.catalogue.Draw.normal;
import static org.torchparity.catalogue.Draw.values;
import static org.torchparity.catalogue.Sample.sample;
import static org.torchparity.junit.MadeTests.failure;
import static org.torchparity.junit.MadeTests.with;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.torchparity.reference.Libtorch;
import org.torchparity.tensor.DType;

/** What is said of layers that are wrong. */
@RequiresLibtorch
class LayerMessagesTest {

  /** What is wrong with layers, one at a time. */
  static final class Wrong {
    private static ParityTests pair() {
      return ParityTests.of("LeakyReLU")
          .samples(sample("pair", "negative_slope", 0.5).input(values(new double[] {-2, 3}, 2)))
          .dtypes(DType.FLOAT64);
    }

    private static LayerTests<double[]> layer(double slope) {
      return pair()
          .layer(a -> new double[] {a.real("negative_slope", 0.01) * slope})
          .forward((layer, c) -> new double[] {-2 * layer[0], 3});
    }

    @TestFactory
    Stream<DynamicTest> value() {
      return layer(2).tests();
    }

    @TestFactory
    Stream<DynamicTest> exception() {
      return layer(1)
          .forward(
              (layer, c) -> {
                throw new IllegalStateException("no such thing");
              })
          .tests();
    }

    @TestFactory
    Stream<DynamicTest> type() {
      return layer(1).forward((layer, c) -> List.of("text")).tests();
    }

    @TestFactory
    Stream<DynamicTest> argument() {
      return pair().layer(a -> 0).forward((layer, c) -> c.input(0)).tests();
    }

    @TestFactory
    Stream<DynamicTest> state() {
      return ParityTests.of("LayerNorm/rows").layer(a -> 0).forward((l, c) -> c.input(0)).tests();
    }

    @TestFactory
    Stream<DynamicTest> sample_torch_refuses() {
      return ParityTests.of("LayerNorm")
          .args("normalized_shape", 3)
          .samples(sample("wrong").input(normal(2, 4)))
          .layer(a -> 0)
          .forward((layer, c) -> c.input(0))
          .tests();
    }
  }

  private static String failureOf(Stream<DynamicTest> tests) {
    return failure(tests.toList().get(1));
  }

  private static String rerun(String method, String id) {
    return "\nRerun: mvn test -Dtest='LayerMessagesTest$Wrong#"
        + method
        + "' -Dtorchparity.case="
        + id;
  }

  @Test
  void a_wrong_layer_fails_in_the_projects_one_form() {
    String id = "LeakyReLU/pair/train/float64/0";
    assertThat(failureOf(new Wrong().value()).replace(Libtorch.version(), "2.x"))
        .isEqualTo(
            """
            LeakyReLU/pair/train/float64/0: Java and libtorch 2.x disagree in output.0

            output.0
              Mismatched elements: 1 / 2 (50.0%)
              Greatest absolute difference: 1.0e+00 at index (0,): Java = -2.0, libtorch 2.x = -1.0 (up to 2.0e-10 allowed)
              Greatest relative difference: 1.0e+00 at index (0,): Java = -2.0, libtorch 2.x = -1.0
              Greatest distance: 4503599627370496 ULP at index (0,): Java = -2.0, libtorch 2.x = -1.0
              Allowed: |actual - expected| <= 1.0e-10 + 1.0e-10 * |expected|
              Smallest tolerance that passes: atol = rtol = 5.0e-01\
            """
                + rerun("value", id));
    assertThatCode(
            () ->
                with("atol", "1.1", () -> new Wrong().value().toList())
                    .get(1)
                    .getExecutable()
                    .execute())
        .doesNotThrowAnyException();
    assertThat(failure(with("rtol", "1e-3", () -> new Wrong().value().toList()).get(1)))
        .endsWith(rerun("value", id) + " -Dtorchparity.rtol=1e-3");
  }

  @Test
  void what_the_layer_throws_is_the_cause() {
    String id = "LeakyReLU/pair/train/float64/0";
    DynamicTest test = new Wrong().exception().toList().get(1);
    assertThatThrownBy(() -> test.getExecutable().execute())
        .hasMessage(
            id
                + ": the layer fails in forward: java.lang.IllegalStateException: no such thing"
                + rerun("exception", id))
        .cause()
        .hasMessage("no such thing");
    assertThat(failureOf(new Wrong().type()))
        .isEqualTo(
            id
                + ": output.0 is no tensor: expected a Tensor, a float, a double or an array of "
                + "them, but got java.lang.String"
                + rerun("type", id));
  }

  @Test
  void an_argument_or_a_parameter_that_is_overlooked_is_named() {
    String id = "LeakyReLU/pair/train/float64/0";
    assertThat(failureOf(new Wrong().argument()))
        .isEqualTo(
            id
                + ": the layer is made for LeakyReLU(negative_slope=0.5) without reading "
                + "negative_slope: read it in layer(…), or leave such samples out by args(…)"
                + rerun("argument", id));
    String rows = "LayerNorm/rows/train/float32/0";
    assertThat(failureOf(new Wrong().state()))
        .isEqualTo(
            rows
                + ": nothing gives the layer bias, weight: say how by parameter(…), buffer(…) or "
                + "state(…), or leave it out by ignoring(…)"
                + rerun("state", rows));
  }

  @Test
  void an_own_sample_that_torch_refuses_says_why() {
    String id = "LayerNorm/wrong/train/float32/0";
    assertThat(failureOf(new Wrong().sample_torch_refuses()))
        .startsWith(id + ": torch refuses such a case: ")
        .contains("normalized_shape=[3]")
        .endsWith(rerun("sample_torch_refuses", id));
  }
}
