package gaia.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimsTest {
  private final Claims claims =
      new Claims(new IdentitySettings("https://i.test/", "gaia", null, "name", "email"));

  @ParameterizedTest
  @ValueSource(strings = {"a", "auth0|5f7c8ec7c33c6c004bbafe82", "名前", "a b", "😀"})
  void subjectIsTakenAsItIs(String subject) {
    assertThat(caller(subject, null, null).subject()).isEqualTo(subject);
    assertThat(caller("😀".repeat(255), null, null).subject()).hasSize(510);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a\nb", "a\u0000", "\u007f", "a\u0085", "\ud800", "a\udc00b"})
  void oddSubject_isRefused(String subject) {
    assertThatExceptionOfType(Unauthenticated.class).isThrownBy(() -> caller(subject, null, null));
  }

  @Test
  void longSubject_isRefused() {
    assertThatExceptionOfType(Unauthenticated.class)
        .isThrownBy(() -> caller("a".repeat(256), null, null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"Ada|Ada", "'  Ada  '|Ada", "'A\td\na'|Ada", "'\u202eadA'|adA", "''|", "' '|"},
      quoteCharacter = '\'')
  void nameIsMadeFitForDisplay(String name, @Nullable String shown) {
    assertThat(caller("s", name, null).name()).isEqualTo(shown);
  }

  @Test
  void longName_isCutBetweenCharacters() {
    assertThat(caller("s", "😀".repeat(100), null).name()).isEqualTo("😀".repeat(80));
    assertThat(caller("s", "\ud800", null).name()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "@", "a@", "@b", "a b@c", "a@b@c", "a@b\n", "a@\u0000"})
  void implausibleEmail_isIgnored(String email) {
    assertThat(caller("s", null, email).email()).isNull();
  }

  @Test
  void plausibleEmail_isTaken_tooLongIsIgnored() {
    assertThat(caller("s", null, "a+b@c.test").email()).isEqualTo("a+b@c.test");
    assertThat(caller("s", null, "a@" + "b".repeat(319)).email()).isNull();
  }

  @Test
  void claimsOfAnotherType_areIgnored() {
    JWTClaimsSet odd =
        new JWTClaimsSet.Builder()
            .subject("s")
            .claim("name", List.of("Ada"))
            .claim("email", 7)
            .build();
    assertThat(claims.caller(odd).name()).isNull();
    assertThat(claims.caller(odd).email()).isNull();
  }

  private Caller caller(String subject, @Nullable String name, @Nullable String email) {
    return claims.caller(
        new JWTClaimsSet.Builder()
            .subject(subject)
            .claim("name", name)
            .claim("email", email)
            .build());
  }
}
