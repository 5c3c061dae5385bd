package org.torchparity.isolate;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.torchparity.fixtures.Args;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.Observation;
import org.torchparity.tensor.Tensor;

/**
 * Cases and observations as bytes, for {@link CaseInput} of the same version. Every bit is kept,
 * NaN's and the sign of zero among them.
 *
 * <p>Not the fixture form, which is for files that others write and read: its JSON and its checks
 * took longer than most cases.
 */
final class CaseOutput {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
  private final DataOutputStream data = new DataOutputStream(bytes);

  private CaseOutput() {}

  /** What writes a part. */
  private interface Part {
    void write() throws IOException;
  }

  static byte[] of(Case c) {
    CaseOutput out = new CaseOutput();
    return out.bytes(() -> out.write(c));
  }

  static byte[] of(Observation seen) {
    CaseOutput out = new CaseOutput();
    return out.bytes(() -> out.tensors(seen.quantities()));
  }

  private byte[] bytes(Part whole) {
    try {
      whole.write();
    } catch (IOException e) {
      // There is no device here that could fail.
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private void write(Case c) throws IOException {
    text(c.id());
    text(c.spec().module());
    args(c.spec().args());
    tensors(c.state());
    tensors(c.inputs());
    args(c.call());
    data.writeInt(c.gradOutputs().size());
    for (Map.Entry<Integer, Tensor> gradient : c.gradOutputs().entrySet()) {
      data.writeInt(gradient.getKey());
      tensor(gradient.getValue());
    }
    text(c.mode().name());
    text(c.dtype().name());
    data.writeBoolean(c.seed().isPresent());
    data.writeLong(c.seed().orElse(0));
  }

  private void args(Args args) throws IOException {
    data.writeInt(args.asMap().size());
    for (Map.Entry<String, @Nullable Object> arg : args.asMap().entrySet()) {
      text(arg.getKey());
      value(arg.getValue());
    }
  }

  private void value(@Nullable Object value) throws IOException {
    if (value == null) {
      data.writeByte('0');
    } else if (value instanceof Boolean flag) {
      data.writeByte('b');
      data.writeBoolean(flag);
    } else if (value instanceof Long integer) {
      data.writeByte('i');
      data.writeLong(integer);
    } else if (value instanceof Double real) {
      data.writeByte('r');
      data.writeDouble(real);
    } else if (value instanceof String string) {
      data.writeByte('s');
      text(string);
    } else if (value instanceof Tensor tensor) {
      data.writeByte('t');
      tensor(tensor);
    } else if (value instanceof List<?> list) {
      data.writeByte('l');
      data.writeInt(list.size());
      for (Object element : list) {
        value(element);
      }
    } else {
      throw new IllegalArgumentException("no argument's type: " + value.getClass());
    }
  }

  private void tensors(Map<String, Tensor> tensors) throws IOException {
    data.writeInt(tensors.size());
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      text(entry.getKey());
      tensor(entry.getValue());
    }
  }

  private void tensor(Tensor tensor) throws IOException {
    text(tensor.dtype().name());
    int[] sizes = tensor.shape().toArray();
    data.writeInt(sizes.length);
    for (int size : sizes) {
      data.writeInt(size);
    }
    ByteBuffer elements =
        ByteBuffer.allocate(Math.multiplyExact(tensor.elements(), tensor.dtype().bytes()));
    switch (tensor.dtype()) {
      case FLOAT32 -> elements.asFloatBuffer().put(tensor.floats(), 0, tensor.elements());
      case FLOAT64 -> elements.asDoubleBuffer().put(tensor.doubles(), 0, tensor.elements());
      case INT64 -> elements.asLongBuffer().put(tensor.longs(), 0, tensor.elements());
    }
    data.write(elements.array());
  }

  private void text(String text) throws IOException {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    data.writeInt(encoded.length);
    data.write(encoded);
  }
}
