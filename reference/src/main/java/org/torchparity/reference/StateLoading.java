package org.torchparity.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/** Replaces a module's whole state, or says in one line and in torch's words why it cannot. */
final class StateLoading {
  private StateLoading() {}

  /**
   * Copies the values into the module's tensors, converted where the types differ.
   *
   * @throws IllegalArgumentException if keys are missing or unexpected, or shapes differ; then
   *     nothing is changed and the message lists every fault
   */
  static void load(
      String module,
      Map<String, Tensor> parameters,
      Map<String, Tensor> buffers,
      Map<String, org.torchparity.tensor.Tensor> loaded) {
    Map<String, Tensor> own = new LinkedHashMap<>(parameters);
    own.putAll(buffers);
    List<String> faults = new ArrayList<>();
    add(faults, "Missing", own.keySet().stream().filter(k -> !loaded.containsKey(k)).toList());
    add(faults, "Unexpected", loaded.keySet().stream().filter(k -> !own.containsKey(k)).toList());
    own.forEach(
        (key, target) -> {
          var value = loaded.get(key);
          if (value != null && !value.shape().equals(NativeTensors.shape(target))) {
            faults.add(NativeTensors.sizeMismatch(key, value, target));
          }
        });
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(
          "Error(s) in loading state_dict for " + module + ": " + String.join("; ", faults));
    }
    try (NoGradGuard guard = new NoGradGuard()) {
      own.forEach(
          (key, target) -> {
            var value = loaded.get(key);
            if (value != null) {
              NativeTensors.load(key, value, target);
            }
          });
    }
  }

  private static void add(List<String> faults, String kind, List<String> keys) {
    if (!keys.isEmpty()) {
      faults.add(kind + " key(s) in state_dict: \"" + String.join("\", \"", keys) + "\"");
    }
  }
}
