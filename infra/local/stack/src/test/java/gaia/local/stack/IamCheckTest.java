package gaia.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.local.issuer.Issuer;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IamCheckTest {
  private final Issuer issuer = Issuer.fresh("http://127.0.0.1:1/local", "gaia", Clock.systemUTC());
  private final IamCheck iam = new IamCheck(issuer);

  @Test
  void cleanupIsForTheSchedulerAndOperators() {
    String scheduler = issuer.mint("gaia-scheduler", Map.of("email", "gaia-scheduler@local.iam"));
    assertThat(iam.refuses("cleanup", "Bearer " + scheduler)).isFalse();
    assertThat(iam.refuses("cleanup", "bearer " + issuer.mint("admin"))).isFalse();
    assertThat(iam.refuses("cleanup", "Bearer " + issuer.mint("host"))).isTrue();
    assertThat(iam.refuses("cleanup", "Bearer nonsense")).isTrue();
    assertThat(iam.refuses("cleanup", null)).isTrue();
  }

  @Test
  void signatureDoesNotReachAFunctionThatKeepsTheCheck() {
    String token = issuer.mint("admin");
    String unsigned = token.substring(0, token.lastIndexOf('.'));
    assertThat(iam.forwarded("cleanup", "Bearer " + token))
        .isEqualTo("Bearer " + unsigned + ".SIGNATURE_REMOVED_BY_GOOGLE");
  }

  @Test
  void otherFunctionsAreOpen_andSeeWhatTheClientSent() {
    assertThat(iam.refuses("session", null)).isFalse();
    assertThat(iam.forwarded("session", "Bearer whatever")).isEqualTo("Bearer whatever");
  }
}
