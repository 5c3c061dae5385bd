package org.torchparity.isolate;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.torchparity.fixtures.Args;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.Mode;
import org.torchparity.fixtures.ModuleSpec;
import org.torchparity.fixtures.Observation;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/** Cases and observations from the bytes of {@link CaseOutput}, which alone writes them. */
final class CaseInput {
  private final ByteBuffer data;

  private CaseInput(byte[] bytes) {
    data = ByteBuffer.wrap(bytes);
  }

  static Case readCase(byte[] bytes) {
    return new CaseInput(bytes).readCase();
  }

  static Observation readObservation(byte[] bytes) {
    return new Observation(new CaseInput(bytes).tensors());
  }

  private Case readCase() {
    String id = text();
    ModuleSpec spec = new ModuleSpec(text(), args());
    Map<String, Tensor> state = tensors();
    Map<String, Tensor> inputs = tensors();
    Args call = args();
    Map<Integer, Tensor> gradOutputs = new LinkedHashMap<>();
    for (int i = data.getInt(); i > 0; i--) {
      gradOutputs.put(data.getInt(), tensor());
    }
    Mode mode = Mode.valueOf(text());
    DType dtype = DType.valueOf(text());
    boolean seeded = data.get() != 0;
    long seed = data.getLong();
    return new Case(
        id,
        spec,
        state,
        inputs,
        call,
        gradOutputs,
        mode,
        dtype,
        seeded ? OptionalLong.of(seed) : OptionalLong.empty());
  }

  private Args args() {
    Args args = Args.none();
    for (int i = data.getInt(); i > 0; i--) {
      args = args.with(text(), value());
    }
    return args;
  }

  private @Nullable Object value() {
    char type = (char) data.get();
    return switch (type) {
      case '0' -> null;
      case 'b' -> data.get() != 0;
      case 'i' -> data.getLong();
      case 'r' -> data.getDouble();
      case 's' -> text();
      case 't' -> tensor();
      case 'l' -> list();
      default -> throw new IllegalArgumentException("no argument's type: " + type);
    };
  }

  private List<@Nullable Object> list() {
    List<@Nullable Object> list = new ArrayList<>();
    for (int i = data.getInt(); i > 0; i--) {
      list.add(value());
    }
    return list;
  }

  private Map<String, Tensor> tensors() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (int i = data.getInt(); i > 0; i--) {
      tensors.put(text(), tensor());
    }
    return tensors;
  }

  private Tensor tensor() {
    DType dtype = DType.valueOf(text());
    int[] sizes = new int[data.getInt()];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = data.getInt();
    }
    int elements = Shape.of(sizes).elements();
    ByteBuffer raw = data.slice(data.position(), elements * dtype.bytes());
    data.position(data.position() + raw.limit());
    return switch (dtype) {
      case FLOAT32 -> {
        float[] floats = new float[elements];
        raw.asFloatBuffer().get(floats);
        yield Tensor.of(floats, sizes);
      }
      case FLOAT64 -> {
        double[] doubles = new double[elements];
        raw.asDoubleBuffer().get(doubles);
        yield Tensor.of(doubles, sizes);
      }
      case INT64 -> {
        long[] longs = new long[elements];
        raw.asLongBuffer().get(longs);
        yield Tensor.of(longs, sizes);
      }
    };
  }

  private String text() {
    byte[] encoded = new byte[data.getInt()];
    data.get(encoded);
    return new String(encoded, StandardCharsets.UTF_8);
  }
}
