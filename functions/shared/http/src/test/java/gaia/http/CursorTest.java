package gaia.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
  private static final List<String> FILTERS = List.of("anna", "active");
  private static final Cursor LAST =
      new Cursor(Instant.parse("2026-11-20T20:14:00.123456Z"), "a b~c");

  @Test
  void cursor_leadsBackToItsRow() {
    assertThat(Cursor.decode(LAST.encode(FILTERS), FILTERS)).isEqualTo(LAST);
    assertThat(LAST.encode(FILTERS)).matches("[A-Za-z0-9_-]+");
  }

  @Test
  void noCursor_isTheStart() {
    assertThat(Cursor.decode(null, FILTERS)).isEqualTo(Cursor.START);
    assertThat(Cursor.START.uuid()).isNotNull();
  }

  @Test
  void otherFilters_areRefused() {
    String cursor = LAST.encode(FILTERS);
    refused(cursor, List.of("anna", "ended"));
    refused(cursor, List.of("active", "anna"));
    refused(cursor, List.of());
    refused(cursor, Arrays.asList("anna", null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "AAAAAAAA", "////", "a b", "ä", "AAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void whatNobodyEncoded_isRefused(String text) {
    refused(text, FILTERS);
  }

  @Test
  void changedByte_isRefused() {
    byte[] cursor = Base64.getUrlDecoder().decode(LAST.encode(FILTERS));
    for (int i = 0; i < cursor.length; i++) {
      byte[] changed = cursor.clone();
      changed[i] ^= 1;
      refused(Base64.getUrlEncoder().withoutPadding().encodeToString(changed), FILTERS);
    }
  }

  @Test
  void sealedNonsense_isRefusedAllTheSame() {
    refused(sealed("2026-11-20T20:14:00Z"), FILTERS);
    refused(sealed("yesterday x"), FILTERS);
    refused(sealed(Instant.MAX + " x"), FILTERS);
    refused(sealed("-2026-11-20T20:14:00Z x"), FILTERS);
    assertThat(Refused.fields(() -> Cursor.decode(LAST.encode(FILTERS), FILTERS).uuid()))
        .containsExactly("cursor");
  }

  private static void refused(String cursor, List<?> filters) {
    assertThat(Refused.fields(() -> Cursor.decode(cursor, filters))).containsExactly("cursor");
  }

  /** As anybody can who reads the source. */
  private static String sealed(String key) {
    byte[] what = (FILTERS + "\n" + key).getBytes(UTF_8);
    byte[] cursor = Arrays.copyOf(RequestHash.sha256(what), 6 + key.length());
    System.arraycopy(key.getBytes(UTF_8), 0, cursor, 6, key.length());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
  }
}
