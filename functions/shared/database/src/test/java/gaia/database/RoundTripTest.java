package gaia.database;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.local.postgres.LocalPostgres;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class RoundTripTest {
  @Test
  void eachStatementCostsOneRoundTrip_theFirstOneToo() throws Exception {
    try (LocalPostgres postgres = LocalPostgres.temporary();
        CountingProxy proxy = new CountingProxy(postgres.port())) {
      String url =
          postgres.url("session", "gaia").replace(":" + postgres.port(), ":" + proxy.port());
      try (RunningPool running = new RunningPool(postgres, Map.of("database.url", url))) {
        running.probe.backend();

        int before = proxy.roundTrips.get();
        running.probe.say("first");
        assertThat(proxy.roundTrips.get() - before).isEqualTo(1);
        for (int i = 0; i < 10; i++) {
          running.probe.say("again");
        }
        assertThat(proxy.roundTrips.get() - before).isEqualTo(11);
      }
    }
  }
}
