package gaia.invite;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class InviteTokenTest {
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  /** Tokens over the whole range, both ends among them; the seed makes a failure repeat. */
  static Stream<InviteToken> tokens() {
    Random random = new Random(20_261_120);
    return Stream.iterate(0, i -> i + 1)
        .limit(200)
        .map(
            i -> {
              byte[] bytes = new byte[32];
              random.nextBytes(bytes);
              if (i < 2) {
                java.util.Arrays.fill(bytes, (byte) (i == 0 ? 0 : 0xff));
              }
              return InviteToken.of(bytes);
            });
  }

  @ParameterizedTest
  @MethodSource("tokens")
  void whatIsShown_isReadBack(InviteToken token) {
    assertThat(InviteToken.parse(token.shown())).contains(token);
  }

  @ParameterizedTest
  @MethodSource("tokens")
  void caseHyphensSpacesAndLookAlikes_areForgiven(InviteToken token) {
    String shown = token.shown();
    for (String typed :
        new String[] {
          shown.toLowerCase(Locale.ROOT),
          shown.replace("-", ""),
          shown.replace("-", " "),
          "  " + shown.replace("-", "--") + "\t\n",
          shown.replace('1', 'I').replace('0', 'O'),
          shown.replace('1', 'l').replace('0', 'o'),
          shown.replace('1', 'L').replace('0', 'o'),
          shown.replace('1', 'i'),
          String.join(" ", shown.split(""))
        }) {
      assertThat(InviteToken.parse(typed)).as(typed).contains(token);
    }
  }

  @ParameterizedTest
  @MethodSource("tokens")
  void oneWrongCharacter_isRefused(InviteToken token) {
    String plain = token.shown().replace("-", "");
    for (int i = 0; i < plain.length(); i++) {
      for (int other = 0; other < ALPHABET.length(); other++) {
        if (ALPHABET.charAt(other) != plain.charAt(i)) {
          String typed = plain.substring(0, i) + ALPHABET.charAt(other) + plain.substring(i + 1);
          assertThat(InviteToken.parse(typed)).as(typed).isEmpty();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("tokens")
  void twoSwappedNeighbours_areRefused(InviteToken token) {
    String plain = token.shown().replace("-", "");
    for (int i = 0; i + 1 < plain.length(); i++) {
      if (plain.charAt(i) != plain.charAt(i + 1)) {
        String typed =
            plain.substring(0, i) + plain.charAt(i + 1) + plain.charAt(i) + plain.substring(i + 2);
        assertThat(InviteToken.parse(typed)).as(typed).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("tokens")
  void oneCharacterMoreOrLess_isRefused(InviteToken token) {
    String plain = token.shown().replace("-", "");
    for (int i = 0; i < plain.length(); i++) {
      assertThat(InviteToken.parse(plain.substring(0, i) + plain.substring(i + 1))).isEmpty();
      assertThat(InviteToken.parse(plain.substring(0, i) + "0" + plain.substring(i))).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        " ",
        "hello",
        "0000-0000-0000-0000-0000-0000-000U",
        "0000-0000-0000-0000-0000-0000-00\u0660\u0660",
        "\uff10000-0000-0000-0000-0000-0000-0000",
        "0000\u20100000-0000-0000-0000-0000-0000",
        "0000-0000-0000-0000-0000-0000-000\u0131",
        "0000-0000-0000-0000-0000-0000-0000\u0000",
        "\ud83c\udfb2000-0000-0000-0000-0000-0000-0000"
      })
  void whatIsNoToken_isRefused(String typed) {
    assertThat(InviteToken.parse(typed)).isEmpty();
  }

  @Test
  void everyOneOf130Bits_makesAnotherToken() {
    Set<String> seen = new HashSet<>(Set.of(InviteToken.of(new byte[32]).shown()));
    for (int bit = 0; bit < 130; bit++) {
      byte[] bytes = new byte[32];
      bytes[bit / 8] = (byte) (0x80 >> bit % 8);
      seen.add(InviteToken.of(bytes).shown());
    }
    assertThat(seen).hasSize(131);
    assertThat(BigInteger.TWO.pow(130)).isEqualTo(BigInteger.valueOf(32).pow(26));
  }

  @ParameterizedTest
  @MethodSource("tokens")
  void neverPrintsItself(InviteToken token) {
    assertThat(token.toString()).isEqualTo("InviteToken");
  }
}
