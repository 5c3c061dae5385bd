package org.torchparity.reference;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.ASMoutput;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.LongArrayRef;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/** Copies tensors into libtorch and out of it. */
final class NativeTensors {
  private NativeTensors() {}

  static ScalarType scalarType(DType dtype) {
    return switch (dtype) {
      case FLOAT32 -> ScalarType.Float;
      case FLOAT64 -> ScalarType.Double;
      case INT64 -> ScalarType.Long;
    };
  }

  /** Copies a tensor in. */
  static org.bytedeco.pytorch.Tensor in(Tensor tensor) {
    int[] shape = tensor.shape().toArray();
    long[] sizes = new long[shape.length];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = shape[i];
    }
    TensorOptions options =
        new TensorOptions().dtype(new ScalarTypeOptional(scalarType(tensor.dtype())));
    org.bytedeco.pytorch.Tensor copy =
        torch.empty(
            new LongArrayRef(new LongPointer(sizes), sizes.length),
            options,
            new org.bytedeco.pytorch.MemoryFormatOptional());
    if (tensor.elements() == 0) {
      return copy;
    }
    Pointer data = copy.data_ptr();
    switch (tensor.dtype()) {
      case FLOAT32 -> new FloatPointer(data).put(tensor.floats());
      case FLOAT64 -> new DoublePointer(data).put(tensor.doubles());
      case INT64 -> new LongPointer(data).put(tensor.longs());
    }
    return copy;
  }

  /** Copies a tensor out; integers and booleans of any width become int64. */
  static Tensor out(org.bytedeco.pytorch.Tensor tensor) {
    long[] sizes = tensor.shape();
    int[] shape = new int[sizes.length];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = Math.toIntExact(sizes[i]);
    }
    int elements = Shape.of(shape).elements();
    org.bytedeco.pytorch.Tensor dense = tensor.detach().contiguous();
    ScalarType type = dense.scalar_type().intern();
    if (type == ScalarType.Float) {
      float[] values = new float[elements];
      if (elements > 0) {
        new FloatPointer(dense.data_ptr()).get(values);
      }
      return Tensor.of(values, shape);
    }
    if (type == ScalarType.Double) {
      double[] values = new double[elements];
      if (elements > 0) {
        new DoublePointer(dense.data_ptr()).get(values);
      }
      return Tensor.of(values, shape);
    }
    long[] values = new long[elements];
    if (elements > 0) {
      new LongPointer(dense.to(ScalarType.Long).contiguous().data_ptr()).get(values);
    }
    return Tensor.of(values, shape);
  }

  /** The tensors of what a forward returned, nested tuples numbered through. */
  static List<org.bytedeco.pytorch.Tensor> flatten(Object result) {
    List<org.bytedeco.pytorch.Tensor> tensors = new ArrayList<>();
    collect(result, tensors);
    return tensors;
  }

  private static void collect(Object result, List<org.bytedeco.pytorch.Tensor> into) {
    if (result instanceof org.bytedeco.pytorch.Tensor tensor) {
      into.add(tensor);
    } else if (result instanceof IValue value) {
      if (value.isTensor()) {
        into.add(value.toTensor());
      } else {
        var elements = value.toTupleRef().elements();
        for (long i = 0; i < elements.size(); i++) {
          collect(elements.get(i), into);
        }
      }
    } else if (result instanceof ASMoutput adaptive) {
      into.add(adaptive.output());
    } else {
      for (int i = 0; hasElement(result, i); i++) {
        collect(element(result, i), into);
      }
    }
  }

  private static boolean hasElement(Object tuple, int index) {
    try {
      tuple.getClass().getMethod("get" + index);
      return true;
    } catch (NoSuchMethodException e) {
      return false;
    }
  }

  private static Object element(Object tuple, int index) {
    try {
      return tuple.getClass().getMethod("get" + index).invoke(tuple);
    } catch (IllegalAccessException | NoSuchMethodException | InvocationTargetException e) {
      throw new IllegalStateException("cannot read element " + index + " of " + tuple, e);
    }
  }
}
