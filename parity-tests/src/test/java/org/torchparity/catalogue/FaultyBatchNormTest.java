package org.torchparity.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.torchparity.catalogue.Draw.normal;
import static org.torchparity.catalogue.Sample.sample;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.torchparity.catalogue.Catalogue.Selected;
import org.torchparity.catalogue.FaultyBatchNorm.Fault;
import org.torchparity.compare.Culprit;
import org.torchparity.compare.Outcome;
import org.torchparity.compare.Tolerance;
import org.torchparity.compare.Verdict;
import org.torchparity.fixtures.Mode;
import org.torchparity.harness.ParityCheck;
import org.torchparity.harness.Planned;
import org.torchparity.junit.RequiresLibtorch;
import org.torchparity.reference.LibtorchBackend;
import org.torchparity.tensor.DType;

/** Each deliberate fault is caught, by the quantities it touches and no other. */
@RequiresLibtorch
class FaultyBatchNormTest {

  @ParameterizedTest(name = "{0} in {1}")
  @CsvSource({
    "NONE, TRAIN, ''",
    "NONE, EVAL, ''",
    "BIASED_RUNNING_VARIANCE, TRAIN, state_after.running_var",
    "MISSING_EPS, TRAIN, output.0 grad_input.0 grad.weight",
    "MISSING_EPS, EVAL, output.0 grad_input.0 grad.weight",
    "MISSING_TERM_IN_INPUT_GRADIENT, TRAIN, grad_input.0",
    "GRADIENT_OF_GAMMA_WITHOUT_NORMALISED_INPUT, TRAIN, grad.weight",
    "GRADIENT_OF_GAMMA_WITHOUT_NORMALISED_INPUT, EVAL, grad.weight",
    "STATISTICS_OVER_THE_WRONG_AXIS, TRAIN,"
        + " output.0 grad_input.0 grad.weight state_after.running_mean state_after.running_var",
    "RUNNING_STATISTICS_NOT_UPDATED, TRAIN,"
        + " state_after.running_mean state_after.running_var state_after.num_batches_tracked",
    "EVALUATION_BY_BATCH_STATISTICS, EVAL, output.0 grad_input.0 grad.weight",
  })
  void a_fault_shows_in_its_own_quantities(Fault fault, Mode mode, String quantities) {
    Sample sample = sample("wide", "num_features", 4, "eps", 1e-2).input(normal(5, 4).times(0.5));
    Catalogue catalogue = FaultyBatchNorm.catalogue(fault, sample);
    ParityCheck check =
        new ParityCheck(
            new JavaBackend(catalogue), LibtorchBackend.withThreads(1), Tolerance::standard);
    for (DType dtype : sample.dtypes()) {
      Selected selected = new Selected(catalogue.rows().get(0), sample, mode);
      Verdict verdict = check.check(new Planned(selected, dtype, 7)).verdict();
      if (fault == Fault.NONE) {
        assertThat(verdict.outcome()).isEqualTo(Outcome.AGREES);
      } else {
        assertThat(verdict.outcome()).isEqualTo(Outcome.DISAGREES);
        assertThat(verdict.failing()).isEqualTo(Set.of(quantities.split(" ")));
        assertThat(verdict.culprit())
            .isEqualTo(dtype == DType.FLOAT32 ? Culprit.JAVA : Culprit.UNKNOWN);
      }
    }
  }
}
