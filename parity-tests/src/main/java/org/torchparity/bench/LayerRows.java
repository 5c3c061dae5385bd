package org.torchparity.bench;

import static org.torchparity.catalogue.Draw.integers;
import static org.torchparity.catalogue.Draw.normal;
import static org.torchparity.catalogue.Draw.uniform;
import static org.torchparity.catalogue.Sample.sample;

import java.util.ArrayList;
import java.util.List;
import org.torchparity.catalogue.Draw;
import org.torchparity.catalogue.Sample;

/**
 * The layers beside those of the table, about half a million elements of each, float32 and float64:
 * what nobody chose to be fast.
 */
final class LayerRows {
  private static final int[] MATRIX = {512, 1024};
  private static final int[] LINES = {8, 64, 1024};
  private static final int[] IMAGES = {8, 64, 32, 32};
  private static final int[] VOLUMES = {4, 16, 16, 32, 32};
  private static final int[] FEW_IMAGES = {4, 64, 32, 32};
  private static final List<BenchRow> ALL = all();

  private final List<BenchRow> rows = new ArrayList<>();

  private LayerRows() {}

  /** Every row. */
  static List<BenchRow> standard() {
    return ALL;
  }

  private static List<BenchRow> all() {
    LayerRows rows = new LayerRows();
    rows.activations();
    rows.normalisations();
    rows.convolutions();
    rows.pooling();
    rows.vision();
    rows.losses();
    return List.copyOf(rows.rows);
  }

  private void add(String module, Sample sample) {
    rows.add(BenchRow.of(module, sample, Cost.STREAM).alsoInFloat64());
  }

  /** A module of one input, named by what is told of it. */
  private void add(String module, String name, int[] shape, Object... arguments) {
    add(module, sample(name, arguments).input(normal(shape)));
  }

  private void product(String module, String name, int[] shape, Object... arguments) {
    Sample sample = sample(name, arguments).input(normal(shape));
    rows.add(BenchRow.of(module, sample, Cost.PRODUCT).alsoInFloat64());
  }

  private void activations() {
    for (String module :
        List.of(
            "ReLU6",
            "LeakyReLU",
            "ELU",
            "CELU",
            "SELU",
            "Mish",
            "Hardswish",
            "Hardsigmoid",
            "Hardtanh",
            "LogSigmoid",
            "Softsign",
            "Tanhshrink",
            "Softshrink",
            "Hardshrink",
            "GLU")) {
      add(module, "512x1024", MATRIX);
    }
    add("Threshold", "512x1024", MATRIX, "threshold", 0.1, "value", 0.5);
    add("PReLU", "8x64x32x32", IMAGES);
    for (String module : List.of("Softmax", "LogSoftmax", "Softmin")) {
      add(module, "512x1024 along the columns", MATRIX, "dim", 0);
      add(module, "8x64x32x32 along the channels", IMAGES, "dim", 1);
    }
    add("Softmax2d", "8x64x32x32", IMAGES);
  }

  private void normalisations() {
    add("LayerNorm", "8192x64", new int[] {8192, 64}, "normalized_shape", new int[] {64});
    add("InstanceNorm1d", "8x64x1024", LINES, "num_features", 64);
    add("InstanceNorm2d", "8x64x32x32", IMAGES, "num_features", 64);
    add("BatchNorm1d", "512x1024", MATRIX, "num_features", 1024);
    add("BatchNorm3d", "4x16x16x32x32", VOLUMES, "num_features", 16);
    add("LocalResponseNorm", "8x64x32x32", IMAGES, "size", 5);
  }

  private void convolutions() {
    product("Conv1d", "8x64x512 3->64", new int[] {8, 64, 512}, maps(64, 64, 3));
    product("Conv3d", "2x16x16x16x16 3->16", new int[] {2, 16, 16, 16, 16}, maps(16, 16, 3));
    product("Conv2d", "4x64x32x32 3x3->128 stride 2", FEW_IMAGES, maps(64, 128, 3, "stride", 2));
    product("Conv2d", "4x32x32x32 5x5->32", new int[] {4, 32, 32, 32}, maps(32, 32, 5));
    product(
        "Conv2d",
        "4x32x32x32 3x3->32 dilation 2",
        new int[] {4, 32, 32, 32},
        maps(32, 32, 3, "dilation", 2));
    product("Conv2d", "4x64x32x32 3x3->64 in 4", FEW_IMAGES, maps(64, 64, 3, "groups", 4));
    product("ConvTranspose1d", "4x32x512 4->32 stride 2", new int[] {4, 32, 512}, up(32, 4));
    product("ConvTranspose2d", "4x64x32x32 2x2->32 stride 2", FEW_IMAGES, up(64, 2));
  }

