package org.torchparity.reference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a script's forward is a chain of its submodules, and of which: each is called once, on
 * what the one before it returned, and nothing else is done to the values.
 *
 * <p>Read from the text of the graph, {@code %y : Tensor = prim::CallMethod[name="forward"](%m,
 * %x)}: the presets cannot read a node's attributes.
 */
final class ScriptChain {
  private static final Pattern NODE =
      Pattern.compile(
          "\\s*%(?<out>\\S+) : .+? = (?<op>\\w+::\\w+)(?:\\[(?<attributes>.*?)])?"
              + "\\((?<in>[^()]*)\\)(?:\\s*#.*)?");
  private static final Pattern OPERATION = Pattern.compile("= (\\w+::\\w+)");
  private static final Pattern NAME = Pattern.compile("name=\"([^\"]+)\"");
  private static final Pattern INPUT = Pattern.compile("[(\\s]+%(\\S+) : .*");

  private final Map<String, String> modules = new HashMap<>();
  private final List<Call> calls = new ArrayList<>();
  private String current = "";
  private String fault = "";

  /**
   * A call of a submodule.
   *
   * @param module its dotted path from the module that calls it
   * @param method {@code forward}; of a trace that calls a module again, {@code forward1}
   */
  record Call(String module, String method) {}

  private ScriptChain() {}

  /** Reads the graph of a forward. */
  static ScriptChain of(String graph) {
    ScriptChain chain = new ScriptChain();
    chain.read(graph);
    return chain;
  }

  /** The calls in order; none where it is no chain. */
  List<Call> calls() {
    return fault.isEmpty() ? List.copyOf(calls) : List.of();
  }

  /** What makes it no chain, such as the operator between two submodules; empty if it is one. */
  String fault() {
    return fault;
  }

  private void read(String graph) {
    int body = graph.indexOf("):\n");
    List<String> inputs = new ArrayList<>();
    graph
        .substring("graph".length(), Math.max(body, "graph".length()))
        .lines()
        .forEach(
            line -> {
              Matcher input = INPUT.matcher(line);
              if (input.matches()) {
                inputs.add(input.group(1));
              }
            });
    if (body < 0 || inputs.isEmpty()) {
      fault = "its graph cannot be read";
      return;
    }
    modules.put(inputs.remove(0), "");
    current = values(inputs);
    for (String line : graph.substring(body + 3).lines().toList()) {
      if (fault.isEmpty() && !line.isBlank()) {
        read(line, line.strip());
      }
    }
    if (fault.isEmpty() && calls.isEmpty()) {
      fault = "it has no submodules";
    }
  }

  private void read(String line, String stripped) {
    if (stripped.startsWith("return (")) {
      String returned = stripped.substring("return (".length(), stripped.length() - 1);
      if (!returned.equals(current)) {
        fault = "it returns another value than its last submodule's";
      }
      return;
    }
    Matcher node = NODE.matcher(line);
    if (!node.matches()) {
      fault = uses(stripped);
      return;
    }
    String[] arguments = node.group("in").split(", ", 2);
    switch (node.group("op")) {
      case "prim::Constant" -> {}
      case "prim::GetAttr" -> {
        String parent = modules.get(arguments[0].substring(1));
        String name = name(node);
        modules.put(
            node.group("out"), parent == null || parent.isEmpty() ? name : parent + "." + name);
      }
      case "prim::CallMethod" -> {
        String module = modules.getOrDefault(arguments[0].substring(1), "");
        if (module.isEmpty()) {
          fault = "it calls " + name(node) + " of its own";
        } else if (!(arguments.length == 2 ? arguments[1] : "").equals(current)) {
          fault = "'" + module + "' does not get what the submodule before it gives";
        } else {
          calls.add(new Call(module, name(node)));
          current = "%" + node.group("out");
        }
      }
      default -> fault = uses(stripped);
    }
  }

  private static String uses(String line) {
    Matcher operation = OPERATION.matcher(line);
    return "it uses " + (operation.find() ? operation.group(1) : line) + " itself";
  }

  private static String name(Matcher node) {
    String attributes = node.group("attributes");
    Matcher name = NAME.matcher(attributes == null ? "" : attributes);
    return name.find() ? name.group(1) : "?";
  }

  private static String values(List<String> names) {
    return String.join(", ", names.stream().map(name -> "%" + name).toList());
  }
}
