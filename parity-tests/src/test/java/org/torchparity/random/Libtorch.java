package org.torchparity.random;

import java.util.function.Function;
import java.util.function.Supplier;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/** Draws of libtorch's own default generator, as Java tensors. */
public final class Libtorch {
  private Libtorch() {}

  /** Calls {@code torch.manual_seed}. */
  public static void manualSeed(long seed) {
    torch.manual_seed(seed);
  }

  /** Runs {@code draw} and copies its tensor; every native object is freed. */
  public static Tensor tensor(Supplier<org.bytedeco.pytorch.Tensor> draw) {
    try (PointerScope scope = new PointerScope()) {
      org.bytedeco.pytorch.Tensor drawn = draw.get();
      scope.attach(drawn);
      return copy(drawn);
    }
  }

  /** As {@link #tensor}, of a method that fills a given tensor, such as {@code uniform_}. */
  public static Tensor filled(
      DType dtype,
      Shape shape,
      Function<org.bytedeco.pytorch.Tensor, org.bytedeco.pytorch.Tensor> fill) {
    return tensor(() -> fill.apply(zeros(dtype, shape)));
  }

  /** Returns a native tensor of zeros, owned by the enclosing scope. */
  public static org.bytedeco.pytorch.Tensor zeros(DType dtype, Shape shape) {
    return torch.zeros(sizes(shape), options(dtype));
  }

  /** Stands for libtorch's default generator. */
  public static GeneratorOptional defaultGenerator() {
    return new GeneratorOptional();
  }

  static TensorOptions options(DType dtype) {
    return new TensorOptions(
        switch (dtype) {
          case FLOAT32 -> torch.ScalarType.Float;
          case FLOAT64 -> torch.ScalarType.Double;
          case INT64 -> torch.ScalarType.Long;
        });
  }

  static long[] sizes(Shape shape) {
    long[] sizes = new long[shape.rank()];
    for (int axis = 0; axis < sizes.length; axis++) {
      sizes[axis] = shape.size(axis);
    }
    return sizes;
  }

  /** Returns a native copy, owned by the enclosing scope. */
  public static org.bytedeco.pytorch.Tensor toNative(Tensor tensor) {
    org.bytedeco.pytorch.Tensor copied = zeros(tensor.dtype(), tensor.shape());
    if (tensor.elements() == 0) {
      return copied; // it has no address
    }
    switch (tensor.dtype()) {
      case FLOAT32 -> new FloatPointer(copied.data_ptr()).put(tensor.floats());
      case FLOAT64 -> new DoublePointer(copied.data_ptr()).put(tensor.doubles());
      case INT64 -> new LongPointer(copied.data_ptr()).put(tensor.longs());
    }
    return copied;
  }

  private static Tensor copy(org.bytedeco.pytorch.Tensor drawn) {
    org.bytedeco.pytorch.Tensor contiguous = drawn.contiguous();
    int[] shape = new int[(int) contiguous.dim()];
    for (int axis = 0; axis < shape.length; axis++) {
      shape[axis] = (int) contiguous.size(axis);
    }
    DType dtype = dtype(contiguous.scalar_type().intern());
    Tensor copied = Tensor.zeros(dtype, Shape.of(shape));
    if (copied.elements() == 0) {
      return copied; // it has no address
    }
    switch (dtype) {
      case FLOAT32 -> new FloatPointer(contiguous.data_ptr()).get(copied.floats());
      case FLOAT64 -> new DoublePointer(contiguous.data_ptr()).get(copied.doubles());
      case INT64 -> new LongPointer(contiguous.data_ptr()).get(copied.longs());
    }
    return copied;
  }

  private static DType dtype(torch.ScalarType type) {
    return switch (type) {
      case Float -> DType.FLOAT32;
      case Double -> DType.FLOAT64;
      case Long -> DType.INT64;
      default -> throw new IllegalArgumentException("no Java tensor holds " + type);
    };
  }
}
