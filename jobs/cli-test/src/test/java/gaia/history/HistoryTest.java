package gaia.history;

import static gaia.cli.Program.gaia;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.cli.Program.Ended;
import gaia.cli.Scratch;
import gaia.migrate.BundledScripts;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.TimeZone;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HistoryTest {
  private static Scratch database;

  @BeforeAll
  static void migrate() throws SQLException {
    database = Scratch.migrated();
  }

  @Test
  void newestComesFirst() {
    Ended ended = gaia("history", "--limit", "2", "--database", database.url());
    assertThat(ended.out().lines())
        .hasSize(3)
        .satisfiesExactly(
            heading -> assertThat(heading).matches("version +applied +took +by +what"),
            newest ->
                assertThat(newest)
                    .matches(BundledScripts.newest() + " .* gaia-migrate@local.iam +[a-z ]+"),
            next -> assertThat(next).startsWith(BundledScripts.newest() - 1 + " "));
  }

  @Test
  void times_areUtcWhereverTheMachineIs() throws SQLException {
    TimeZone here = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
    try {
      Scratch far = Scratch.empty();
      gaia("migrate", "--database", far.url()).succeeded();
      Ended ended = gaia("history", "--json", "--limit", "1", "--database", far.url());
      Matcher applied = Pattern.compile("\"applied_at\":\"([^\"]+)\"").matcher(ended.out());
      assertThat(applied.find()).isTrue();
      assertThat(Instant.parse(applied.group(1)))
          .isBetween(Instant.now().minus(Duration.ofMinutes(50)), Instant.now());
    } finally {
      TimeZone.setDefault(here);
    }
  }
}
