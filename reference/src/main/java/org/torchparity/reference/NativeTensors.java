package org.torchparity.reference;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.ASMoutput;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/** Copies tensors into libtorch and out of it. */
final class NativeTensors {
  /** The elements of the presets' tuple classes, {@code T_TensorTensor_T} and so on. */
  private static final ClassValue<List<Method>> GETTERS =
      new ClassValue<>() {
        @Override
        protected List<Method> computeValue(Class<?> tuple) {
          return getters(tuple);
        }
      };

  /** Kept for the process: every tensor that is copied in needs one. */
  private static final Map<DType, TensorOptions> OPTIONS = options();

  private static final MemoryFormatOptional ANY_MEMORY_FORMAT = kept(new MemoryFormatOptional());

  private NativeTensors() {}

  private static Map<DType, TensorOptions> options() {
    Map<DType, TensorOptions> options = new EnumMap<>(DType.class);
    for (DType dtype : DType.values()) {
      options.put(dtype, kept(new TensorOptions(scalarType(dtype))));
    }
    return options;
  }

  /** Takes an object out of the scope that would free it. */
  private static <P extends Pointer> P kept(P object) {
    object.retainReference();
    return object;
  }

  static ScalarType scalarType(DType dtype) {
    return switch (dtype) {
      case FLOAT32 -> ScalarType.Float;
      case FLOAT64 -> ScalarType.Double;
      case INT64 -> ScalarType.Long;
    };
  }

  /** The sizes of a tensor's axes. */
  static Shape shape(org.bytedeco.pytorch.Tensor tensor) {
    long[] sizes = tensor.shape();
    int[] shape = new int[sizes.length];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = Math.toIntExact(sizes[i]);
    }
    return Shape.of(shape);
  }

  /** Copies a tensor in. */
  static org.bytedeco.pytorch.Tensor in(Tensor tensor) {
    int[] shape = tensor.shape().toArray();
    long[] sizes = new long[shape.length];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = shape[i];
    }
    org.bytedeco.pytorch.Tensor copy =
        torch.empty(sizes, OPTIONS.get(tensor.dtype()), ANY_MEMORY_FORMAT);
    write(tensor, copy);
    return copy;
  }

  /** Copies the elements into a dense tensor of the same shape and type. */
  private static void write(Tensor from, org.bytedeco.pytorch.Tensor to) {
    if (from.elements() == 0) {
      return;
    }
    Pointer data = to.data_ptr();
    switch (from.dtype()) {
      case FLOAT32 -> new FloatPointer(data).put(from.floats());
      case FLOAT64 -> new DoublePointer(data).put(from.doubles());
      case INT64 -> new LongPointer(data).put(from.longs());
    }
  }

  /**
   * Copies the elements into a module's tensor, converted where its type is another.
   *
   * @throws IllegalArgumentException if the shapes differ: torch's copy_ would broadcast
   */
  static void load(String key, Tensor from, org.bytedeco.pytorch.Tensor to) {
    if (!shape(to).equals(from.shape())) {
      throw new IllegalArgumentException(sizeMismatch(key, from, to));
    }
    if (to.scalar_type().intern() == scalarType(from.dtype()) && to.is_contiguous()) {
      write(from, to);
    } else {
      to.copy_(in(from));
    }
  }

  /** Torch's words for a value that does not fit a module's tensor. */
  static String sizeMismatch(String key, Tensor from, org.bytedeco.pytorch.Tensor to) {
    return "size mismatch for "
        + key
        + ": copying a param with shape "
        + from.shape()
        + ", the shape in current model is "
        + shape(to);
  }

  /** Copies a tensor out; integers and booleans of any width become int64. */
  static Tensor out(org.bytedeco.pytorch.Tensor tensor) {
    Shape shape = shape(tensor);
    int elements = shape.elements();
    org.bytedeco.pytorch.Tensor dense = tensor.is_contiguous() ? tensor : tensor.contiguous();
    ScalarType type = dense.scalar_type().intern();
    if (type == ScalarType.Float) {
      float[] values = new float[elements];
      if (elements > 0) {
        new FloatPointer(dense.data_ptr()).get(values);
      }
      return Tensor.of(values, shape.toArray());
    }
    if (type == ScalarType.Double) {
      double[] values = new double[elements];
      if (elements > 0) {
        new DoublePointer(dense.data_ptr()).get(values);
      }
      return Tensor.of(values, shape.toArray());
    }
    long[] values = new long[elements];
    if (elements > 0) {
      new LongPointer(dense.to(ScalarType.Long).contiguous().data_ptr()).get(values);
    }
    return Tensor.of(values, shape.toArray());
  }

  /** The tensors of what a forward returned, nested tuples numbered through in order. */
  static List<org.bytedeco.pytorch.Tensor> flatten(Object result) {
    List<org.bytedeco.pytorch.Tensor> tensors = new ArrayList<>();
    collect(result, tensors);
    return tensors;
  }

  private static void collect(Object result, List<org.bytedeco.pytorch.Tensor> into) {
    if (result instanceof org.bytedeco.pytorch.Tensor tensor) {
      into.add(tensor);
    } else if (result instanceof IValue value) {
      collect(value, into);
    } else if (result instanceof ASMoutput adaptive) {
      // Its loss is a plain number there, without a gradient.
      into.add(adaptive.output());
      into.add(adaptive.output().mean().neg());
    } else {
      GETTERS.get(result.getClass()).forEach(getter -> collect(invoke(getter, result), into));
    }
  }

  private static void collect(IValue value, List<org.bytedeco.pytorch.Tensor> into) {
    if (value.isTensor()) {
      into.add(value.toTensor());
    } else if (value.isTuple()) {
      var elements = value.toTupleRef().elements();
      for (long i = 0; i < elements.size(); i++) {
        collect(elements.get(i), into);
      }
    } else if (value.isTensorList()) {
      TensorVector elements = value.toTensorVector();
      for (long i = 0; i < elements.size(); i++) {
        into.add(elements.get(i));
      }
    } else {
      throw new IllegalArgumentException(
          "forward returns a value of type "
              + value.tagKind().getString()
              + ", expected a tensor, or tuples and lists of tensors");
    }
  }

  private static List<Method> getters(Class<?> tuple) {
    List<Method> getters = new ArrayList<>();
    while (true) {
      try {
        getters.add(tuple.getMethod("get" + getters.size()));
      } catch (NoSuchMethodException e) {
        return getters;
      }
    }
  }

  private static Object invoke(Method getter, Object tuple) {
    try {
      return getter.invoke(tuple);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + getter + " of " + tuple, e);
    }
  }
}
