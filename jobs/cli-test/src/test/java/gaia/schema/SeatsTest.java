package gaia.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeatsTest {
  private Trial trial;

  @BeforeEach
  void begin() {
    trial = Trial.begin();
  }

  @AfterEach
  void end() throws SQLException {
    trial.close();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "2026-11-20 12:00:00.123456+00, -, 2026-11-20 12:05:00.123456+00",
        "2026-11-20 12:00:00+00, 2026-11-20 12:03:00+00, 2026-11-20 12:08:00+00",
        "2026-11-20 12:04:00+00, 2026-11-20 12:03:00+00, 2026-11-20 12:08:00+00",
        "2026-10-25 00:58:00+00, -, 2026-10-25 01:03:00+00"
      })
  void seat_isHeldFiveMinutesFromSilence(String heartbeat, String away, String until)
      throws SQLException {
    for (String zone : new String[] {"UTC", "Europe/Berlin", "America/New_York"}) {
      trial.run("set local time zone '%s'".formatted(zone));
      trial.run(
          "update game.room_seats set last_heartbeat_at = '%s', away_since = %s where seat_index = 0"
              .formatted(heartbeat, away == null ? "null" : "'" + away + "'"));
      assertThat(
              trial.read(
                  "select held_until = '%s' from game.room_seats where seat_index = 0"
                      .formatted(until)))
          .as(zone)
          .isEqualTo("t");
    }
  }

  @Test
  void freeSeat_isHeldByNobody() throws SQLException {
    assertThat(trial.read("select held_until is null from game.room_seats where seat_index = 1"))
        .isEqualTo("t");
  }

  @Test
  void heldUntil_isNobodysToSet() {
    assertThatThrownBy(() -> trial.run("update game.room_seats set held_until = now()"))
        .hasMessageContaining("held_until");
  }

  @Test
  void person_movesToAnotherSeatInOneStatement() {
    assertThatCode(
            () ->
                trial.run(
                    """
                    update game.room_seats
                    set user_id = case seat_index when 1 then :ada::uuid end,
                        last_heartbeat_at = case seat_index when 1 then now() end,
                        seat_token = case seat_index when 1 then :fresh end
                    where room_id = :room
                    """))
        .doesNotThrowAnyException();
  }

  @Test
  void seat_isTakenByTheFunctionsOwnRights() throws SQLException {
    trial.become("gaia_seat");
    trial.run("update game.rooms set revision = revision + 1, current_game_id = 'poker-7'");
    trial.run(
        """
        update game.room_seats
        set user_id = :bob, last_heartbeat_at = now(), away_since = null, seat_token = :fresh, revision = 1
        where room_id = :room and seat_index = 1 and (held_until is null or held_until < now())
        """);
    assertThat(trial.read("select user_id from game.room_seats where revision = 1"))
        .isEqualTo(Words.id("bob").toString());
  }
}
