package org.torchparity.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.AssertionFailedError;
import org.torchparity.catalogue.Catalogue;
import org.torchparity.catalogue.Row;
import org.torchparity.catalogue.Sample;
import org.torchparity.fixtures.ArgReader;
import org.torchparity.fixtures.Args;
import org.torchparity.fixtures.Backend;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.Mode;
import org.torchparity.fixtures.Observation;
import org.torchparity.harness.SeedRange;
import org.torchparity.tensor.DType;

/**
 * Checks a layer of one's own against the torch module it should equal: a JUnit test a case. The
 * layer itself implements nothing of torchparity's.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> my_layer_norm_equals_torch() {
 *   return ParityTests.of("torch.nn.LayerNorm")
 *       .layer(a -> new MyLayerNorm(a.intList("normalized_shape"), a.real("eps", 1e-5)))
 *       .parameter("weight", (layer, w) -> layer.gamma = w.floats(), layer -> layer.gradGamma)
 *       .parameter("bias", (layer, b) -> layer.beta = b.floats(), layer -> layer.gradBeta)
 *       .forward((layer, c) -> layer.forward(c.input(0).floats()))
 *       .backward((layer, c) -> layer.backward(c.gradOutput(0).floats()))
 *       .tests();
 * }
 * }</pre>
 *
 * <p>The cases are the catalogue's samples of the module. {@link #args} narrows them to those of
 * given arguments; {@link #samples} puts others in their place. What is run and what is left out
 * stands in the name of the first test, which fails if nothing is left, and in the log where
 * arguments, dtypes, a mode or a number of samples leave something out.
 *
 * <p>Dtypes, seeds, the number of samples and the tolerance are set here, by {@link ParitySettings}
 * or, above all, by {@code -Dtorchparity.dtype}, {@code seed}, {@code samples}, {@code atol} and
 * {@code rtol}; {@code -Dtorchparity.case} runs the one case of that id. Without any: float32, seed
 * 0, all samples, {@link org.torchparity.compare.Tolerance#standard}.
 *
 * <p>Where libtorch is not available the tests are skipped, with the reason; with {@code
 * -Dtorchparity.libtorch=required} they fail. They may run in parallel. Immutable; each method
 * returns a changed copy.
 *
 * <p>A run leaves what {@code torchparity check --report} writes in {@code
 * target/torchparity-report}, or where {@code -Dtorchparity.report} says.
 */
public final class ParityTests {
  private static final System.Logger LOG = System.getLogger(ParityTests.class.getName());

  private final Row row;
  private final Wanted wanted;
  private final List<Sample> own;
  private final Settings settings;

  private ParityTests(Row row, Wanted wanted, List<Sample> own, Settings settings) {
    this.row = row;
    this.wanted = wanted;
    this.own = own;
    this.settings = settings;
  }

  /**
   * Returns the tests of a module: {@code torch.nn.LayerNorm} or {@code LayerNorm}. {@code
   * LayerNorm/rows} is one of its samples only, {@code LayerNorm/rows/eval} in one mode.
   *
   * @throws org.torchparity.fixtures.UnsupportedCaseException if there is no such module
   * @throws IllegalArgumentException if the mode is neither train nor eval
   */
  public static ParityTests of(String module) {
    String[] parts = module.split("/", 3);
    return new ParityTests(
        Catalogue.standard().row(parts[0]),
        new Wanted(
            parts.length > 1 ? parts[1] : "",
            parts.length > 2 ? Mode.ofKey(parts[2]) : null,
            Args.none()),
        List.of(),
        Settings.NONE);
  }

  /**
   * Fixes arguments of torch's constructor, names and values by turns: {@code args("bias", false)}.
   * Only samples that have them are run, be it as torch's defaults; the others are named in the
   * first test. Samples of one's own are given them.
   *
   * @throws IllegalArgumentException if a name is no String, or a value of no permitted type
   */
  public ParityTests args(@Nullable Object... namesAndValues) {
    Args args = wanted.fixed();
    for (var entry : Args.of(namesAndValues).asMap().entrySet()) {
      args = args.with(entry.getKey(), entry.getValue());
    }
    return new ParityTests(row, new Wanted(wanted.sample(), wanted.mode(), args), own, settings);
  }

  /**
   * Runs samples of one's own in the place of the catalogue's: {@code sample("rows",
   * "normalized_shape", 8).input(normal(3, 8))}, from {@link Sample#sample} and {@link
   * org.torchparity.catalogue.Draw}.
   */
  public ParityTests samples(Sample... samples) {
    return new ParityTests(row, wanted, List.of(samples), settings);
  }

