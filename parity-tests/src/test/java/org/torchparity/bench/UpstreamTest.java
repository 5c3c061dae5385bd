package org.torchparity.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.torchparity.catalogue.Catalogue;
import org.torchparity.fixtures.Case;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/**
 * The upstream gradient may be the input, the output, or a tensor of its own: what it holds counts.
 * No case of the catalogue has one tensor for two.
 */
@Tag("soak")
class UpstreamTest {
  private final Catalogue catalogue = Catalogue.standard();

  @Test
  void what_is_handed_back_may_be_the_input_or_the_output_itself() {
    List<String> others = new ArrayList<>();
    int compared = 0;
    for (BenchRow row :
        Stream.of(BenchRows.standard(), LayerRows.standard()).flatMap(List::stream).toList()) {
      for (DType dtype : row.dtypes()) {
        Case c = row.draw(catalogue, dtype);
        Module module = catalogue.row(row.module()).prepare(c);
        Tensor[] inputs = c.inputs().values().toArray(Tensor[]::new);
        Pass pass = module.forward(inputs);
        for (Tensor upstream : List.of(inputs[0], pass.output())) {
          if (upstream.shape().equals(pass.output().shape()) && upstream.dtype() == dtype) {
            Map<String, Tensor> own = gradients(pass.backward(upstream.copy()));
            Map<String, Tensor> shared = gradients(pass.backward(upstream));
            own.forEach(
                (name, gradient) -> {
                  if (!gradient.isBitwiseEqualTo(shared.get(name))) {
                    others.add(row.name() + " " + dtype.torchName() + " " + name);
                  }
                });
            compared++;
          }
        }
      }
    }
    assertThat(others).isEmpty();
    assertThat(compared).isGreaterThan(150);
  }

  private static Map<String, Tensor> gradients(Gradients of) {
    Map<String, Tensor> all = new LinkedHashMap<>(of.parameters());
    of.inputs().forEach((position, gradient) -> all.put("input " + position, gradient));
    return all;
  }
}
