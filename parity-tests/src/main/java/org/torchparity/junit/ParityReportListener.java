package org.torchparity.junit;

import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/**
 * Writes the report of {@link ParityTests} when all tests are over. JUnit finds it by itself;
 * nobody has to name it.
 */
public final class ParityReportListener implements TestExecutionListener {
  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    ParityReport.ofThisProcess().write();
  }
}