  /**
   * Runs in one mode only: evaluation, for a layer that only infers. Samples that are for the other
   * mode are left out.
   */
  public ParityTests mode(Mode mode) {
    return new ParityTests(row, new Wanted(wanted.sample(), mode, wanted.fixed()), own, settings);
  }

  /** Sets the floating-point types to check in. */
  public ParityTests dtypes(DType... dtypes) {
    return with(settings.withDtypes(List.of(dtypes)));
  }

  /**
   * Sets what the cases are drawn from: a number, or a range such as {@code 0-9}.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public ParityTests seeds(String seeds) {
    return with(settings.withSeeds(SeedRange.parse(seeds)));
  }

  /** Sets the greatest number of samples. */
  public ParityTests atMost(int samples) {
    return with(settings.withSamples(samples));
  }

  /** Sets how far values may lie apart: |actual − expected| ≤ atol + rtol·|expected|. */
  public ParityTests tolerance(double atol, double rtol) {
    return with(settings.withTolerance(atol, rtol));
  }

  private ParityTests with(Settings changed) {
    return new ParityTests(row, wanted, own, changed);
  }

  /**
   * Says how the layer is made, from torch's constructor arguments: {@code a -> new
   * MyLinear(a.integer("in_features"), a.bool("bias", true))}. A sample whose argument is not
   * torch's default and is not read here fails, unless {@link #args} fixes it.
   */
  public <L> LayerTests<L> layer(Function<ArgReader, L> constructor) {
    return new LayerTests<>(this, (args, c) -> constructor.apply(args), false);
  }

  /**
   * As {@link #layer(Function)} for a layer that is made from the case too: its state is what it
   * takes from {@link Case#state}, and nothing else need give it any.
   */
  public <L> LayerTests<L> layer(BiFunction<ArgReader, Case, L> constructor) {
    return new LayerTests<>(this, constructor, true);
  }

  /**
   * Returns the tests of a function that runs a whole case and returns what it saw under the names
   * of {@link Observation}: {@code Map.of("output.0", y, "grad_input.0", gradInput)}. Values are
   * what {@link LayerTests} takes.
   */
  public Stream<DynamicTest> tests(Function<Case, ? extends Map<String, ?>> run) {
    return tests(new FunctionBackend(row, run), false, Set.of());
  }

  Row row() {
    return row;
  }

  Args fixed() {
    return wanted.fixed();
  }

  /** The tests: of the selection itself, then of every case. */
  Stream<DynamicTest> tests(Backend layer, boolean forwardOnly, Set<String> ignored) {
    Properties said = System.getProperties();
    Optional<CallingTest> test = CallingTest.find();
    Settings all =
        Settings.of(said).or(settings).or(test.map(CallingTest::settings).orElse(Settings.NONE));
    Wanted which = wanted;
    String only = said.getProperty("torchparity.case", "");
    if (!only.isEmpty()) {
      OneCase one = OneCase.parse(only);
      if (!one.module().equals(row.simpleName())) {
        return Stream.of(anotherModule(only));
      }
      all = one.settings(all);
      which = one.wanted(wanted.fixed());
    }
    Selection selection = Selection.of(row, samples(), which, all);
    if (selection.narrows()) {
      LOG.log(System.Logger.Level.INFO, selection.summary());
    }
    List<DynamicTest> tests = new ArrayList<>(List.of(selectionTest(selection)));
    for (var planned : selection.planned()) {
      String rerun = Rerun.of(test, CaseTest.id(planned), said);
      tests.add(new CaseTest(planned, layer, forwardOnly, ignored, all, rerun).test());
    }
    return tests.stream();
  }

  private List<Sample> samples() {
    return own.isEmpty()
        ? row.samples()
        : own.stream().map(sample -> sample.with(wanted.fixed())).toList();
  }

  private DynamicTest anotherModule(String only) {
    return DynamicTest.dynamicTest(
        row.simpleName() + ": not the module of -Dtorchparity.case",
        () -> Assumptions.abort("-Dtorchparity.case=" + only + " is a case of another module"));
  }

  private static DynamicTest selectionTest(Selection selection) {
    return DynamicTest.dynamicTest(
        selection.summary(),
        () -> {
          if (selection.planned().isEmpty()) {
            throw new AssertionFailedError("There is nothing to check: " + selection.summary());
          }
        });
  }
}
