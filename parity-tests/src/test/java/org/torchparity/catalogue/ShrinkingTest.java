package org.torchparity.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.torchparity.catalogue.Draw.normal;
import static org.torchparity.catalogue.Sample.sample;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.torchparity.catalogue.FaultyBatchNorm.Fault;
import org.torchparity.compare.Outcome;
import org.torchparity.compare.Tolerance;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.Mode;
import org.torchparity.harness.CaseResult;
import org.torchparity.harness.ParityCheck;
import org.torchparity.harness.Planned;
import org.torchparity.harness.Shrinking;
import org.torchparity.junit.RequiresLibtorch;
import org.torchparity.reference.LibtorchBackend;
import org.torchparity.shrink.SameFailure;
import org.torchparity.shrink.Shrinker;
import org.torchparity.shrink.Smallest;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/** The failing cases of wrong layers become really small, and still fail as they did. */
@RequiresLibtorch
class ShrinkingTest {
  private static final LibtorchBackend TORCH = LibtorchBackend.withThreads(1);

  /** No search here comes near it, so that none depends on the machine's speed. */
  private static final Duration AMPLE = Duration.ofMinutes(2);

  private record Found(CaseResult original, Smallest smallest) {
    Case c() {
      return smallest.recording().recorded();
    }

    int size(String input, int axis) {
      return c().inputs().get(input).size(axis);
    }
  }

  private static Found shrink(Catalogue catalogue, Mode mode, DType dtype) {
    ParityCheck check = new ParityCheck(new JavaBackend(catalogue), TORCH, Tolerance::standard);
    Row row = catalogue.rows().get(0);
    Planned planned =
        new Planned(new Catalogue.Selected(row, row.samples().get(0), mode), dtype, 7);
    CaseResult failing = check.check(planned);
    assertThat(failing.verdict().outcome()).isEqualTo(Outcome.DISAGREES);
    Shrinking shrinking = new Shrinking(check, TORCH, Tolerance::standard, AMPLE);
    Smallest smallest = shrinking.shrink(failing).smallest();
    assertThat(smallest).isNotNull();
    assertThat(smallest.verdict().outcome()).isEqualTo(Outcome.DISAGREES);
    assertThat(new SameFailure(failing.verdict()).test(smallest.verdict())).isTrue();
    return new Found(failing, smallest);
  }

  private static Catalogue batchNorm(Fault fault) {
    return FaultyBatchNorm.catalogue(
        fault, sample("wide", "num_features", 6, "eps", 1e-2).input(normal(9, 6).times(0.5)));
  }

  @ParameterizedTest
  @EnumSource(value = Fault.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void a_faulty_batch_normalisation_shrinks_to_one_feature_and_at_most_two_rows(Fault fault) {
    Mode mode = fault == Fault.EVALUATION_BY_BATCH_STATISTICS ? Mode.EVAL : Mode.TRAIN;
    for (DType dtype : List.of(DType.FLOAT64, DType.FLOAT32)) {
      Found found = shrink(batchNorm(fault), mode, dtype);
      assertThat(found.c().spec()).hasToString("BatchNorm1d(num_features=1)");
      assertThat(found.size("0", 0)).isLessThanOrEqualTo(2);
      assertThat(found.size("0", 1)).isEqualTo(1);
      assertSimple(found.c().inputs());
      assertSimple(found.c().state());
      assertSimple(found.c().gradOutputs());
    }
  }

  @Test
  void a_convolution_that_ignores_its_groups_shrinks_to_two_channels_and_one_pixel() {
    Found found = shrink(FaultyLayers.convolutionThatIgnoresGroups(), Mode.TRAIN, DType.FLOAT64);
    assertThat(found.c().inputs().get("0").shape().toArray()).containsExactly(1, 2, 1, 1);
    assertThat(found.c().state().get("weight").shape().toArray()).containsExactly(2, 1, 1, 1);
    assertThat(found.c().spec())
        .hasToString("Conv2d(in_channels=2, out_channels=2, kernel_size=1, groups=2)");
  }

  @Test
  void a_loss_that_ignores_its_weights_shrinks_with_its_class_indices() {
    Found found = shrink(FaultyLayers.lossThatIgnoresWeights(), Mode.TRAIN, DType.FLOAT64);
    // With one row the weight of its class cancels in the mean.
    assertThat(found.c().inputs().get("0").shape().toArray()).containsExactly(2, 2);
    assertThat(found.c().inputs().get("1").longs()).containsExactlyInAnyOrder(0, 1);
    assertSimple(found.c().inputs());
  }

  private static void assertSimple(Map<?, Tensor> tensors) {
    tensors.forEach(
        (key, tensor) ->
            assertThat(Arrays.stream(tensor.toDoubles()).boxed()).isSubsetOf(0.0, 1.0, -1.0));
  }

  @Test
  void one_failure_of_a_kind_in_a_module_is_shrunk_and_none_without_time() {
    Catalogue catalogue = batchNorm(Fault.BIASED_RUNNING_VARIANCE);
    ParityCheck check = new ParityCheck(new JavaBackend(catalogue), TORCH, Tolerance::standard);
    Row row = catalogue.rows().get(0);
    Catalogue.Selected selected = new Catalogue.Selected(row, row.samples().get(0), Mode.TRAIN);
    CaseResult first = check.check(new Planned(selected, DType.FLOAT64, 0));
    CaseResult second = check.check(new Planned(selected, DType.FLOAT64, 1));
    Shrinking shrinking = new Shrinking(check, TORCH, Tolerance::standard, AMPLE);
    assertThat(shrinking.shrink(first).smallest()).isNotNull();
    assertThat(shrinking.shrink(second).smallest()).isNull();
    Shrinking never = new Shrinking(check, TORCH, Tolerance::standard, Duration.ZERO);
    assertThat(never.shrink(first).smallest()).isNull();
  }

  @Test
  void a_search_ends_with_the_candidate_that_runs_when_the_time_is_up() {
    Row row = Catalogue.standard().row("BatchNorm1d");
    Case c =
        new Planned(new Catalogue.Selected(row, row.samples().get(0), Mode.TRAIN), DType.FLOAT64, 0)
            .draw();
    Shrinker shrinker = new Shrinker(TORCH, Duration.ofMillis(300));
    long start = System.nanoTime();
    Shrinker.Shrunk shrunk =
        shrinker.shrink(
            c,
            candidate -> {
              LockSupport.parkNanos(200_000_000);
              return false;
            });
    assertThat(shrunk.candidates()).isBetween(1, 2);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    assertThat(shrunk.smallest()).isSameAs(c);
  }

  @Test
  void the_same_failure_gives_the_same_smallest_case() {
    Catalogue catalogue = FaultyLayers.convolutionThatIgnoresGroups();
    Found once = shrink(catalogue, Mode.TRAIN, DType.FLOAT32);
    Found again = shrink(catalogue, Mode.TRAIN, DType.FLOAT32);
    assertThat(again.smallest().description()).isEqualTo(once.smallest().description());
    assertSame(again.c().state(), once.c().state());
    assertSame(again.c().inputs(), once.c().inputs());
    assertSame(again.c().gradOutputs(), once.c().gradOutputs());
  }

  private static void assertSame(Map<?, Tensor> some, Map<?, Tensor> others) {
    assertThat(some.keySet()).isEqualTo(others.keySet());
    some.forEach((key, tensor) -> assertThat(tensor.isBitwiseEqualTo(others.get(key))).isTrue());
  }
}
