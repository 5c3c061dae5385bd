package org.torchparity.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.torchparity.catalogue.Draw.normal;
import static org.torchparity.catalogue.Sample.sample;
import static org.torchparity.junit.MadeTests.failure;
import static org.torchparity.junit.MadeTests.names;
import static org.torchparity.junit.MadeTests.with;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;
import org.torchparity.fixtures.Mode;
import org.torchparity.fixtures.UnsupportedCaseException;
import org.torchparity.tensor.DType;

/** Which cases a user's tests are, and what they are called. */
class ParityTestsTest {
  private static final String TWO_REFUSED = "2 that torch refuses (wrong_shape, too_few_axes)";

  private static final Logger LOG = Logger.getLogger(ParityTests.class.getName());
  private static final List<String> LOGGED = new CopyOnWriteArrayList<>();
  private static final Handler LOGGING =
      new StreamHandler() {
        @Override
        public synchronized void publish(LogRecord logged) {
          LOGGED.add(logged.getMessage());
        }
      };

  @BeforeAll
  static void listenToTheLog() {
    LOG.setUseParentHandlers(false);
    LOG.addHandler(LOGGING);
  }

  @AfterAll
  static void leaveTheLog() {
    LOG.removeHandler(LOGGING);
    LOG.setUseParentHandlers(true);
  }

  @Test
  void what_is_left_out_is_logged_unless_torch_refuses_it_or_another_was_named() {
    LOGGED.clear();
    tests(ParityTests.of("LayerNorm"));
    tests(ParityTests.of("LayerNorm/rows"));
    assertThat(LOGGED).isEmpty();
    String summary = names(tests(ParityTests.of("LayerNorm").args("bias", true))).get(0);
    assertThat(LOGGED).containsExactly(summary);
  }

  /** Two roundings where torch has one: beyond a tolerance of 0, but as near the truth as torch. */
  @Test
  @RequiresLibtorch
  void agreement_within_torchs_rounding_is_logged() throws Throwable {
    ParityTests parity = ParityTests.of("Softsign/vector").tolerance(0, 0);
    LOGGED.clear();
    parity
        .layer(a -> 0)
        .forward((layer, c) -> softsign(c.input(0).floats()))
        .tests()
        .toList()
        .get(1)
        .getExecutable()
        .execute();
    assertThat(LOGGED)
        .containsExactly(
            "Softsign/vector/train/float32/0: agrees within torch's rounding in output.0");
  }

