package gaia.invite;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.testing.Answer;
import gaia.testing.FunctionUnderTest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A leak of the database or of the log opens no door. */
class SecretTest {
  @RegisterExtension static final FunctionUnderTest INVITE = FunctionUnderTest.of("invite");

  @Test
  void tokenStandsNowhereInTheDatabase() throws SQLException {
    Answer invite = useEverywhere(Game.of(INVITE, 4));
    String plain = invite.text("token").replace("-", "").toLowerCase(Locale.ROOT);
    String hex = HexFormat.of().formatHex(plain.toUpperCase(Locale.ROOT).getBytes(US_ASCII));
    int tables = 0;
    for (String table : tables()) {
      for (String row : column("select lower(t::text) from " + table + " t")) {
        assertThat(row.replace("-", ""))
            .as(table)
            .doesNotContain(plain.substring(0, 26), hex.substring(0, 52));
      }
      tables++;
    }
    assertThat(tables).isGreaterThanOrEqualTo(7);
    assertThat(INVITE.number("select count(*) from audit.security_events")).isPositive();
  }

  @Test
  void tokenStandsInNoLogLine() {
    List<String> lines = new ArrayList<>();
    Handler listener = listener(lines);
    Logger root = Logger.getLogger("");
    root.addHandler(listener);
    try {
      String token = useEverywhere(Game.of(INVITE, 4)).text("token");
      assertThat(lines).hasSizeGreaterThan(5);
      assertThat(String.join("\n", lines).replace("-", ""))
          .doesNotContainIgnoringCase(token.replace("-", "").substring(0, 26))
          .doesNotContainIgnoringCase(token.substring(0, 9).replace("-", ""));
    } finally {
      root.removeHandler(listener);
    }
  }

  /** Every route that a token travels through, refused ones too. */
  private static Answer useEverywhere(Game game) {
    Answer invite =
        INVITE.as("hanna").with("Idempotency-Key", "k" + game.id()).post("/v1/invite", game.wish());
    String token = invite.text("token");
    INVITE.http().with("Invite-Token", token).get("/v1/invite/preview");
    INVITE.http().with("Invite-Token", token + "x").get("/v1/invite/preview");
    INVITE.http().get("/v1/invite/preview?token=" + token);
    INVITE.as("bob").post("/v1/invite/" + token + "/revoke");
    INVITE.as("bob").post("/v1/invite/redeem", "{\"token\": \"%s\", \"x\": 1}".formatted(token));
    game.redeem("bob", token);
    game.redeem("carl", token);
    game.removed("bob");
    game.redeem("bob", token);
    return invite;
  }

  private static List<String> tables() throws SQLException {
    return column(
        """
        select format('%I.%I', table_schema, table_name) from information_schema.tables
        where table_schema in ('auth', 'game', 'audit', 'public') and table_type = 'BASE TABLE'
        """);
  }

  private static List<String> column(String query) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection owner = INVITE.database().connect("migrate");
        Statement statement = owner.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  private static Handler listener(List<String> lines) {
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord log) {
            Object[] parameters = log.getParameters();
            synchronized (lines) {
              lines.add(
                  log.getMessage()
                      + (parameters == null ? "" : List.of(parameters))
                      + log.getThrown());
            }
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    handler.setLevel(Level.ALL);
    return handler;
  }
}
