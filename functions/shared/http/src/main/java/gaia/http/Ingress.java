package gaia.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.cloud.functions.HttpRequest;
import java.security.MessageDigest;

/**
 * Whether a request came the way it must. The invoker listens on every interface and can't be told
 * otherwise; where no platform stands in front, as on one machine, INGRESS_KEY makes the router the
 * only way in. Empty: anybody's request.
 */
record Ingress(String key) {
  private static final String HEADER = "Ingress-Key";

  boolean admits(HttpRequest request) {
    return key.isEmpty()
        || MessageDigest.isEqual(
            key.getBytes(UTF_8), request.getFirstHeader(HEADER).orElse("").getBytes(UTF_8));
  }

  @Override
  public String toString() {
    return "Ingress";
  }
}
