package org.torchparity.notebook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.torchparity.compare.Comparison;
import org.torchparity.compare.Figures;
import org.torchparity.compare.Tolerance;
import org.torchparity.fixtures.Args;
import org.torchparity.fixtures.Backend;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.Mode;
import org.torchparity.fixtures.ModuleSpec;
import org.torchparity.fixtures.NotebookData;
import org.torchparity.fixtures.Observation;
import org.torchparity.gradcheck.GradientCheck;
import org.torchparity.gradcheck.GradientReport;
import org.torchparity.gradcheck.GradientVerdict;
import org.torchparity.gradcheck.NotebookStencil;
import org.torchparity.random.NumpyRandom;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * The notebook on batch normalisation, run again: a layer in float64 by hand beside torch's in
 * float32, forward, backward, four comparisons, and a gradient check that says ERROR of a layer
 * that is right.
 */
public final class Notebook {
  private static final int BATCH = 2;
  private static final int FEATURES = 10;
  private static final String NOISY = "torch_grad_x";

  private final NotebookData data = NotebookData.load();
  private final Backend java;
  private final Backend torch;
  private final List<Cell> cells = new ArrayList<>();

  private Notebook(Backend java, Backend torch) {
    this.java = java;
    this.torch = torch;
  }

  /** Runs every cell that prints something, in order. */
  public static List<Cell> run(Backend java, Backend torch) {
    Notebook notebook = new Notebook(java, torch);
    notebook.run();
    return List.copyOf(notebook.cells);
  }

  private void run() {
    NumpyRandom random = new NumpyRandom(data.seed());
    Tensor x = random.rand(BATCH, FEATURES);
    Tensor w = random.rand(FEATURES);
    Tensor b = random.rand(FEATURES);
    Tensor g = random.rand(BATCH, FEATURES);
    Case c = batchNorm(x, w, b, g);
    Observation ours = java.run(c);
    Observation theirs = torch.run(c.to(DType.FLOAT32));

    printed(5, "the input x, drawn from seed " + data.seed(), Map.of("x", x));
    printed(6, "forward", Map.of("y", quantity(ours, "output.0")));
    printed(
        7,
        "backward: δE/δx, δE/δγ, δE/δβ",
        inOrder("grad_x", ours, "grad_input.0", "grad_w", "grad.weight", "grad_b", "grad.bias"));
    printed(8, "torch, forward", Map.of("torch_y", quantity(theirs, "output.0")));
    checkSame(9, "output.0", ours, theirs);
    printed(
        10,
        "torch, backward: δE/δx, δE/δγ, δE/δβ",
        inOrder(
            "torch_grad_x",
            theirs,
            "grad_input.0",
            "torch_grad_w",
            "grad.weight",
            "torch_grad_b",
            "grad.bias"));
    checkSame(11, "grad_input.0", ours, theirs);
    checkSame(12, "grad.weight", ours, theirs);
    checkSame(13, "grad.bias", ours, theirs);
    gradientCheck(batchNorm(last("last_x"), w, b, last("last_grad_y")));
  }

  private Tensor last(String name) {
    return data.printed(name).values();
  }

  /** The layer as torch.nn.BatchNorm1d(10) starts, with the notebook's γ and β. */
  private static Case batchNorm(Tensor x, Tensor w, Tensor b, Tensor g) {
    Shape channels = Shape.of(FEATURES);
    return new Case(
        "notebook",
        new ModuleSpec("torch.nn.BatchNorm1d", Args.of("num_features", FEATURES)),
        Map.of(
            "weight", w,
            "bias", b,
            "running_mean", Tensor.zeros(DType.FLOAT64, channels),
            "running_var", Tensor.full(DType.FLOAT64, channels, 1),
            "num_batches_tracked", Tensor.zeros(DType.INT64, Shape.of())),
        Map.of("0", x),
        Args.none(),
        Map.of(0, g),
        Mode.TRAIN,
        DType.FLOAT64,
        OptionalLong.empty());
  }

  private static Tensor quantity(Observation seen, String name) {
    return Objects.requireNonNull(seen.get(name), name);
  }

