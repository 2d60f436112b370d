package gaia.catalog.closing;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.catalog.Catalog;
import gaia.catalog.Difference;
import gaia.catalog.Differences;
import gaia.cli.Scratch;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is different is named, nothing else is, and the SQL that is offered closes it. */
class ClosingTest {
  private static Scratch database;
  private static Catalog schema;

  @BeforeAll
  static void migrate() throws SQLException {
    database = Scratch.migrated();
    try (Connection connection = database.as("migrate")) {
      schema = Catalog.read(connection);
    }
  }

  static Stream<Blocks> sabotages() throws IOException {
    return Blocks.of("sabotage.sql");
  }

  static Stream<Blocks> pairs() throws IOException {
    return Blocks.of("pairs.sql");
  }

  @ParameterizedTest
  @MethodSource("sabotages")
  void whatWasDoneByHand_isNamedAndClosed(Blocks block) throws SQLException {
    closes(schema, block);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void betweenTwoDatabases_isNamedAndClosed(Blocks block) throws SQLException {
    closes(after(block.expected()), block);
  }

  @Test
  void whatCannotBeSaid_isRefusedByName() throws SQLException {
    Catalog expected =
        after(
            """
            create type game.span as range (subtype = int);
            create table game.one (n int) partition by list (n);
            create table game.two (n int);
            create type game.form as (m int);
            create table game.heir of game.form
            """);
    Catalog actual =
        after(
            """
            create type game.span as range (subtype = bigint);
            create table game.one (n int);
            create table game.two (n int);
            create type game.form as (m int);
            create table game.heir (m int);
            create collation game.words (locale = 'C')
            """);
    assertThat(Closing.of(expected, actual).refused())
        .satisfiesExactlyInAnyOrder(
            refusal -> assertThat(refusal).contains("type game.span"),
            refusal -> assertThat(refusal).contains("table game.one", "partition by"),
            refusal -> assertThat(refusal).contains("table game.heir", "of type"),
            refusal -> assertThat(refusal).contains("collation game.words"));
  }

  private static Catalog after(String sql) throws SQLException {
    try (Connection connection = database.owner()) {
      connection.setAutoCommit(false);
      Scratch.execute(connection, sql);
      Catalog catalog = Catalog.read(connection);
      // At the latest now: what still goes away by itself would push the next one's names aside.
      connection.rollback();
      return catalog;
    }
  }

  private static void closes(Catalog expected, Blocks block) throws SQLException {
    try (Connection connection = database.as("migrate")) {
      connection.setAutoCommit(false);
      Scratch.execute(connection, "set role gaia_owner; " + block.actual());
      Closing closing = Closing.of(expected, Catalog.read(connection));
      assertThat(told(closing.differences())).containsExactlyInAnyOrderElementsOf(block.named());
      assertThat(closing.refused()).isEmpty();
      run(connection, closing);
      assertThat(told(Differences.between(expected, Catalog.read(connection))))
          .as(closing.script())
          .isEmpty();
      connection.rollback();
    }
  }

  static void run(Connection connection, Closing closing) throws SQLException {
    Scratch.execute(connection, "set local check_function_bodies = off");
    for (Step step : closing.steps()) {
      try {
        Scratch.execute(connection, step.become());
        Scratch.execute(connection, step.sql());
      } catch (SQLException e) {
        throw new AssertionError(step.sql() + "\nof\n" + closing.script(), e);
      }
    }
  }

  static List<String> told(List<Difference> differences) {
    return Differences.told(differences).stream()
        .map(d -> d.state() + " " + d.id() + (d.differing().isEmpty() ? "" : " " + d.differing()))
        .toList();
  }
}
