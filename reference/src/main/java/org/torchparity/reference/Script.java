package org.torchparity.reference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.torchparity.fixtures.Args;
import org.torchparity.fixtures.UnsupportedCaseException;

/**
 * A module as TorchScript: its arguments in the language of ATen's schemas, the tensors of its
 * state and the body of its forward, which names them all.
 *
 * @param module torch's name
 * @param arguments the constructor's, such as {@code int[] normalized_shape, float? eps=None}; one
 *     number stands for all of {@code int[4]}
 * @param call other arguments of forward, as {@code arguments}
 * @param state names of parameters, each None where the case has none
 * @param body statements over the inputs, under forward's names, the state, the arguments and
 *     {@code training}
 */
record Script(
    String module, List<Argument> arguments, List<Argument> call, List<String> state, String body) {

  /** An argument of a schema; without a default it is required. */
  record Argument(String type, String name, @Nullable String defaultValue) {
    /** Reads {@code float eps=1e-05}. */
    static Argument parse(String text) {
      String[] typeAndRest = text.strip().split(" ", 2);
      String[] nameAndDefault = typeAndRest[1].split("=", 2);
      return new Argument(
          typeAndRest[0], nameAndDefault[0], nameAndDefault.length == 2 ? nameAndDefault[1] : null);
    }

    private String defaultLiteral(String text) {
      String one = plainType().replaceAll("[^1-9]", "");
      return one.isEmpty() || text.equals("None")
          ? text
          : Collections.nCopies(Integer.parseInt(one), text).toString();
    }

    /** Whether the value is a parameter of the script, since tensors have no literals. */
    boolean isTensor() {
      return plainType().equals("Tensor");
    }

    private boolean isOptional() {
      return type.endsWith("?");
    }

    private String plainType() {
      return isOptional() ? type.substring(0, type.length() - 1) : type;
    }

    /** The type as TorchScript writes it. */
    String annotation() {
      String plain = plainType();
      int bracket = plain.indexOf('[');
      String python = bracket < 0 ? plain : "List[" + plain.substring(0, bracket) + "]";
      return isOptional() ? "Optional[" + python + "]" : python;
    }

    /** The value as TorchScript writes it, or null where it is none of this type. */
    @Nullable String literal(@Nullable Object value) {
      if (value == null) {
        return isOptional() ? "None" : null;
      }
      String plain = plainType();
      int bracket = plain.indexOf('[');
      if (bracket < 0) {
        return literal(plain, value);
      }
      String count = plain.substring(bracket + 1, plain.length() - 1);
      List<?> values =
          value instanceof List<?> list
              ? list
              : Collections.nCopies(count.isEmpty() ? 1 : Integer.parseInt(count), value);
      if (!count.isEmpty() && values.size() != Integer.parseInt(count)) {
        return null;
      }
      List<String> literals = new ArrayList<>();
      for (Object element : values) {
        String literal = element == null ? null : literal(plain.substring(0, bracket), element);
        if (literal == null) {
          return null;
        }
        literals.add(literal);
      }
      return literals.stream().collect(Collectors.joining(", ", "[", "]"));
    }

    private static @Nullable String literal(String type, Object value) {
      return switch (type) {
        case "int" -> value instanceof Long ? value.toString() : null;
        case "bool" -> value instanceof Boolean flag ? (flag ? "True" : "False") : null;
        case "float" -> value instanceof Number number ? real(number.doubleValue()) : null;
        case "str" -> value instanceof String text && text.matches("[\\w-]*") ? quoted(text) : null;
        default -> throw new IllegalStateException("no such type in a script's row: " + type);
      };
    }

    private static String real(double value) {
      if (Double.isNaN(value)) {
        return "float('nan')";
      }
      if (Double.isInfinite(value)) {
        return value > 0 ? "float('inf')" : "float('-inf')";
      }
      return Double.toString(value);
    }

    private static String quoted(String text) {
      return "'" + text + "'";
    }
  }

  /** Reads arguments separated by commas. */
  static List<Argument> arguments(String text) {
    return text.isEmpty() ? List.of() : Stream.of(text.split(",")).map(Argument::parse).toList();
  }

  /** Names of the arguments that are tensors. */
  List<String> tensorArguments() {
    return arguments.stream().filter(Argument::isTensor).map(Argument::name).toList();
  }

  /** Whether the second output is wanted, which a script, having one type, always returns. */
  boolean returnsIndices(Args given) {
    return Boolean.TRUE.equals(given.asMap().get("return_indices"));
  }

  /**
   * The source of forward for some arguments. Its parameters are the inputs, the state and the
   * arguments that are tensors.
   *
   * @throws UnsupportedCaseException if the module has no argument of a name given
   * @throws IllegalArgumentException if one is missing, or not of its type
   */
  String source(Args given, Args givenToForward, boolean training) {
    List<String> parameters = new ArrayList<>();
    ForwardInputs.names(module).forEach(name -> parameters.add(name + ": Tensor"));
    state.forEach(name -> parameters.add(name + ": Optional[Tensor]"));
    tensorArguments().forEach(name -> parameters.add(name + ": Optional[Tensor]"));
    StringBuilder source = new StringBuilder("def forward(");
    source.append(String.join(", ", parameters)).append("):\n");
    source.append("    training = ").append(training ? "True" : "False").append('\n');
    assign(source, "libtorch's " + module, arguments, given);
    assign(source, "forward of libtorch's " + module, call, givenToForward);
    return source.append(body.strip().indent(4)).toString();
  }

  private void assign(StringBuilder source, String of, List<Argument> declared, Args given) {
    Set<String> unknown = new LinkedHashSet<>(given.asMap().keySet());
    declared.forEach(argument -> unknown.remove(argument.name()));
    if (!unknown.isEmpty()) {
      throw new UnsupportedCaseException(of + " has no argument " + unknown);
    }
    for (Argument argument : declared) {
      if (argument.isTensor()) {
        continue;
      }
      String value = value(argument, given);
      // Whether there is a bias is what the state says.
      if (!state.contains(argument.name())) {
        source.append("    ").append(argument.name()).append(": ").append(argument.annotation());
        source.append(" = ").append(value).append('\n');
      }
    }
  }

  private String value(Argument argument, Args given) {
    String name = argument.name();
    if (!given.asMap().containsKey(name)) {
      if (argument.defaultValue() == null) {
        throw new IllegalArgumentException(module + ": missing required argument '" + name + "'");
      }
      return argument.defaultLiteral(argument.defaultValue());
    }
    Object value = given.asMap().get(name);
    String literal = argument.literal(value);
    if (literal == null) {
      throw new IllegalArgumentException(
          module + ": argument '" + name + "' must be " + argument.type() + ", but got " + value);
    }
    return literal;
  }
}
