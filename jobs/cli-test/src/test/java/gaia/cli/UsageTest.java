package gaia.cli;

import static gaia.cli.Program.gaia;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.cli.Program.Ended;
import io.micronaut.context.ApplicationContext;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class UsageTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                          | no command is named
          nonsense                                    | unmatched argument at index 0: 'nonsense'
          migrate --nonsense                          | unknown option: '--nonsense'
          migrate --to x                              | invalid value for option '--to'
          migrate --wait 5                            | '5' is not a duration like 90s, 10m or 24h
          migrate --lock-timeout 2h30m                | '2h30m' is not a duration
          migrate --lock-timeout 0s                   | --lock-timeout 0s would hold up everybody
          migrate --connect-timeout -1s               | '-1s' is not a duration
          migrate --database mysql://a@b/c            | DATABASE_URL
          migrate --database http://[                 | DATABASE_URL
          history --dry-run                           | unknown option: '--dry-run'
          history --limit 0                           | --limit
          """)
  void misuse_isExit2WithAHint(String words, String message) {
    Ended ended = gaia(words.isBlank() ? new String[0] : words.split(" "));
    assertThat(ended.err()).contains(message, "hint: ");
    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "check --databse postgresql://u%40x:se%23cret@h/g",
        "chek --database postgresql://u:secret@h/g",
        "check postgresql://u:sec@ret@h:5432/g --json",
        "check --databse postgresql://h/g?user=u&password=secret&x=y"
      })
  void misuse_repeatsNoPassword(String words) {
    Ended ended = gaia(words.split(" "));
    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.err() + ended.out()).contains("***").doesNotContain("cret");
  }

  @Test
  void misuse_isOneJsonObjectToo() {
    Ended ended = gaia("migrate", "--json", "--to");
    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.json())
        .containsEntry("command", "migrate")
        .containsEntry("outcome", "refused")
        .containsEntry("exit", 2);
  }

  @Test
  void json_hasTheSameFieldsForEveryEnding() {
    assertThat(gaia("history", "--json", "--limit").json().keySet())
        .containsExactlyInAnyOrder(
            "command",
            "outcome",
            "exit",
            "run_id",
            "database",
            "dry_run",
            "started_at",
            "finished_at",
            "took_ms",
            "numbers",
            "items",
            "error");
  }

  @Test
  void help_listsEveryCommand() {
    Ended ended = gaia("--help");
    ended.succeeded();
    assertThat(ended.out()).contains("migrate", "history");
    assertThat(gaia("migrate", "--help").out())
        .contains("--database", "--json", "--connect-timeout", "--quiet", "--dry-run", "--to");
  }

  @ParameterizedTest
  @CsvSource({"--version", "migrate --version", "history --version"})
  void version_isTheBuilds(String words) {
    assertThat(gaia(words.split(" ")).out()).matches("gaia [0-9]+\\.[0-9]+\\.[0-9]+.*\\R");
  }

  @Test
  void everyCommand_livesInThePackageOfItsName() {
    try (ApplicationContext context = ApplicationContext.run()) {
      Map<String, CommandLine> commands = Gaia.commandLine(context).getSubcommands();
      assertThat(commands).isNotEmpty();
      commands.forEach(
          (name, command) ->
              assertThat(command.getCommand().getClass().getPackageName())
                  // `new` is a word of Java, so that one package has another name.
                  .isEqualTo("gaia." + (name.equals("new") ? "create" : name.replace("-", ""))));
    }
  }
}
