package org.torchparity.junit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.torchparity.reference.Libtorch;

/**
 * The tests need libtorch. On a platform without it they are skipped, with the reason; with {@code
 * -Dtorchparity.libtorch=required} they run and fail.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RequiresLibtorch.Condition.class)
public @interface RequiresLibtorch {

  /** Asks the loader. */
  final class Condition implements ExecutionCondition {
    static boolean isRequired() {
      return "required".equals(System.getProperty("torchparity.libtorch"));
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      Optional<String> reason = Libtorch.unavailableReason();
      if (reason.isEmpty()) {
        return ConditionEvaluationResult.enabled("libtorch is there");
      }
      return isRequired()
          ? ConditionEvaluationResult.enabled(reason.get())
          : ConditionEvaluationResult.disabled(reason.get());
    }
  }
}