  private static Map<String, Tensor> inOrder(
      String first,
      Observation seen,
      String firstQuantity,
      String second,
      String secondQuantity,
      String third,
      String thirdQuantity) {
    Map<String, Tensor> ordered = new LinkedHashMap<>();
    ordered.put(first, quantity(seen, firstQuantity));
    ordered.put(second, quantity(seen, secondQuantity));
    ordered.put(third, quantity(seen, thirdQuantity));
    return ordered;
  }

  /**
   * A cell that prints arrays: they must be the notebook's to every digit it prints. Torch's
   * float32 gradient is the exception: its last digits are rounding noise, which depends on the
   * instructions libtorch uses. There the notebook's own tolerance decides, and the text says so.
   */
  private void printed(int number, String title, Map<String, Tensor> arrays) {
    StringBuilder text = new StringBuilder();
    boolean agrees = true;
    String rounding = "";
    for (Map.Entry<String, Tensor> entry : arrays.entrySet()) {
      Tensor actual = entry.getValue();
      NotebookData.Printed expected = data.printed(entry.getKey());
      ArrayPrint print = expected.by().equals("torch") ? ArrayPrint.TORCH : ArrayPrint.NUMPY;
      text.append(print.print(actual)).append('\n');
      if (!print.figures(actual).equals(expected.figures())) {
        Comparison comparison =
            Comparison.ofValues(entry.getKey(), actual, expected.values(), Tolerance.NOTEBOOK);
        agrees &= entry.getKey().equals(NOISY) && comparison.agrees();
        rounding =
            ", to within float32 rounding: greatest difference "
                + Figures.number(comparison.maxAbsolute())
                + ".\nWith ATEN_CPU_CAPABILITY=default libtorch gives the notebook's digits.";
      }
    }
    text.append(agrees ? "as the notebook prints it" + rounding : "NOT what the notebook prints");
    cells.add(new Cell(number, title, text.toString(), agrees));
  }

  /**
   * The notebook's check_same: Java in float64 against torch in float32, every difference &lt;
   * 1e-5.
   */
  private void checkSame(int number, String name, Observation ours, Observation theirs) {
    Comparison comparison =
        Comparison.ofValues(name, quantity(ours, name), quantity(theirs, name), Tolerance.NOTEBOOK);
    cells.add(
        new Cell(
            number,
            "check_same(" + name + ", tol=1e-5)",
            comparison.agrees()
                ? "SUCCESS :) Arrays are equal (tolerance 1e-05); greatest difference "
                    + Figures.number(comparison.maxAbsolute())
                : "ERROR: greatest difference " + Figures.number(comparison.maxAbsolute()),
            comparison.agrees()));
  }

  /** The last cell: the notebook's stencil, which is wrong, and a gradient check that is not. */
  private void gradientCheck(Case c) {
    Tensor automatic = quantity(java.run(c), "grad_input.0");
    Tensor numerical = NotebookStencil.derivative(java, c, "grad_input.0");
    double greatest = 0;
    double ratios = 0;
    for (int i = 0; i < automatic.elements(); i++) {
      double a = automatic.get(i);
      double n = numerical.get(i);
      greatest = Math.max(greatest, NotebookStencil.relativeError(a, n));
      ratios += n / a / automatic.elements();
    }
    GradientReport report = new GradientCheck().check(java, c);
    boolean explained = Math.abs(greatest - 0.2) < 1e-2 && Math.abs(ratios - 1.5) < 1e-2;
    String text =
        String.format(
            Locale.ROOT,
            """
            the notebook's check: ERROR, δE/δx relative error (max): %.5f (tolerance: 1e-05)
            δE/δx (numerical):
            %s
            δE/δx (automatic):
            %s
            numerical / automatic: %.5f on average
            The stencil takes y(x + h) - y(x - 2h), a step of 3h, and divides by 2h: every figure is
            3h/2h = 1.5 times the truth, and |1.5g - g| / (|1.5g| + |g|) = 0.2. The layer is right.
            %s""",
            greatest,
            ArrayPrint.NUMPY.print(numerical),
            ArrayPrint.NUMPY.print(automatic),
            ratios,
            report.message());
    cells.add(
        new Cell(
            14,
            "gradient check of the layer",
            text,
            explained && report.verdict() == GradientVerdict.AGREES));
  }
}
