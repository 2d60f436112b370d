package gaia.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseSettingsTest {
  private static final String INSTANCE = "p:us-west1:db";

  @Test
  void severalVariables_sayTheSameAsAUrl() {
    DatabaseSettings settings = parts().with("DB_HOST", "db.i.test").read();
    assertThat(settings).isEqualTo(Given.url("postgresql://gaia_app:secret@db.i.test/gaia").read());
  }

  @Test
  void asTheSeedWritesThem_allAtOnce_theyAgree() {
    DatabaseSettings settings =
        parts()
            .with("DB_HOST", "/cloudsql/" + INSTANCE)
            .with("DB_INSTANCE_CONNECTION_NAME", INSTANCE)
            .with("DATABASE_URL", "postgresql://gaia_app:secret@/gaia?host=/cloudsql/" + INSTANCE)
            .read();
    assertThat(settings.instance()).isEqualTo(INSTANCE);
    assertThat(settings.user()).isEqualTo("gaia_app");
  }

  @Test
  void eachMayCompleteTheOther() {
    DatabaseSettings settings =
        Given.url("postgresql://db.i.test/gaia")
            .with("DB_USER", "gaia_app")
            .with("DB_PASSWORD", "secret")
            .read();
    assertThat(settings.user()).isEqualTo("gaia_app");
    assertThat(settings.password()).isEqualTo("secret");
  }

  @ParameterizedTest
  @CsvSource({
    "DB_USER,foreign",
    "DB_PASSWORD,foreign",
    "DB_NAME,foreign",
    "DB_HOST,foreign",
    "DB_INSTANCE_CONNECTION_NAME,p:r:foreign"
  })
  void disagreement_isRefusedByTheFieldsName_withoutAnyValue(String name, String value) {
    assertThatExceptionOfType(BadSettings.class)
        .isThrownBy(() -> Given.url("postgresql://u:secret@h/g").with(name, value).read())
        .withMessageContaining(name + " disagree")
        .withMessageContaining("DATABASE_URL")
        .withMessageNotContaining("secret")
        .withMessageNotContaining("foreign");
  }

  @Test
  void everyFieldThatDisagrees_isNamed() {
    assertThatExceptionOfType(BadSettings.class)
        .isThrownBy(() -> parts().with("DATABASE_URL", "postgresql://u:p@h/g").read())
        .withMessageContaining("DB_USER, DB_PASSWORD, DB_NAME");
  }

  @Test
  void hostAndInstanceThatDisagree_areRefused() {
    assertThatExceptionOfType(BadSettings.class)
        .isThrownBy(
            () ->
                parts()
                    .with("DB_HOST", "10.0.0.3")
                    .with("DB_INSTANCE_CONNECTION_NAME", INSTANCE)
                    .read())
        .withMessageContaining("DB_HOST and DB_INSTANCE_CONNECTION_NAME disagree");
  }

  @Test
  void emptyVariable_isOneThatWasNotSet() {
    DatabaseSettings settings =
        Given.url("postgresql://u:p@h/g").with("DB_USER", "").with("DB_HOST", " ").read();
    assertThat(settings.user()).isEqualTo("u");
    assertThatExceptionOfType(BadSettings.class)
        .isThrownBy(() -> Given.none().with("DATABASE_URL", "").read())
        .withMessageContaining("set DATABASE_URL");
  }

  @ParameterizedTest
  @CsvSource({
    "h,verify-full",
    "10.0.0.3,verify-full",
    "localhost.i.test,verify-full",
    "127.0.0.1.i.test,verify-full",
    "[::2],verify-full",
    "h?sslmode=disable,disable",
    "h?sslmode=require,require",
    "h?sslmode=verify-ca,verify-ca",
    "localhost,disable",
    "127.0.0.1,disable",
    "127.9.9.9,disable",
    "[::1],disable",
    "[0:0:0:0:0:0:0:1],disable",
    "localhost?sslmode=prefer,prefer",
    "127.0.0.1?sslmode=verify-full,verify-full"
  })
  void offLoopback_tlsIsVerified_unlessPlaintextWasSaidAloud(String where, String mode) {
    String url = "postgresql://u@" + where.replaceFirst("\\?|$", "/g?").replaceFirst("\\?$", "");
    assertThat(Given.url(url).read().tls().mode()).isEqualTo(mode);
  }

  @Test
  void withinTheConnector_thereIsNoSecondTls() {
    String url = "postgresql://u@/g?sslmode=verify-full&host=/cloudsql/" + INSTANCE;
    assertThat(Given.url(url).read().tls()).isEqualTo(Tls.BY_CONNECTOR);
  }

  @ParameterizedTest
  @CsvSource({"true,true", "TRUE,true", "1,true", "on,true", "false,false", "0,false", "'',false"})
  void echoIsTrueOrFalse(String value, boolean echo) {
    Given given = Given.url("postgresql://u@h/g").with("DATABASE_ECHO", value);
    assertThat(given.read().echo()).isEqualTo(echo);
  }

  @ParameterizedTest
  @ValueSource(strings = {"maybe", "2", "truefalse"})
  void otherEcho_isRefused(String value) {
    assertThatExceptionOfType(BadSettings.class)
        .isThrownBy(() -> Given.url("postgresql://u@h/g").with("DATABASE_ECHO", value).read());
  }

  @Test
  void ipTypes_areSaidInTheOrderToTry() {
    Given given = Given.url("postgresql://u@h/g");
    assertThat(given.read().ipTypes()).isEqualTo("PUBLIC,PRIVATE");
    assertThat(given.with("DB_IP_TYPES", "private, psc").read().ipTypes()).isEqualTo("PRIVATE,PSC");
    assertThatExceptionOfType(BadSettings.class)
        .isThrownBy(() -> given.with("DB_IP_TYPES", "PRIVATE;PSC").read());
  }

  private static Given parts() {
    return Given.none()
        .with("DB_USER", "gaia_app")
        .with("DB_PASSWORD", "secret")
        .with("DB_NAME", "gaia");
  }
}
