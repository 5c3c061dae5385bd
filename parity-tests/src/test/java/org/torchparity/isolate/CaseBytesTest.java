package org.torchparity.isolate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.torchparity.catalogue.Catalogue;
import org.torchparity.fixtures.Args;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.ModuleSpec;
import org.torchparity.harness.Planned;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/** A case comes out of the pipe as it went in. */
class CaseBytesTest {

  @Test
  void every_case_of_the_catalogue_comes_out_as_it_went_in() {
    List<Planned> all =
        Planned.all(
            Catalogue.standard().select(List.of()),
            Set.of(DType.FLOAT32, DType.FLOAT64),
            Integer.MAX_VALUE,
            List.of(0L));
    assertThat(all).hasSizeGreaterThan(1000);
    all.forEach(each -> assertComesOutAsItWentIn(each.draw()));
  }

  private static void assertComesOutAsItWentIn(Case c) {
    byte[] bytes = CaseOutput.of(c);
    Case out = CaseInput.readCase(bytes);
    assertThat(out.id()).isEqualTo(c.id());
    assertThat(out.spec()).hasToString(c.spec().toString());
    assertThat(out.call()).hasToString(c.call().toString());
    assertThat(out.mode()).isEqualTo(c.mode());
    assertThat(out.dtype()).isEqualTo(c.dtype());
    assertThat(out.seed()).isEqualTo(c.seed());
    assertSame(out.state(), c.state());
    assertSame(out.inputs(), c.inputs());
    assertSame(out.gradOutputs(), c.gradOutputs());
    assertThat(CaseOutput.of(out)).isEqualTo(bytes);
  }

  private static void assertSame(Map<?, Tensor> out, Map<?, Tensor> in) {
    assertThat(List.copyOf(out.keySet())).isEqualTo(List.copyOf(in.keySet()));
    in.forEach((key, tensor) -> assertThat(out.get(key).isBitwiseEqualTo(tensor)).isTrue());
  }

  @Test
  void arguments_keep_their_types_and_nested_lists_their_tensors() {
    Tensor tensor = Tensor.of(new long[] {1, Long.MIN_VALUE}, 2, 1);
    Args args =
        Args.of("none", null, "yes", true, "one", 1, "real", 1.0, "text", "ä\uD83D\uDE00")
            .with("list", Arrays.asList(2, null, List.of(0.5, tensor)));
    Case c = DyingCases.command("Echo");
    Case with =
        new Case(
            "ä",
            new ModuleSpec("torch.nn.X", args),
            c.state(),
            c.inputs(),
            c.call(),
            c.gradOutputs(),
            c.mode(),
            DType.FLOAT64,
            OptionalLong.of(-5));
    assertComesOutAsItWentIn(with);
    Map<String, ?> out = CaseInput.readCase(CaseOutput.of(with)).spec().args().asMap();
    assertThat(out.get("one")).isEqualTo(1L);
    assertThat(out.get("real")).isEqualTo(1.0);
    assertThat(out.get("text")).isEqualTo("ä\uD83D\uDE00");
    List<?> nested = (List<?>) ((List<?>) out.get("list")).get(2);
    assertThat(((Tensor) nested.get(1)).isBitwiseEqualTo(tensor)).isTrue();
  }
}
