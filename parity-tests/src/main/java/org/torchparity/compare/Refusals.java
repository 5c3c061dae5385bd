package org.torchparity.compare;

/** The texts where a case was refused, or should have been. */
final class Refusals {
  private Refusals() {}

  static String byBoth() {
    return "both refuse";
  }

  static String inOtherWords(String expected, String message) {
    return "Java refuses it in other words: expected a message with \""
        + expected
        + "\", but got \""
        + message
        + "\"";
  }

  static String byJavaOnly(String reference, String message) {
    return "Java refuses what " + reference + " runs: " + message;
  }

  static String byReferenceOnly(String reference, String message) {
    return "Java runs what " + reference + " refuses: " + message;
  }

  static String byDeath(String reference, String message) {
    return reference + " did not survive the case: " + message;
  }

  static String byNobody() {
    return "both sides run what the case says they refuse";
  }

  static String unexpectedByBoth(String message) {
    return "both sides refuse a case that should run: " + message;
  }
}
