package org.torchparity.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.torchparity.catalogue.Catalogue;
import org.torchparity.fixtures.Case;
import org.torchparity.tensor.DType;

class BenchTest {
  private static Measurement measurement(int threads, double java, double torch) {
    return new Measurement(
        "Linear 1x1024->1024",
        "float32",
        BenchPass.FORWARD,
        threads,
        new Quartiles(java - 0.25, java, java + 0.5),
        new Quartiles(torch, torch, torch),
        Measurement.Unit.GFLOPS,
        12.5,
        0.25);
  }

  @Test
  void the_rows_are_those_that_were_asked_for_in_their_dtypes() {
    assertThat(BenchRows.standard().stream().map(BenchRow::name))
        .containsExactly(
            "BatchNorm2d 32x64x56x56",
            "Linear 256x1024->1024",
            "Linear 1x1024->1024",
            "Conv2d 8x64x56x56 3x3->64 padding 1",
            "Conv2d 8x64x56x56 1x1->64",
            "Conv2d 8x64x56x56 depthwise 3x3",
            "Conv2d 8x3x224x224 7x7->64 stride 2",
            "ConvTranspose2d 4x64x28x28 4x4->64 stride 2",
            "ReLU 2^20",
            "GELU 2^20",
            "Sigmoid 2^20",
            "Tanh 2^20",
            "SiLU 2^20",
            "Softplus 2^20",
            "Softmax 1024x1024",
            "LogSoftmax 1024x1024",
            "LayerNorm 1024x1024",
            "RMSNorm 1024x1024",
            "GroupNorm 16x64x56x56 in 8",
            "MaxPool2d 8x64x56x56 2x2",
            "AvgPool2d 8x64x56x56 3x3",
            "AdaptiveAvgPool2d 8x64x56x56 to 1",
            "Upsample 8x64x56x56 bilinear x2",
            "CrossEntropyLoss 1024x1000",
            "MSELoss 2^20",
            "Embedding 30000x256 of 4096",
            "BatchNorm1d 2x10");
    assertThat(BenchRows.standard().stream().filter(row -> row.dtypes().contains(DType.FLOAT64)))
        .extracting(BenchRow::name)
        .containsExactly(
            "BatchNorm2d 32x64x56x56",
            "Linear 256x1024->1024",
            "Conv2d 8x64x56x56 3x3->64 padding 1",
            "GELU 2^20",
            "LayerNorm 1024x1024");
    assertThat(BenchRows.standard()).allMatch(row -> row.dtypes().contains(DType.FLOAT32));
  }

  @Test
  void a_name_selects_a_module_or_one_row_and_an_unknown_one_is_refused() {
    assertThat(BenchRows.select(List.of("Linear"))).hasSize(2);
    assertThat(BenchRows.select(List.of("Linear 1x1024->1024"))).hasSize(1);
    assertThat(Bench.count(List.of("GELU", "ReLU"))).isEqualTo(6);
    assertThatThrownBy(() -> BenchRows.select(List.of("Gelu")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("no benchmark row 'Gelu': expected one of BatchNorm2d, Linear,");
  }

  @Test
  void layers_that_are_not_in_the_table_are_found_by_name_in_both_dtypes() {
    assertThat(BenchRows.select(List.of("Hardswish"))).hasSize(1);
    assertThat(Bench.count(List.of("Hardswish"))).isEqualTo(4);
    assertThat(Bench.layers()).doesNotHaveDuplicates().hasSizeGreaterThan(70);
    assertThat(BenchRows.standard())
        .extracting(BenchRow::name)
        .doesNotContainAnyElementsOf(Bench.layers());
  }

  @Test
  void a_linear_layer_costs_two_operations_a_multiply_add_and_three_products_with_backward() {
    BenchRow row = BenchRows.select(List.of("Linear 1x1024->1024")).get(0);
    Case c = row.draw(Catalogue.standard(), DType.FLOAT32);
    assertThat(row.cost().of(c, BenchPass.FORWARD)).isEqualTo(2 * 1024 * 1024);
    assertThat(row.cost().of(c, BenchPass.FORWARD_BACKWARD)).isEqualTo(6 * 1024 * 1024);
  }

  @Test
  void an_activation_reads_and_writes_forward_and_reads_twice_and_writes_backward() {
    BenchRow row = BenchRows.select(List.of("ReLU")).get(0);
    Case c = row.draw(Catalogue.standard(), DType.FLOAT32);
    assertThat(row.cost().of(c, BenchPass.FORWARD)).isEqualTo(2 * 4 * (1 << 20));
    assertThat(row.cost().of(c, BenchPass.FORWARD_BACKWARD)).isEqualTo(5 * 4 * (1 << 20));
  }

  @Test
  void quartiles_lie_between_the_sorted_times() {
    assertThat(Quartiles.of(4, 1, 3, 2)).isEqualTo(new Quartiles(1.75, 2.5, 3.25));
    assertThat(Quartiles.of(7)).isEqualTo(new Quartiles(7, 7, 7));
  }

  @Test
  void a_measurement_survives_the_way_from_one_process_to_another() {
    Measurement sent = measurement(2, 1.0 / 3, 0.1);
    assertThat(Measurement.parse(sent.line())).isEqualTo(sent);
    assertThatThrownBy(() -> Measurement.parse("half\ta line"))
        .hasMessage("expected 13 fields, but got 2");
  }

  @Test
  void the_csv_has_a_heading_and_a_line_a_measurement() {
    assertThat(BenchTable.csv(List.of(measurement(1, 0.5, 2))))
        .isEqualTo(
            """
            row,dtype,pass,threads,java_ms,libtorch_ms,ratio,gflops,gbytes_per_s,share_of_peak
            Linear 1x1024->1024,float32,forward,1,0.50000,2.000,0.25000,12.500,,0.25000
            """);
  }

  @Test
  void the_summary_has_a_geometric_mean_and_the_slower_rows_by_threads() {
    List<Measurement> all =
        List.of(measurement(1, 1, 4), measurement(1, 1, 1), measurement(2, 2, 1));
    assertThat(BenchTable.geometricMean(all.subList(0, 2))).isCloseTo(0.5, within(1e-15));
    assertThat(BenchTable.summary(all).lines())
        .containsExactly(
            "1 thread: geometric mean of the ratios 0.500; 0 of 2 above 1",
            "2 threads: geometric mean of the ratios 2.000; 1 of 1 above 1");
  }
}
