package gaia.schema;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.util.PSQLException;

/**
 * Every constraint that stands in the catalog, by one statement that goes and one that does not.
 */
class ConstraintsTest {
  private Trial trial;

  @BeforeEach
  void begin() {
    trial = Trial.begin();
  }

  @AfterEach
  void end() throws SQLException {
    trial.close();
  }

  static List<Rule> rules() {
    return Rule.all();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void atTheEdge_isKept(Rule rule) {
    assertThatCode(() -> trial.run(rule.keeps())).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void broken_namesItsRule(Rule rule) {
    assertThatThrownBy(() -> trial.run(rule.breaks()))
        .isInstanceOfSatisfying(
            PSQLException.class,
            e -> {
              var told = requireNonNull(e.getServerErrorMessage());
              // A key of a partition says the partition's name.
              assertThat(
                      String.valueOf(told.getConstraint()).replaceFirst("_[0-9]{4}_[0-9]{2}", ""))
                  .isEqualTo(rule.name());
            });
  }

  @Test
  void noConstraint_isLeftOut() throws SQLException {
    List<String> standing =
        trial.rows(
            """
            with ours as (
              select r.oid, format('%I.%I', nspname, relname) as name
              from pg_class r join pg_namespace n on n.oid = relnamespace
              where nspname !~ '^pg_' and nspname <> 'information_schema' and not relispartition
                and relname <> 'flyway_history'
            )
            select ours.name || ' ' || conname
            from pg_constraint join ours on ours.oid = conrelid
            where contype in ('c', 'f', 'p', 'u', 'x')
            union
            select ours.name || ' ' || (select relname from pg_class where oid = indexrelid)
            from pg_index join ours on ours.oid = indrelid
            where indisunique and not exists (select from pg_constraint where conindid = indexrelid)
            """);
    assertThat(Rule.all().stream().map(Rule::id).distinct())
        .containsExactlyInAnyOrderElementsOf(standing);
  }

  @Test
  void noConstraint_isLeftNotValidated() throws SQLException {
    assertThat(trial.read("select conname from pg_constraint where not convalidated")).isEmpty();
  }
}
