package org.torchparity.kernel;

import java.lang.System.Logger.Level;

/**
 * Picks the kernels, once: the Vector API's where the module {@code jdk.incubator.vector} is there,
 * the scalar ones elsewhere. {@code -Dtorchparity.kernels=scalar} asks for the scalar ones.
 */
public final class Kernels {
  private static final System.Logger LOG = System.getLogger(Kernels.class.getName());
  private static final String VECTOR_MODULE = "jdk.incubator.vector";
  private static final Kernels CHOSEN = lookup();

  private final String name;
  private final ChannelKernels channels;
  private final GemmKernels gemm;
  private final ActivationKernels activations;
  private final SoftmaxKernels softmax;
  private final SoftmaxColumnKernels softmaxColumns;
  private final RowKernels rows;
  private final LossKernels losses;
  private final FunctionKernels functions;
  private final PlaneKernels planes;
  private final WinogradKernels winograd;
  private final TwofoldKernels twofold;
  private final PatchKernels patches;
  private final ShiftKernels shifts;

  private Kernels(
      String name,
      ChannelKernels channels,
      GemmKernels gemm,
      ActivationKernels activations,
      SoftmaxKernels softmax,
      SoftmaxColumnKernels softmaxColumns,
      RowKernels rows,
      LossKernels losses,
      FunctionKernels functions,
      PlaneKernels planes,
      WinogradKernels winograd,
      TwofoldKernels twofold,
      PatchKernels patches,
      ShiftKernels shifts) {
    this.name = name;
    this.channels = channels;
    this.gemm = gemm;
    this.activations = activations;
    this.softmax = softmax;
    this.softmaxColumns = softmaxColumns;
    this.rows = rows;
    this.losses = losses;
    this.functions = functions;
    this.planes = planes;
    this.winograd = winograd;
    this.twofold = twofold;
    this.patches = patches;
    this.shifts = shifts;
  }

  private static Kernels lookup() {
    String wanted = System.getProperty("torchparity.kernels", "");
    if (wanted.equals("scalar")) {
      return scalar();
    }
    if (ModuleLayer.boot().findModule(VECTOR_MODULE).isEmpty()) {
      LOG.log(
          Level.WARNING,
          "The Vector API is not enabled, so the slower scalar kernels run; to enable it, start"
              + " Java with --add-modules "
              + VECTOR_MODULE);
      return scalar();
    }
    if (Vectorized.doubleLanes() < 2) {
      LOG.log(Level.WARNING, "This machine has no vectors of two doubles: the scalar kernels run");
      return scalar();
    }
    return Vectorized.kernels();
  }

  private static Kernels scalar() {
    return new Kernels(
        "scalar",
        new ScalarChannelKernels(),
        new ScalarGemmKernels(),
        new ScalarActivationKernels(),
        new ScalarSoftmaxKernels(),
        new ScalarSoftmaxColumnKernels(),
        new ScalarRowKernels(),
        new ScalarLossKernels(),
        new ScalarFunctionKernels(),
        new ScalarPlaneKernels(),
        new ScalarWinogradKernels(),
        new ScalarTwofoldKernels(),
        new ScalarPatchKernels(),
        new ScalarShiftKernels());
  }

  static ChannelKernels channels() {
    return CHOSEN.channels;
  }

  static GemmKernels gemm() {
    return CHOSEN.gemm;
  }

  static ActivationKernels activations() {
    return CHOSEN.activations;
  }

  static SoftmaxKernels softmax() {
    return CHOSEN.softmax;
  }

  static SoftmaxColumnKernels softmaxColumns() {
    return CHOSEN.softmaxColumns;
  }

  static RowKernels rows() {
    return CHOSEN.rows;
  }

  static LossKernels losses() {
    return CHOSEN.losses;
  }

  static FunctionKernels functions() {
    return CHOSEN.functions;
  }

  static PlaneKernels planes() {
    return CHOSEN.planes;
  }

  static WinogradKernels winograd() {
    return CHOSEN.winograd;
  }

  static TwofoldKernels twofold() {
    return CHOSEN.twofold;
  }

  static PatchKernels patches() {
    return CHOSEN.patches;
  }

  static ShiftKernels shifts() {
    return CHOSEN.shifts;
  }

  /** What runs: {@code scalar}, or {@code vector} and the width in bits. */
  public static String description() {
    return CHOSEN.name;
  }

  /** Kept apart, so that the Vector API's classes are touched only after the checks above. */
  private static final class Vectorized {
    static int doubleLanes() {
      return VectorSpeciesOf.DOUBLES.length();
    }

    static Kernels kernels() {
      return new Kernels(
          "vector, " + VectorSpeciesOf.DOUBLES.vectorBitSize() + " bits",
          new VectorChannelKernels(),
          VectorSpeciesOf.FLOATS.vectorBitSize() < 512
              ? new VectorGemmKernels()
              : new VectorWideGemmKernels(),
          new VectorActivationKernels(),
          new VectorSoftmaxKernels(),
          new VectorSoftmaxColumnKernels(),
          new VectorRowKernels(),
          new VectorLossKernels(),
          new VectorFunctionKernels(),
          new VectorPlaneKernels(),
          new VectorWinogradKernels(),
          new VectorTwofoldKernels(),
          new VectorPatchKernels(),
          new VectorShiftKernels());
    }
  }
}
