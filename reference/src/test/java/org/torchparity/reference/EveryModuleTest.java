package org.torchparity.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.Observation;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/** Every feed-forward module of torch.nn can be built from its arguments and run. */
class EveryModuleTest {
  private static final String TABLE = "modules.txt";
  private static final Set<String> RANDOM =
      Set.of(
          "AlphaDropout",
          "Dropout",
          "Dropout1d",
          "Dropout2d",
          "Dropout3d",
          "FeatureAlphaDropout",
          "FractionalMaxPool2d",
          "FractionalMaxPool3d",
          "RReLU");

  private final LibtorchBackend torch = LibtorchBackend.withThreads(1);

  /** A line of the table. */
  record Row(Case c, List<String> shapes, Set<String> withoutDerivative) {
    static Row parse(String line) {
      String[] columns =
          Arrays.stream(line.split("\\|", -1)).map(String::strip).toArray(String[]::new);
      Case c = Cases.forward(columns[0], columns[1], columns[2]);
      if (columns.length > 6) {
        c = c.withState(Cases.tensors(columns[6]));
      }
      return new Row(
          Cases.withSeed(Cases.withCall(c, Cases.args(columns[3])), 5),
          List.of(columns[4].split("(?<=\\]) ")),
          Set.of(columns[5].split(",")));
    }

    @Override
    public String toString() {
      return c.spec().toString();
    }
  }

  static Stream<Row> rows() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                EveryModuleTest.class.getResourceAsStream(TABLE), StandardCharsets.UTF_8))) {
      return reader.lines().filter(line -> !line.startsWith("#")).map(Row::parse).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void the_table_has_all_125_feed_forward_modules() {
    assertThat(rows().map(row -> row.c().spec().simpleName()).distinct()).hasSize(125);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void gives_outputs_of_the_expected_shapes(Row row) {
    Observation seen = torch.run(row.c());
    List<String> shapes = new ArrayList<>();
    for (int i = 0; seen.get(Observation.output(i)) != null; i++) {
      shapes.add(seen.get(Observation.output(i)).shape().toString());
    }
    assertThat(shapes).isEqualTo(row.shapes());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void gives_the_gradient_of_every_floating_input(Row row) {
    Case c = Cases.withGradients(row.c(), torch.run(row.c()));
    Observation seen = torch.run(c);
    List<String> expected = new ArrayList<>();
    c.inputs()
        .forEach(
            (key, input) -> {
              if (input.dtype().isFloatingPoint() && !row.withoutDerivative().contains(key)) {
                expected.add(Observation.gradInput(key));
              }
            });
    assertThat(seen.quantities().keySet().stream().filter(name -> name.startsWith("grad_input")))
        .containsExactlyElementsOf(expected);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void agrees_with_itself_in_float64(Row row) {
    Case c = Cases.withGradients(row.c(), torch.run(row.c()));
    if (c.state().isEmpty()) {
      c = c.withState(state(torch.run(c)));
    }
    Observation narrow = torch.run(c);
    Observation wide = torch.run(c.to(DType.FLOAT64));
    assertThat(wide.quantities().keySet()).isEqualTo(narrow.quantities().keySet());
    boolean drawn = RANDOM.contains(c.spec().simpleName());
    narrow
        .quantities()
        .forEach(
            (name, quantity) -> {
              Tensor wider = wide.get(name);
              assertThat(wider.shape()).as(name).isEqualTo(quantity.shape());
              assertThat(wider.dtype())
                  .isEqualTo(quantity.dtype() == DType.INT64 ? DType.INT64 : DType.FLOAT64);
              if (!drawn) {
                assertThat(quantity.toDoubles())
                    .as(name)
                    .containsExactly(wider.toDoubles(), within(1e-3));
              }
            });
  }

  /** A state for the module that a run had: random parameters, the buffers as they were. */
  private static Map<String, Tensor> state(Observation seen) {
    Random random = new Random(3);
    Map<String, Tensor> state = new LinkedHashMap<>();
    seen.quantities()
        .forEach(
            (name, quantity) -> {
              if (name.startsWith("grad.")) {
                state.put(
                    name.substring("grad.".length()),
                    Cases.normal(random, DType.FLOAT32, quantity.shape()));
              } else if (name.startsWith("state_after.")) {
                state.putIfAbsent(name.substring("state_after.".length()), quantity);
              }
            });
    return state;
  }
}
