package org.torchparity.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * Reads values as a table of modules writes them: Python's {@code None}, {@code True}, {@code 0.5},
 * {@code 'same'}, {@code (3, 4)}, and tensors: {@code normal[2, 3]}, {@code uniform[3]} (inside (0,
 * 1)), {@code signs[4]} (1 and −1 by turns), {@code index5[2, 4]} (integers below 5), {@code
 * long[[1, 2]]} (these integers).
 */
final class Literals {
  private static final Pattern TOKEN =
      Pattern.compile("\\s*([A-Za-z_][A-Za-z_0-9]*|-?[0-9][0-9.e-]*|'[^']*'|[\\[\\](),=])");

  private final List<String> tokens = new ArrayList<>();
  private final Random random = new Random(1);
  private int next;

  private Literals(String text) {
    Matcher matcher = TOKEN.matcher(text);
    int end = 0;
    while (matcher.find() && matcher.start() == end) {
      tokens.add(matcher.group(1));
      end = matcher.end();
    }
    if (!text.substring(end).isBlank()) {
      throw new IllegalArgumentException("cannot read '" + text.substring(end) + "' in " + text);
    }
  }

  /** Reads {@code a, b, name=c}: by position or name. */
  static Map<String, Object> arguments(String text) {
    Literals literals = new Literals(text);
    Map<String, Object> arguments = new LinkedHashMap<>();
    while (literals.next < literals.tokens.size()) {
      String name = Integer.toString(arguments.size());
      if (literals.at(1).equals("=")) {
        name = literals.take();
        literals.take();
      }
      arguments.put(name, literals.value());
      literals.skip(",");
    }
    return arguments;
  }

  private String at(int ahead) {
    return next + ahead < tokens.size() ? tokens.get(next + ahead) : "";
  }

  private String take() {
    return tokens.get(next++);
  }

  private void skip(String token) {
    if (at(0).equals(token)) {
      next++;
    }
  }

  private Object value() {
    String token = take();
    if (token.equals("(")) {
      return list(")");
    }
    if (token.startsWith("'")) {
      return token.substring(1, token.length() - 1);
    }
    if (at(0).equals("[")) {
      take();
      return tensor(token, list("]"));
    }
    return switch (token) {
      case "None" -> null;
      case "True" -> true;
      case "False" -> false;
      default -> number(token);
    };
  }

  private static Object number(String token) {
    return token.matches("-?[0-9]+") ? Long.valueOf(token) : (Object) Double.valueOf(token);
  }

  private List<Object> list(String end) {
    List<Object> values = new ArrayList<>();
    while (!at(0).equals(end)) {
      if (at(0).equals("[")) {
        take();
        values.add(list("]"));
      } else {
        values.add(value());
      }
      skip(",");
    }
    take();
    return values;
  }

  private Tensor tensor(String kind, List<?> given) {
    if (kind.equals("long")) {
      return integers(given);
    }
    int[] shape = given.stream().mapToInt(size -> Math.toIntExact((Long) size)).toArray();
    int elements = Shape.of(shape).elements();
    if (kind.startsWith("index")) {
      int bound = Integer.parseInt(kind.substring("index".length()));
      return Tensor.of(random.longs(elements, 0, bound).toArray(), shape);
    }
    float[] values = new float[elements];
    for (int i = 0; i < elements; i++) {
      values[i] =
          switch (kind) {
            case "normal" -> (float) random.nextGaussian();
            case "uniform" -> 0.1f + 0.8f * random.nextFloat();
            case "signs" -> i % 2 == 0 ? 1 : -1;
            default -> throw new IllegalArgumentException("no tensor is called " + kind);
          };
    }
    return Tensor.of(values, shape);
  }

  private static Tensor integers(List<?> given) {
    List<Integer> shape = new ArrayList<>();
    List<?> level = given;
    shape.add(level.size());
    while (level.get(0) instanceof List<?> inner) {
      shape.add(inner.size());
      List<Object> flat = new ArrayList<>();
      level.forEach(each -> flat.addAll((List<?>) each));
      level = flat;
    }
    return Tensor.of(
        level.stream().mapToLong(Long.class::cast).toArray(),
        shape.stream().mapToInt(Integer::intValue).toArray());
  }
}
