package gaia.cleanup;

import gaia.testing.FunctionUnderTest;
import gaia.testing.Http;
import java.util.Map;

/** Clients as the platform's check lets them pass: with their token, whose signature it takes. */
record Callers(FunctionUnderTest cleanup) {
  static final String SCHEDULER = "gaia-scheduler@local.iam";
  static final String OPERATOR = "admin";

  Http scheduler() {
    return as(SCHEDULER);
  }

  Http operator() {
    return as(OPERATOR);
  }

  Http as(String name) {
    return cleanup.http().as(checked(cleanup.issuer().token(name)));
  }

  String token(String name, Map<String, ? extends Object> changes) {
    return checked(cleanup.issuer().token(name, changes));
  }

  static String checked(String token) {
    return token.substring(0, token.lastIndexOf('.') + 1) + "SIGNATURE_REMOVED_BY_GOOGLE";
  }
}
