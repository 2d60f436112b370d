package gaia.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          postgresql://gaia:pw@localhost/gaia                  | gaia | pw   | localhost | 5432 | gaia
          postgres://gaia:pw@localhost:5433/gaia               | gaia | pw   | localhost | 5433 | gaia
          postgresql://gaia@localhost/gaia                     | gaia |      | localhost | 5432 | gaia
          postgresql://gaia:@localhost/gaia                    | gaia |      | localhost | 5432 | gaia
          postgresql://gaia@/gaia                              | gaia |      | localhost | 5432 | gaia
          postgresql:///gaia?user=gaia&password=pw             | gaia | pw   | localhost | 5432 | gaia
          postgresql://localhost?user=gaia&dbname=g            | gaia |      | localhost | 5432 | g
          postgresql://gaia@localhost:1/a?port=2&host=::1      | gaia |      | ::1       | 2    | a
          postgresql://gaia@[::1]:5433/gaia                    | gaia |      | ::1       | 5433 | gaia
          postgresql://gaia@[2001:db8::7]/gaia                 | gaia |      | 2001:db8::7 | 5432 | gaia
          postgresql://gaia-a%40p.iam@127.0.0.1/gaia           | gaia-a@p.iam | | 127.0.0.1 | 5432 | gaia
          postgresql://g:p%40%3A%2F%3F%23%25@localhost/g%20a   | g    | p@:/?#% | localhost | 5432 | g a
          postgresql://g:a+b?c:d@localhost/g                   | g    | a+b?c:d | localhost | 5432 | g
          postgresql://g@localhost/g?password=%C3%A4%26        | g    | ä&   | localhost | 5432 | g
          postgresql://g@localhost/g?                          | g    |      | localhost | 5432 | g
          postgresql://g@db.i.test:6432/g?sslmode=verify-full  | g    |      | db.i.test | 6432 | g
          '  postgresql://gaia@localhost/gaia '                | gaia |      | localhost | 5432 | gaia
          """)
  void urlIsReadAsLibpqReadsIt(
      String url, String user, @Nullable String password, String host, int port, String database) {
    DatabaseSettings settings = Given.url(url).read();
    assertThat(settings.user()).isEqualTo(user);
    assertThat(settings.password()).isEqualTo(password);
    assertThat(settings.host()).isEqualTo(host);
    assertThat(settings.port()).isEqualTo(port);
    assertThat(settings.database()).isEqualTo(database);
    assertThat(settings.instance()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://u@/gaia?host=/cloudsql/p:us-west1:db",
        "postgresql://u@/gaia?host=%2Fcloudsql%2Fp%3Aus-west1%3Adb",
        "postgresql://u@%2Fcloudsql%2Fp%3Aus-west1%3Adb/gaia",
        "postgresql:///gaia?host=/cloudsql/p:us-west1:db&user=u"
      })
  void cloudSqlInstance_isTheSocketsFolder(String url) {
    assertThat(Given.url(url).read().instance()).isEqualTo("p:us-west1:db");
  }

  @Test
  void otherParameters_areTaken() {
    DatabaseSettings settings =
        Given.url("postgresql://u@h/g?application_name=psql%20me&connect_timeout=9").read();
    assertThat(settings.application()).isEqualTo("psql me");
    assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(9));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "secret",
        "secret://u:secret@h/g",
        "jdbc:postgresql://u:secret@h/g",
        "mysql://u:secret@h/g",
        "postgresql://u:sec/ret@h/g",
        "postgresql://u:secret@ret@h/g",
        "postgresql://u:secret%@h/g",
        "postgresql://u:secret%4@h/g",
        "postgresql://u:secret%zz@h/g",
        "postgresql://u:secret%00@h/g",
        "postgresql://u:secret%ff@h/g",
        "postgresql://u:secret@h:port/g",
        "postgresql://u:secret@h:0/g",
        "postgresql://u:secret@h:65536/g",
        "postgresql://u:secret@h:99999999999/g",
        "postgresql://u:secret@h,h2/g",
        "postgresql://u:secret@h:1,h2:2/g",
        "postgresql://u:secret@h h/g",
        "postgresql://u:secret@[::1/g",
        "postgresql://u:secret@h/",
        "postgresql://u:secret@h",
        "postgresql://:secret@h/g",
        "postgresql://h/g",
        "postgresql://u@h/g?password=secret&secret",
        "postgresql://u@h/g?password=secret&secret=1",
        "postgresql://u:secret@/g?host=/var/run/postgresql",
        "postgresql://u:secret@/g?host=/cloudsql/",
        "postgresql://u:secret@/g?host=/cloudsql/p:db",
        "postgresql://u:secret@/g?host=/cloudsql/p:r:db/.s.PGSQL.5432",
        "postgresql://u:secret@h/g?sslmode=on",
        "postgresql://u:secret@h/g?sslmode=prefer",
        "postgresql://u:secret@h/g?sslmode=allow",
        "postgresql://u:secret@h/g?connect_timeout=0",
        "postgresql://u:secret@h/g?connect_timeout=soon"
      })
  void whatCannotBeMeant_isRefusedWithAHint_andNoPassword(String url) {
    Throwable thrown = catchThrowable(() -> Given.url(url).read());
    assertThat(thrown).isInstanceOf(BadSettings.class).hasMessageContaining("; hint: ");
    assertThat(thrown.getMessage()).doesNotContain("secret").doesNotContain("ret@");
  }

  @Test
  void whateverThePassword_encodedItArrives_andIsNeverShown() {
    Random random = new Random(7);
    for (int i = 0; i < 2000; i++) {
      StringBuilder password = new StringBuilder("§");
      random.ints(1 + random.nextInt(12), 1, 0x2FF).forEach(password::appendCodePoint);
      String encoded =
          URLEncoder.encode(password.toString(), StandardCharsets.UTF_8).replace("+", "%20");
      DatabaseSettings settings = Given.url("postgresql://u:" + encoded + "@h:1/g").read();
      assertThat(settings.password()).isEqualTo(password.toString());
      assertThat(settings + settings.jdbcUrl() + settings.address()).doesNotContain(password);
    }
  }

  @Test
  void noiseIsReadOrRefused_nothingElse() {
    Random random = new Random(7);
    String letters = "ab1:/@?&=%[].,-_ \u0000ü";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder url = new StringBuilder("postgresql://");
      random
          .ints(random.nextInt(25), 0, letters.length())
          .forEach(at -> url.append(letters.charAt(at)));
      Throwable thrown = catchThrowable(() -> Given.url(url.toString()).read().jdbcUrl());
      if (thrown != null) {
        assertThat(thrown).as(url.toString()).isInstanceOf(BadSettings.class);
      }
    }
  }
}
