package gaia.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.testing.FunctionUnderTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A call ends in time, says what is left, and the next one goes on. */
class TimeTest {
  @RegisterExtension
  static final FunctionUnderTest CLEANUP =
      FunctionUnderTest.of("cleanup").with("cleanup.time", "400ms");

  private static final String OVER =
      "select count(*) from app_session_tombstones where keep_until < now()";

  private final Callers callers = new Callers(CLEANUP);
  private final Given given = new Given(CLEANUP);

  @Test
  void hugeTable_takesSomeCalls_andKeepsNoOtherWaiting() {
    int many = 400_000;
    given.oneOfEach();
    given.tombstones(many);
    Told first = Told.of(callers.scheduler().post("/v1/cleanup"));
    assertThat(first.done()).isFalse();
    assertThat(first.rows("old_tombstones")).isPositive();
    assertThat(first.remaining("old_tombstones")).isPositive();
    // Those that come after the huge one have had their turns.
    assertThat(first.rows("old_chat_keys")).isEqualTo(1);
    assertThat(first.rows("old_usage_records")).isEqualTo(1);
    assertThat(first.rows("session_statistics")).isEqualTo(1);
    assertThat(first.answer().number("took_ms")).isLessThan(15_000);
    assertThat(
            CLEANUP.one(
                "select outcome || ' ' || (numbers ->> 'done') from ops.job_runs where name = 'cleanup'"))
        .isEqualTo("done false");

    long swept = first.rows("old_tombstones");
    Told next = Told.of(callers.scheduler().post("/v1/cleanup"));
    assertThat(next.rows("old_tombstones")).isPositive();
    swept += next.rows("old_tombstones");
    assertThat(CLEANUP.number(OVER)).isEqualTo(many + 1 - swept);

    // A call does a step of each rule at least, so this ends soon on any machine.
    CLEANUP.sql("delete from app_session_tombstones where sid like 'sid-%' and sid not like '%77'");
    long left = CLEANUP.number(OVER);
    assertThat(left).isPositive();
    while (!next.done()) {
      next = Told.of(callers.scheduler().post("/v1/cleanup"));
      left -= next.rows("old_tombstones");
    }
    assertThat(left).isZero();
    assertThat(next.remaining("old_tombstones")).isZero();
  }

  @Test
  void preview_ofTooMany_saysThatItCountedNotAll() {
    CLEANUP.sql(
        """
        insert into app_sessions
        select 'sid-' || n, '{}', now() - n * interval '1 millisecond' from generate_series(1, 400000) n
        """);
    Told told = Told.of(callers.operator().post("/v1/cleanup?preview=true"));
    assertThat(told.rows("expired_app_sessions")).isBetween(1L, 400_000L);
    assertThat(told.done()).isEqualTo(told.rows("expired_app_sessions") == 400_000L);
    CLEANUP.sql("truncate app_sessions");
  }
}
