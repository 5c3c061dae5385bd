package org.torchparity.kernel;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The tests need the Vector API. Without its module they are skipped where scalar kernels were
 * asked for by {@code -Dtorchparity.kernels=scalar} or on a developer's machine; in CI they run and
 * fail.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RequiresVectorModule.Condition.class)
@interface RequiresVectorModule {

  /** Decides by the boot layer, the property and the environment. */
  final class Condition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      if (ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
        return ConditionEvaluationResult.enabled("the Vector API is there");
      }
      if ("scalar".equals(System.getProperty("torchparity.kernels"))) {
        return ConditionEvaluationResult.disabled("scalar kernels were asked for");
      }
      if ("true".equals(System.getenv("CI"))) {
        return ConditionEvaluationResult.enabled("in CI a missing Vector API is a failure");
      }
      return ConditionEvaluationResult.disabled(
          "the Vector API is missing: start Java with --add-modules jdk.incubator.vector");
    }
  }
}