  private static float[] softsign(float[] x) {
    float[] y = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = x[i] * (1 / (1 + Math.abs(x[i])));
    }
    return y;
  }

  private static Stream<DynamicTest> tests(ParityTests parity) {
    return parity.tests(c -> Map.of());
  }

  @Test
  void samples_of_other_arguments_are_left_out_and_named() {
    assertThat(names(tests(ParityTests.of("torch.nn.LayerNorm").args("bias", true))))
        .hasSize(1 + 18)
        .startsWith(
            "18 cases of LayerNorm(bias=True) in float32, seed 0, from 18 samples; left out: "
                + "1 of other arguments (no_bias), "
                + TWO_REFUSED,
            "LayerNorm/rows/train/float32/0");
    assertThat(names(tests(ParityTests.of("LayerNorm").args("bias", false))))
        .contains("LayerNorm/no_bias/train/float32/0")
        .hasSize(2);
  }

  @Test
  void arguments_that_mean_the_same_are_the_same() {
    for (Object shape : new Object[] {8, List.of(8), new int[] {8}}) {
      assertThat(names(tests(ParityTests.of("LayerNorm").args("normalized_shape", shape))))
          .containsSubsequence(
              "LayerNorm/eps/train/float32/0",
              "LayerNorm/no_affine/train/float32/0",
              "LayerNorm/no_bias/train/float32/0")
          .hasSize(4);
    }
  }

  @Test
  void nothing_to_check_is_a_failure() {
    List<DynamicTest> tests =
        tests(ParityTests.of("LayerNorm").args("normalized_shape", 9)).toList();
    assertThat(tests).hasSize(1);
    assertThat(failure(tests.get(0)))
        .startsWith(
            "There is nothing to check: 0 cases of LayerNorm(normalized_shape=9) in float32, "
                + "seed 0, from 0 samples; left out: 19 of other arguments (rows, scalar_shape, ");
  }

  @Test
  void an_argument_the_module_does_not_have_is_refused() {
    assertThatThrownBy(() -> tests(ParityTests.of("LayerNorm").args("momentum", 1)))
        .isInstanceOf(UnsupportedCaseException.class)
        .hasMessage(
            "LayerNorm has no argument [momentum]: expected some of "
                + "[normalized_shape, eps, elementwise_affine, bias]");
    assertThatThrownBy(() -> ParityTests.of("layernorm"))
        .isInstanceOf(UnsupportedCaseException.class)
        .hasMessage("unknown module 'layernorm': did you mean LayerNorm?");
  }

  @Test
  void one_sample_and_one_mode_may_be_named() {
    assertThat(names(tests(ParityTests.of("LayerNorm/rows/eval").dtypes(DType.FLOAT64))))
        .containsExactly(
            "1 case of LayerNorm() in float64, seed 0, from 1 sample; left out: 20 of another name",
            "LayerNorm/rows/eval/float64/0");
    assertThat(names(tests(ParityTests.of("BatchNorm1d").mode(Mode.EVAL))))
        .filteredOn(name -> name.startsWith("BatchNorm1d/"))
        .isNotEmpty()
        .allMatch(name -> name.contains("/eval/"));
  }

  @Test
  void own_samples_take_the_place_of_the_catalogues() {
    assertThat(
            names(
                tests(
                    ParityTests.of("LayerNorm")
                        .args("normalized_shape", 4)
                        .samples(sample("mine").input(normal(3, 4)))
                        .seeds("2-3"))))
        .containsExactly(
            "2 cases of LayerNorm(normalized_shape=4) in float32, seed 2-3, from 1 sample",
            "LayerNorm/mine/train/float32/2",
            "LayerNorm/mine/train/float32/3");
  }

  @Test
  void samples_of_one_dtype_or_mode_only_and_those_beyond_the_number_are_named() {
    assertThat(names(tests(ParityTests.of("LayerNorm").dtypes(DType.FLOAT64))).get(0))
        .contains("1 of the other dtype (large_mean_small_deviation)");
    assertThat(names(tests(ParityTests.of("LayerNorm").atMost(18))).get(0))
        .isEqualTo(
            "18 cases of LayerNorm() in float32, seed 0, from 18 samples; left out: "
                + "1 beyond the first 18 (empty_batch), "
                + TWO_REFUSED);
    ParityTests evaluating =
        ParityTests.of("LayerNorm")
            .args("normalized_shape", 4)
            .samples(sample("training").input(normal(3, 4)).only(Mode.TRAIN))
            .mode(Mode.EVAL);
    assertThat(names(tests(evaluating)).get(0)).contains("1 of the other mode (training)");
  }

  @ParitySettings(seeds = "1-2", samples = 1)
  static final class Annotated {
    @TestFactory
    @ParitySettings(dtypes = DType.FLOAT64, seeds = "5")
    Stream<DynamicTest> method() {
      return tests(ParityTests.of("ReLU"));
    }

    @TestFactory
    Stream<DynamicTest> fluent() {
      return tests(ParityTests.of("ReLU").seeds("3").atMost(2));
    }

    static final class Inner {
      @TestFactory
      Stream<DynamicTest> enclosing() {
        return tests(ParityTests.of("ReLU"));
      }
    }
  }

  @Test
  void annotations_say_what_the_calls_do_not() {
    assertThat(names(new Annotated().method()).subList(1, 2))
        .containsExactly("ReLU/vector/train/float64/5");
    assertThat(names(new Annotated.Inner().enclosing()).get(0))
        .startsWith("2 cases of ReLU() in float32, seed 1-2, from 1 sample;");
    assertThat(names(new Annotated().fluent()).get(0))
        .startsWith("2 cases of ReLU() in float32, seed 3, from 2 samples;");
  }

  @Test
  void the_command_line_wins() {
    assertThat(with("seed", "7-8", () -> names(new Annotated().fluent())).get(0))
        .startsWith("4 cases of ReLU() in float32, seed 7-8, from 2 samples;");
    assertThat(with("samples", "3", () -> names(new Annotated().fluent())).get(0))
        .startsWith("3 cases of ReLU() in float32, seed 3, from 3 samples;");
    assertThat(with("dtype", "float64,float32", () -> names(new Annotated().fluent())).get(0))
        .startsWith("4 cases of ReLU() in float64 and float32, seed 3, from 2 samples;");
  }

  @Test
  void a_value_that_is_none_is_refused_with_the_propertys_name() {
    assertRefused("seed", "9-1", "'9-1' is no seed: expected a number such as 7, or a range");
    assertRefused("samples", "0", "expected at least 1 sample, but got 0");
    assertRefused("dtype", "int64", "expected float32, float64 or both, but got [INT64]");
    assertRefused("atol", "-1", "a tolerance is finite and not negative, but got -1.0");
    assertRefused("case", "rows", "expected the id of a case, such as LayerNorm/rows/train/float3");
  }

  private static void assertRefused(String property, String value, String reason) {
    assertThatThrownBy(() -> with(property, value, () -> tests(ParityTests.of("ReLU"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("-Dtorchparity." + property + "=" + value + ": " + reason);
  }

  @Test
  void one_case_may_be_asked_for_by_its_id() {
    String id = "LayerNorm/eps/eval/float64/12";
    ParityTests parity = ParityTests.of("LayerNorm").seeds("0-3").atMost(1);
    assertThat(with("case", id, () -> names(tests(parity))).subList(1, 2)).containsExactly(id);
    List<DynamicTest> other = with("case", id, () -> tests(ParityTests.of("ReLU")).toList());
    assertThat(other).hasSize(1);
    assertThatThrownBy(() -> other.get(0).getExecutable().execute())
        .isInstanceOf(TestAbortedException.class)
        .hasMessageContaining("-Dtorchparity.case=" + id + " is a case of another module");
    String unknown = "LayerNorm/no_such/eval/float64/12";
    assertThat(failure(with("case", unknown, () -> tests(parity).toList()).get(0)))
        .startsWith("There is nothing to check: 0 cases of LayerNorm() in float64, seed 12");
  }

  @Test
  void a_layer_without_forward_is_refused() {
    assertThatThrownBy(() -> ParityTests.of("ReLU").layer(a -> 0).tests())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("nothing says how the layer runs: call forward(…)");
  }

  @Test
  void a_test_without_libtorch_is_skipped_with_the_reason_or_fails() {
    Optional<String> reason = Optional.of("libtorch is not available on this platform");
    CaseTest.requireLibtorch(Optional.empty(), true);
    assertThatThrownBy(() -> CaseTest.requireLibtorch(reason, false))
        .isInstanceOf(TestAbortedException.class)
        .hasMessage(
            "Assumption failed: libtorch is not available on this platform; "
                + "-Dtorchparity.libtorch=required makes this a failure");
    assertThatThrownBy(() -> CaseTest.requireLibtorch(reason, true))
        .isInstanceOf(AssertionFailedError.class)
        .hasMessage(
            "libtorch is not available on this platform, but -Dtorchparity.libtorch=required");
  }
}
