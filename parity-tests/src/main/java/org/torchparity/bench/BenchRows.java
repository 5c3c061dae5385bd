package org.torchparity.bench;

import static org.torchparity.catalogue.Draw.integers;
import static org.torchparity.catalogue.Draw.normal;
import static org.torchparity.catalogue.Sample.sample;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.torchparity.catalogue.Sample;

/** The rows of the table. */
final class BenchRows {
  private static final int[] IMAGES = {8, 64, 56, 56};
  private static final String MAP = "8x64x56x56";
  private static final int MILLION = 1 << 20;
  private static final List<BenchRow> ALL = all();

  private BenchRows() {}

  private static List<BenchRow> all() {
    List<BenchRow> rows = new ArrayList<>();
    rows.add(
        stream(
                "BatchNorm2d",
                sample("32x64x56x56", "num_features", 64).input(normal(32, 64, 56, 56)))
            .alsoInFloat64());
    rows.add(linear(256).alsoInFloat64());
    rows.add(linear(1));
    rows.add(conv(MAP + " 3x3->64 padding 1", 3, 1, 1).alsoInFloat64());
    rows.add(conv(MAP + " 1x1->64", 1, 0, 1));
    rows.add(conv(MAP + " depthwise 3x3", 3, 1, 64));
    rows.add(
        product(
            "Conv2d",
            sample(
                    "8x3x224x224 7x7->64 stride 2",
                    "in_channels",
                    3,
                    "out_channels",
                    64,
                    "kernel_size",
                    7,
                    "stride",
                    2,
                    "padding",
                    3)
                .input(normal(8, 3, 224, 224))));
    rows.add(
        product(
            "ConvTranspose2d",
            sample(
                    "4x64x28x28 4x4->64 stride 2",
                    "in_channels",
                    64,
                    "out_channels",
                    64,
                    "kernel_size",
                    4,
                    "stride",
                    2,
                    "padding",
                    1)
                .input(normal(4, 64, 28, 28))));
    for (String module : List.of("ReLU", "GELU", "Sigmoid", "Tanh", "SiLU", "Softplus")) {
      BenchRow row = stream(module, sample("2^20").input(normal(MILLION)));
      rows.add(module.equals("GELU") ? row.alsoInFloat64() : row);
    }
    rows.add(stream("Softmax", square("dim", 1)));
    rows.add(stream("LogSoftmax", square("dim", 1)));
    rows.add(stream("LayerNorm", square("normalized_shape", new int[] {1024})).alsoInFloat64());
    rows.add(stream("RMSNorm", square("normalized_shape", new int[] {1024})));
    rows.add(
        stream(
            "GroupNorm",
            sample("16x64x56x56 in 8", "num_groups", 8, "num_channels", 64)
                .input(normal(16, 64, 56, 56))));
    rows.add(stream("MaxPool2d", onImages(MAP + " 2x2", "kernel_size", 2)));
    rows.add(stream("AvgPool2d", onImages(MAP + " 3x3", "kernel_size", 3)));
    rows.add(stream("AdaptiveAvgPool2d", onImages(MAP + " to 1", "output_size", 1)));
    rows.add(
        stream(
            "Upsample", onImages(MAP + " bilinear x2", "scale_factor", 2.0, "mode", "bilinear")));
    rows.add(
        stream(
            "CrossEntropyLoss",
            sample("1024x1000").input(normal(1024, 1000)).input(integers(0, 1000, 1024))));
    rows.add(stream("MSELoss", sample("2^20").input(normal(MILLION)).input(normal(MILLION))));
    rows.add(
        BenchRow.of(
            "Embedding",
            sample("30000x256 of 4096", "num_embeddings", 30000, "embedding_dim", 256)
                .input(integers(0, 30000, 4096)),
            Cost.LOOKUP));
    rows.add(stream("BatchNorm1d", sample("2x10", "num_features", 10).input(normal(2, 10))));
    return List.copyOf(rows);
  }

  private static BenchRow stream(String module, Sample sample) {
    return BenchRow.of(module, sample, Cost.STREAM);
  }

  private static BenchRow product(String module, Sample sample) {
    return BenchRow.of(module, sample, Cost.PRODUCT);
  }

  private static BenchRow linear(int rows) {
    return product(
        "Linear",
        sample(rows + "x1024->1024", "in_features", 1024, "out_features", 1024)
            .input(normal(rows, 1024)));
  }

  private static BenchRow conv(String name, int kernel, int padding, int groups) {
    return product(
        "Conv2d",
        onImages(
            name,
            "in_channels",
            64,
            "out_channels",
            64,
            "kernel_size",
            kernel,
            "padding",
            padding,
            "groups",
            groups));
  }

  private static Sample onImages(String name, Object... args) {
    return sample(name, args).input(normal(IMAGES));
  }

  private static Sample square(String argument, Object value) {
    return sample("1024x1024", argument, value).input(normal(1024, 1024));
  }

  /** Every row, in the table's order. */
  static List<BenchRow> standard() {
    return ALL;
  }

  /**
   * The rows of these names, a module's or a row's own, of the table or of {@link LayerRows}; the
   * table's without any name.
   *
   * @throws IllegalArgumentException if there is no row of a name
   */
  static List<BenchRow> select(List<String> names) {
    if (names.isEmpty()) {
      return ALL;
    }
    Set<BenchRow> selected = new LinkedHashSet<>();
    for (String name : names) {
      List<BenchRow> found =
          Stream.of(ALL, LayerRows.standard())
              .flatMap(List::stream)
              .filter(r -> r.module().equals(name) || r.name().equals(name))
              .toList();
      if (found.isEmpty()) {
        throw new IllegalArgumentException(
            "no benchmark row '"
                + name
                + "': expected one of "
                + String.join(", ", ALL.stream().map(BenchRow::module).distinct().toList()));
      }
      selected.addAll(found);
    }
    return List.copyOf(selected);
  }
}
