package org.torchparity.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.CaseRefusedException;
import org.torchparity.fixtures.Observation;
import org.torchparity.harness.Planned;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;
import org.torchparity.tensor.Workspace;

/** Layers compute the same in memory that has been used before, and keep none of it. */
class WorkspaceTest {
  private static final Catalogue CATALOGUE = Catalogue.standard();
  private static final JavaBackend JAVA = new JavaBackend(CATALOGUE);

  private static List<Planned> plan() {
    return Planned.all(
        CATALOGUE.select(List.of()),
        Set.of(DType.FLOAT32, DType.FLOAT64),
        Integer.MAX_VALUE,
        List.of(0L));
  }

  @Test
  void every_sample_gives_the_same_bits_in_memory_that_holds_nan() {
    List<String> others = new ArrayList<>();
    int cases = 0;
    for (Planned planned : plan()) {
      Case c = planned.draw();
      Map<String, Tensor> expected = run(c);
      Map<String, Tensor> state = new LinkedHashMap<>();
      try (Workspace.Step step = Workspace.poisoned().begin()) {
        Map<String, Tensor> seen = run(c);
        assertThat(seen).containsOnlyKeys(expected.keySet());
        for (Map.Entry<String, Tensor> each : expected.entrySet()) {
          Tensor tensor = seen.get(each.getKey());
          if (!each.getValue().isBitwiseEqualTo(tensor)) {
            others.add(c.id() + " " + each.getKey());
          }
          if (each.getKey().startsWith(Observation.stateAfter(""))) {
            state.put(each.getKey(), tensor);
          }
        }
      }
      state.forEach(
          (key, tensor) ->
              assertThat(tensor.isBitwiseEqualTo(expected.get(key)))
                  .as(c.id() + " " + key + " after the step")
                  .isTrue());
      cases++;
    }
    assertThat(others).isEmpty();
    assertThat(cases).isGreaterThan(6000);
  }

  private static Map<String, Tensor> run(Case c) {
    try {
      return JAVA.run(c).quantities();
    } catch (CaseRefusedException refused) {
      return Map.of();
    }
  }
}