  private static Object[] maps(int from, int to, int kernel, Object... more) {
    List<Object> all =
        new ArrayList<>(List.of("in_channels", from, "out_channels", to, "kernel_size", kernel));
    all.addAll(List.of(more));
    return all.toArray();
  }

  private static Object[] up(int channels, int kernel) {
    return maps(channels, 32, kernel, "stride", 2);
  }

  private void pooling() {
    add("MaxPool1d", "8x64x1024 2", LINES, "kernel_size", 2);
    add("MaxPool2d", "8x64x32x32 3x3 stride 2", IMAGES, "kernel_size", 3, "stride", 2);
    add("MaxPool3d", "4x16x16x32x32 2", VOLUMES, "kernel_size", 2);
    add("AvgPool1d", "8x64x1024 2", LINES, "kernel_size", 2);
    add("AvgPool2d", "8x64x32x32 2x2", IMAGES, "kernel_size", 2);
    add("AvgPool3d", "4x16x16x32x32 2", VOLUMES, "kernel_size", 2);
    add("AdaptiveAvgPool2d", "8x64x32x32 to 7", IMAGES, "output_size", 7);
    add("AdaptiveMaxPool2d", "8x64x32x32 to 7", IMAGES, "output_size", 7);
    add("LPPool2d", "8x64x32x32 2x2", IMAGES, "norm_type", 2.0, "kernel_size", 2);
  }

  private void vision() {
    for (String mode : List.of("nearest", "bilinear", "bicubic")) {
      add("Upsample", "4x64x32x32 " + mode, FEW_IMAGES, "scale_factor", 2.0, "mode", mode);
    }
    add("PixelShuffle", "8x64x32x32", IMAGES, "upscale_factor", 2);
    add("PixelUnshuffle", "8x64x32x32", IMAGES, "downscale_factor", 2);
    add("ChannelShuffle", "8x64x32x32", IMAGES, "groups", 4);
    add("Unfold", "4x16x32x32 3x3", new int[] {4, 16, 32, 32}, "kernel_size", new int[] {3, 3});
    for (String module :
        List.of("ZeroPad2d", "ReflectionPad2d", "ReplicationPad2d", "CircularPad2d")) {
      add(module, "8x64x32x32", IMAGES, "padding", new int[] {1, 1, 1, 1});
    }
  }

  private void losses() {
    Draw target = uniform(0, 1, MATRIX);
    Draw classes = integers(0, 1024, 512);
    for (String module : List.of("L1Loss", "SmoothL1Loss", "HuberLoss")) {
      loss(module, normal(MATRIX), normal(MATRIX));
    }
    loss("KLDivLoss", normal(MATRIX), uniform(0.1, 1, MATRIX));
    loss("BCELoss", uniform(0.01, 0.99, MATRIX), target);
    loss("BCEWithLogitsLoss", normal(MATRIX), target);
    loss("PoissonNLLLoss", normal(MATRIX), uniform(0, 4, MATRIX));
    loss("GaussianNLLLoss", normal(MATRIX), normal(MATRIX), uniform(0.1, 2, MATRIX));
    loss("MultiLabelSoftMarginLoss", normal(MATRIX), target);
    loss("NLLLoss", normal(MATRIX), classes);
    loss("MultiMarginLoss", normal(MATRIX), classes);
    loss("CosineSimilarity", normal(MATRIX), normal(MATRIX));
    loss("PairwiseDistance", normal(MATRIX), normal(MATRIX));
    loss("TripletMarginLoss", normal(MATRIX), normal(MATRIX), normal(MATRIX));
    add(
        "CrossEntropyLoss",
        sample("8x20x32x32").input(normal(8, 20, 32, 32)).input(integers(0, 20, 8, 32, 32)));
  }

  private void loss(String module, Draw... inputs) {
    Sample sample = sample("512x1024");
    for (Draw input : inputs) {
      sample = sample.input(input);
    }
    add(module, sample);
  }
}
