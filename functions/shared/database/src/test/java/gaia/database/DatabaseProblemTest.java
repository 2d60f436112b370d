package gaia.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.micronaut.data.connection.exceptions.ConnectionException;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseProblemTest {
  @ParameterizedTest
  @CsvSource({
    "08000,UNAVAILABLE,false",
    "08001,UNAVAILABLE,true",
    "08003,UNAVAILABLE,false",
    "08006,UNAVAILABLE,false",
    "53300,UNAVAILABLE,false",
    "53100,UNAVAILABLE,false",
    "57P01,UNAVAILABLE,true",
    "57P02,UNAVAILABLE,false",
    "57P03,UNAVAILABLE,false",
    "57P05,UNAVAILABLE,false",
    "57014,UNAVAILABLE,false",
    "55P03,UNAVAILABLE,false",
    "25006,UNAVAILABLE,false",
    "25P03,UNAVAILABLE,false",
    "22001,INVALID,false",
    "22021,INVALID,false",
    "22P02,INVALID,false",
    "40001,MOVED,false",
    "40P01,MOVED,false",
    "23505,OTHER,false",
    "42501,OTHER,false",
    "28P01,OTHER,false",
    ",OTHER,false"
  })
  void stateTellsTheProblem_andWhetherItMayBeTriedAgain(
      String state, DatabaseProblem problem, boolean again) {
    Throwable wrapped =
        new IllegalStateException(new RuntimeException(new SQLException("said so", state)));
    assertThat(DatabaseProblem.of(wrapped)).isEqualTo(problem);
    assertThat(new CannotHaveRun().test(wrapped)).isEqualTo(again);
  }

  @Test
  void poolThatGaveUp_isUnavailable_andHasTriedLongEnough() {
    SQLException refused = new SQLException("refused", "08001");
    Throwable timeout = new SQLTransientConnectionException("no connection", "08001", refused);
    assertThat(DatabaseProblem.of(new RuntimeException(timeout)))
        .isEqualTo(DatabaseProblem.UNAVAILABLE);
    assertThat(new CannotHaveRun().test(new RuntimeException(timeout))).isFalse();
    Throwable denied = new SQLTransientConnectionException("no connection", "28P01");
    assertThat(DatabaseProblem.of(denied)).isEqualTo(DatabaseProblem.UNAVAILABLE);
  }

  @Test
  void whatIsNotOfTheDatabase_isOther() {
    assertThat(DatabaseProblem.of(new IOException("disk"))).isEqualTo(DatabaseProblem.OTHER);
    assertThat(DatabaseProblem.of(new ConnectionException("gone")))
        .isEqualTo(DatabaseProblem.UNAVAILABLE);
    assertThat(new CannotHaveRun().test(new IOException("disk"))).isFalse();
  }

  @Test
  void rowsThatNeverStandStill_haveMoved_whicheverWayTheyTellIt() {
    assertThat(DatabaseProblem.of(catchThrowable(() -> Moved.untilStill(() -> null))))
        .isEqualTo(DatabaseProblem.MOVED);
    RuntimeException aborted = new IllegalStateException(new SQLException("moved", "40001"));
    assertThat(
            catchThrowable(
                () ->
                    Moved.untilStill(
                        () -> {
                          throw aborted;
                        })))
        .isInstanceOf(Moved.class)
        .hasCause(aborted);
    assertThat(Moved.untilStill(() -> "still")).isEqualTo("still");
  }

  @Test
  void causesThatGoRound_comeToAnEnd() {
    RuntimeException one = new RuntimeException("one");
    RuntimeException two = new RuntimeException("two", one);
    one.initCause(two);
    assertThat(DatabaseProblem.of(two)).isEqualTo(DatabaseProblem.OTHER);
  }

  @Test
  void pausesGrow_andSpread_andStopGrowing() {
    assertThat(DirectConnection.pause(0, 0)).isEqualTo(Duration.ofMillis(50));
    assertThat(DirectConnection.pause(0, 1)).isEqualTo(Duration.ofMillis(100));
    assertThat(DirectConnection.pause(3, 1)).isEqualTo(Duration.ofMillis(800));
    assertThat(DirectConnection.pause(6, 1)).isEqualTo(Duration.ofSeconds(5));
    assertThat(DirectConnection.pause(1_000_000, 1)).isEqualTo(Duration.ofSeconds(5));
  }
}
