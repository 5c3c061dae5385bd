package org.torchparity.divergence;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.torchparity.catalogue.Catalogue;
import org.torchparity.fixtures.Args;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.ModuleSpec;
import org.torchparity.fixtures.Observation;
import org.torchparity.nn.Module;
import org.torchparity.nn.container.Sequential;
import org.torchparity.reference.LibtorchBackend;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/** One model of fifty layers in Java and in libtorch, with the same weights. */
final class DeepModel {
  static final int LAYERS = 50;
  private static final int FEATURES = 6;

  private static final List<ModuleSpec> MIXED =
      List.of(
          spec("Linear", "in_features", FEATURES, "out_features", FEATURES),
          spec("Tanh"),
          spec("LayerNorm", "normalized_shape", FEATURES),
          spec("Linear", "in_features", FEATURES, "out_features", FEATURES),
          spec("GELU"),
          spec("Linear", "in_features", FEATURES, "out_features", FEATURES),
          spec("BatchNorm1d", "num_features", FEATURES),
          spec("LeakyReLU", "negative_slope", 0.3));

  private static final List<ModuleSpec> CHAOTIC =
      List.of(
          spec("Linear", "in_features", FEATURES, "out_features", FEATURES),
          spec("LeakyReLU", "negative_slope", -1.0));

  private final Map<String, ModuleSpec> specs = new LinkedHashMap<>();
  private final Sequential java;
  private final Tensor input;

  private DeepModel(List<ModuleSpec> cycle, Weights drawn, long seed, DType dtype) {
    Map<String, Module> modules = new LinkedHashMap<>();
    for (int i = 0; i < LAYERS; i++) {
      ModuleSpec spec = cycle.get(i % cycle.size());
      specs.put(Integer.toString(i), spec);
      modules.put(Integer.toString(i), Catalogue.standard().row(spec.module()).build(spec.args()));
    }
    java = new Sequential(modules);
    java.to(dtype);
    Random random = new Random(seed);
    Map<String, Tensor> weights = new LinkedHashMap<>(java.stateDict());
    java.parameters()
        .forEach((key, t) -> weights.put(key, drawn.draw(random, key, t.shape()).to(dtype)));
    java.loadStateDict(weights);
    input = drawn.draw(random, "input", Shape.of(5, FEATURES)).to(dtype);
  }

  private interface Weights {
    Tensor draw(Random random, String key, Shape shape);
  }

  /** Layers of several kinds; gradients neither vanish nor explode by much. */
  static DeepModel mixed(long seed, DType dtype) {
    return new DeepModel(MIXED, (random, key, shape) -> normal(random, 0.6, shape), seed, dtype);
  }

  /**
   * x ← |0.97 − 1.95·x| in every feature, and a little of its neighbours: each step all but doubles
   * an error, as the tent map does.
   */
  static DeepModel chaotic(long seed, DType dtype) {
    return new DeepModel(CHAOTIC, DeepModel::tent, seed, dtype);
  }

  private static Tensor tent(Random random, String key, Shape shape) {
    boolean input = key.equals("input");
    Tensor drawn = normal(random, input ? 0.1 : 0.002, shape);
    double[] values = drawn.doubles();
    for (int i = 0; i < values.length; i++) {
      boolean diagonal = key.endsWith("weight") && i % (FEATURES + 1) == 0;
      values[i] += input ? 0.5 : diagonal ? -1.95 : key.endsWith("bias") ? 0.97 : 0;
    }
    return drawn;
  }

  private static ModuleSpec spec(String module, Object... args) {
    return new ModuleSpec("torch.nn." + module, Args.of(args));
  }

  private static Tensor normal(Random random, double scale, Shape shape) {
    double[] values = new double[shape.elements()];
    for (int i = 0; i < values.length; i++) {
      values[i] = scale * random.nextGaussian();
    }
    return Tensor.ofDoubles(DType.FLOAT64, shape, values);
  }

  Tensor input() {
    return input;
  }

  LayeredModel java() {
    return LayeredModel.of(java);
  }

  LayeredModel libtorch() {
    return LayeredModel.ofSpecs(LibtorchBackend.withThreads(1), specs, java.stateDict());
  }

  /** The Java model with what one layer gives changed. */
  LayeredModel javaWithFaultAt(int position, UnaryOperator<Observation> fault) {
    LayeredModel faulty = LayeredModel.named("Java");
    for (Layer layer : java().layers()) {
      boolean here = layer.name().equals(Integer.toString(position));
      faulty = faulty.layer(here ? new Faulty(layer, fault) : layer);
    }
    return faulty;
  }

  /** Moves the first element of a quantity by a fraction of the greatest, where it is observed. */
  static UnaryOperator<Observation> moved(String quantity, double fraction) {
    return seen -> {
      Tensor right = seen.get(quantity);
      if (right == null) {
        return seen;
      }
      double[] values = right.toDoubles().clone();
      values[0] += fraction * OwnError.greatest(right);
      Map<String, Tensor> quantities = new LinkedHashMap<>(seen.quantities());
      quantities.put(quantity, Tensor.ofDoubles(right.dtype(), right.shape(), values));
      return new Observation(quantities);
    };
  }

  /** A layer that gives something else. */
  record Faulty(Layer layer, UnaryOperator<Observation> fault) implements Layer {
    @Override
    public String name() {
      return layer.name();
    }

    @Override
    public String type() {
      return layer.type();
    }

    @Override
    public Map<String, Tensor> state() {
      return layer.state();
    }

    @Override
    public Observation run(Case c) {
      return fault.apply(layer.run(c));
    }
  }
}
