package org.torchparity.catalogue;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.torchparity.fixtures.ArgReader;
import org.torchparity.fixtures.Args;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.Mode;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.random.TorchRandom;
import org.torchparity.tensor.Tensor;

/**
 * One module of the catalogue: how Java builds it from torch's arguments, how it is called, and its
 * samples. Immutable; each method returns a changed copy.
 *
 * <pre>{@code
 * Row.of("Linear", a -> new Linear(a.integer("in_features"), a.integer("out_features")))
 *     .samples(sample("square", "in_features", 3, "out_features", 3).input(normal(2, 3)))
 * }</pre>
 */
public final class Row {
  private final String module;
  private final Function<ArgReader, Module> constructor;
  private Forward forward =
      (module, c, call) -> module.forward(c.inputs().values().toArray(Tensor[]::new));
  private Set<Mode> modes = Set.of(Mode.TRAIN);
  private List<String> inputNames = List.of();
  private boolean seeded;
  private String ownGradient = "";
  private List<Sample> samples = List.of();

  private Row(String module, Function<ArgReader, Module> constructor) {
    this.module = module;
    this.constructor = constructor;
  }

  private Row copy() {
    Row copy = new Row(module, constructor);
    copy.forward = forward;
    copy.modes = modes;
    copy.inputNames = inputNames;
    copy.seeded = seeded;
    copy.ownGradient = ownGradient;
    copy.samples = samples;
    return copy;
  }

  /** How a module is called on a case's inputs. */
  @FunctionalInterface
  public interface Forward {
    /** Runs forward; {@code call} reads its non-tensor arguments. */
    Pass run(Module module, Case c, ArgReader call);
  }

  /**
   * Returns a row of a torch.nn module that behaves the same in training and evaluation; {@code
   * constructor} reads the arguments, with torch's defaults, and builds the module.
   */
  public static Row of(String name, Function<ArgReader, Module> constructor) {
    return new Row("torch.nn." + name, constructor);
  }

  /** Declares that training and evaluation differ: every sample runs in both. */
  public Row trainAndEval() {
    Row changed = copy();
    changed.modes = new LinkedHashSet<>(List.of(Mode.TRAIN, Mode.EVAL));
    return changed;
  }

  /** Declares that forward draws random numbers, so that a case needs a seed. */
  public Row drawsRandomNumbers() {
    Row changed = copy();
    changed.seeded = true;
    return changed;
  }

  /**
   * Declares that torch's backward is not the derivative of its forward, and why: a gradient check
   * must then disagree.
   */
  public Row gradientIsNotTheDerivative(String reason) {
    Row changed = copy();
    changed.ownGradient = reason;
    return changed;
  }

  /** Calls the module in another way than by its inputs in order. */
  public Row calledBy(Forward other) {
    Row changed = copy();
    changed.forward = other;
    return changed;
  }

  /** Names forward's tensors by position, where some go by keyword: {@code "0", "offsets"}. */
  public Row inputNames(String... names) {
    Row changed = copy();
    changed.inputNames = List.of(names);
    return changed;
  }

  /** Sets the samples. */
  public Row samples(Sample... all) {
    Row changed = copy();
    changed.samples = List.of(all);
    return changed;
  }

  /** Torch's qualified name. */
  public String module() {
    return module;
  }

  /** Torch's name without its package. */
  public String simpleName() {
    return module.substring(module.lastIndexOf('.') + 1);
  }

  /** What the module is checked on. */
  public List<Sample> samples() {
    return samples;
  }

  /** Whether a case needs a seed. */
  public boolean isSeeded() {
    return seeded;
  }

  /** Why backward is not the derivative of forward; empty where it is. */
  public String ownGradient() {
    return ownGradient;
  }

  /** The modes a sample runs in. */
  public Set<Mode> modesOf(Sample sample) {
    return sample.modes().isEmpty() ? modes : sample.modes();
  }

  /** The key of the input at a position, as cases name it. */
  public String inputKey(int position) {
    return position < inputNames.size() ? inputNames.get(position) : Integer.toString(position);
  }

  /**
   * Builds the module.
   *
   * @throws org.torchparity.fixtures.UnsupportedCaseException if it has no argument of a name given
   * @throws IllegalArgumentException if an argument's value is refused
   */
  public Module build(Args args) {
    ArgReader reader = new ArgReader(simpleName(), args);
    Module built = constructor.apply(reader);
    reader.finish();
    return built;
  }

  /**
   * What the constructor reads its arguments as, torch's defaults included: arguments that say the
   * same thing ({@code 3} and {@code (3, 3)}, a default given and not given) are read as equals.
   *
   * @throws org.torchparity.fixtures.UnsupportedCaseException if it has no argument of a name given
   * @throws IllegalArgumentException if an argument's value is refused
   */
  public Map<String, @Nullable Object> readArguments(Args args) {
    ArgReader reader = new ArgReader(simpleName(), args);
    Module unused = constructor.apply(reader);
    reader.finish();
    return reader.values();
  }

  /** Names of the constructor's arguments, found by building the module of some. */
  public Set<String> argumentNames(Args args) {
    ArgReader reader = new ArgReader(simpleName(), args);
    Module unused = constructor.apply(reader);
    return reader.asked();
  }

  /** Builds the module of a case, with its state, dtype, mode and seed. */
  public Module prepare(Case c) {
    Module built = build(c.spec().args());
    built.to(c.dtype());
    if (!c.state().isEmpty()) {
      built.loadStateDict(c.state());
    }
    c.seed().ifPresent(seed -> built.setGenerator(new TorchRandom(seed)));
    return built.train(c.mode() == Mode.TRAIN);
  }

  /** Calls a prepared module on a case's inputs. */
  public Pass forward(Module prepared, Case c) {
    ArgReader call = new ArgReader(simpleName() + ".forward", c.call());
    Pass pass = forward.run(prepared, c, call);
    call.finish();
    return pass;
  }
}
