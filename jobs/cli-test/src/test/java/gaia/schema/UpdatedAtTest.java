package gaia.schema;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.cli.Scratch;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A row that changes says when, on every table that is updated. */
class UpdatedAtTest {
  /** Its columns are connect-pg-simple's. */
  private static final String THE_LIBRARYS = "app_sessions";

  private static List<String> tables = List.of();
  private Trial trial;

  @BeforeAll
  static void read() throws SQLException {
    tables =
        Scratch.migrated()
            .read(
                """
                select attrelid::regclass from pg_attribute join pg_class on pg_class.oid = attrelid
                where attname = 'updated_at' and relkind in ('r', 'p') and not relispartition
                """);
  }

  @BeforeEach
  void begin() {
    trial = Trial.begin();
  }

  @AfterEach
  void end() throws SQLException {
    trial.close();
  }

  static List<String> tables() {
    return tables;
  }

  @ParameterizedTest
  @MethodSource("tables")
  void aChange_movesUpdatedAtAlone(String table) throws SQLException {
    trial.run("update %s set created_at = created_at, updated_at = 'yesterday'".formatted(table));
    assertThat(
            trial.read("select bool_and(updated_at = now() and created_at < now()) from " + table))
        .isEqualTo("t");
  }

  @Test
  void everyTableThatAFunctionUpdates_saysWhen() throws SQLException {
    assertThat(
            trial.rows(
                """
                select distinct r.oid::regclass
                from pg_class r
                cross join pg_roles u
                where r.relkind in ('r', 'p') and not relispartition
                  and u.rolname like 'gaia\\_%' and not u.rolcanlogin and u.rolname <> 'gaia_owner'
                  and has_any_column_privilege(u.oid, r.oid, 'update')
                  and r.relnamespace::regnamespace::text !~ '^(pg_|information_schema)'
                """))
        .isNotEmpty()
        .filteredOn(table -> !table.equals(THE_LIBRARYS))
        .isSubsetOf(tables);
  }
}
