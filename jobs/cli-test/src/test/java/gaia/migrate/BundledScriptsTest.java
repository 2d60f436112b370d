package gaia.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.cli.Scratch;
import gaia.local.postgres.Checkout;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BundledScriptsTest {
  @Test
  void everyMigration_hasItsUndoAndNoUndoStandsAlone() {
    assertThat(BundledScripts.undos())
        .isEqualTo(BundledScripts.migrations().stream().map(BundledScripts::undoOf).toList());
  }

  @Test
  void versionsHaveNoGap() {
    assertThat(BundledScripts.migrations())
        .satisfies(
            all -> {
              for (int i = 0; i < all.size(); i++) {
                assertThat(all.get(i).getFileName().toString())
                    .matches("V%03d__[a-z_]+\\.sql".formatted(i + 1));
              }
            });
  }

  @Test
  void everyScript_saysWhyInItsFirstLine() {
    assertThat(
            Stream.of(BundledScripts.migrations(), BundledScripts.undos(), BundledScripts.grants())
                .flatMap(scripts -> scripts.stream()))
        .allMatch(script -> BundledScripts.text(script).matches("(?s)-- [A-Z].{20,}?\\.\\R.*"));
  }

  @Test
  void everyGrantsFile_beginsByRevoking() {
    assertThat(BundledScripts.grants())
        .allSatisfy(
            file ->
                assertThat(BundledScripts.text(file).lines().skip(1).limit(8))
                    .containsExactlyElementsOf(revokes(role(file))));
  }

  /** In two groups, since a schema that a rollback took away fails the statement that names it. */
  private static List<String> revokes(String role) {
    return Stream.of("auth, game, audit, ops, public", "chat, usage, board")
        .flatMap(
            schemas ->
                Stream.of("all tables in ", "all sequences in ", "all routines in ", "")
                    .map(
                        what ->
                            "revoke all on %sschema %s from %s;".formatted(what, schemas, role)))
        .toList();
  }

  @Test
  void theGroupsThatAreRevoked_areAllSchemas() throws SQLException {
    assertThat(
            Scratch.migrated()
                .read(
                    """
                    select nspname from pg_namespace
                    where nspname !~ '^pg_' and nspname <> 'information_schema'
                    """))
        .containsExactlyInAnyOrder(
            "auth", "game", "audit", "ops", "public", "chat", "usage", "board");
  }

  @Test
  void everyFunction_hasARoleWithGrants() throws SQLException {
    assertThat(BundledScripts.grants().stream().map(BundledScriptsTest::role))
        .containsAll(Checkout.functions().stream().map(word -> "gaia_" + word).toList())
        .isSubsetOf(Scratch.migrated().read("select rolname from pg_roles where not rolcanlogin"));
  }

  private static String role(Path file) {
    return file.getFileName().toString().replace(".sql", "");
  }
}
