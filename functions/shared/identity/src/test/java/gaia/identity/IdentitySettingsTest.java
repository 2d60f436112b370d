package gaia.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentitySettingsTest {
  private final Map<String, Object> properties = new HashMap<>();

  @Test
  void applicationStartsWithAnIssuerAndAnAudience() {
    properties.put("identity.issuer", "https://i.test/");
    properties.put("identity.audience", "gaia");
    properties.put("identity.name-claim", "nick");
    try (ApplicationContext context = start()) {
      assertThat(context.getBean(IdentitySettings.class))
          .isEqualTo(new IdentitySettings("https://i.test/", "gaia", null, "nick", "email"));
      assertThat(context.getBean(TokenVerifier.class)).isNotNull();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"issuer", "audience"})
  void applicationRefusesToStart_withoutEither(String missing) {
    properties.put("identity.issuer", "https://i.test/");
    properties.put("identity.audience", "gaia");
    properties.remove("identity." + missing);
    assertThatThrownBy(this::start)
        .hasMessageContaining("IDENTITY_" + missing.toUpperCase(Locale.ROOT) + " is not set");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://i.test/", "http://127.0.0.2.i.test", "ftp://i.test", "i.test", " "})
  void keysNeverTravelInClearText_offLoopback(String issuer) {
    assertThatThrownBy(() -> new IdentitySettings(issuer, "gaia", null, "name", "email"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://i.test",
        "https://i.test/a",
        "http://127.0.0.1:8080/local",
        "http://[::1]"
      })
  void documentStandsUnderTheIssuer(String issuer) {
    IdentitySettings settings = new IdentitySettings(issuer + "/", "gaia", "", "name", "email");
    assertThat(settings.discovery()).hasToString(issuer + "/.well-known/openid-configuration");
  }

  private ApplicationContext start() {
    return ApplicationContext.builder(properties).singletons(Clock.systemUTC()).start();
  }
}
