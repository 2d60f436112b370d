package gaia.settings;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.local.postgres.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table for people says what Terraform sets and doctor compares with: they have one source. */
class SettingsDocumentTest {
  @Test
  void theTable_isThatOfTheFile() throws IOException {
    List<String> rows =
        Tuning.read().lines().stream()
            .map(
                line ->
                    "| %s | %s | %s | %s | %s |"
                        .formatted(
                            line.name(),
                            line.seed() == null ? "" : line.seed(),
                            line.ours(),
                            line.where(),
                            line.why()))
            .toList();
    assertThat(Files.readString(Checkout.root().resolve("infra/SETTINGS.md")))
        .contains(String.join("\n", rows) + "\n");
  }

  @Test
  void whatAClientBringsAlong_isWhatItsCodeHas() throws IOException {
    String code =
        source("functions/shared/database", "database/Pool")
            + source("functions/shared/database", "database/DriverProperties")
            + source("jobs/cli", "cli/SharedOptions");
    assertThat(code)
        .contains("defaultValue = \"3\") int size")
        .contains("WAIT = " + java("wait for a connection"))
        .contains("IDLE = " + java("idle connection of a pool"))
        .contains("LIFE = " + java("life of a connection"))
        .contains("statement_timeout=" + millis("statement_timeout"))
        .contains("lock_timeout=" + millis("lock_timeout"))
        .contains("idle_in_transaction_session_timeout=" + millis("idle in a transaction"))
        .contains("connectTimeout = " + java("wait of a job for the server"));
    assertThat(ours("pool of an instance")).isEqualTo("3");
  }

  private static String source(String module, String name) throws IOException {
    return Files.readString(
        Checkout.root().resolve(module).resolve("src/main/java/gaia").resolve(name + ".java"));
  }

  /** {@code 10 min} as Java says it. */
  private static String java(String name) {
    String[] said = ours(name).split(" ", 2);
    return "Duration.of%s(%s)".formatted(said[1].equals("min") ? "Minutes" : "Seconds", said[0]);
  }

  private static String millis(String name) {
    return ours(name).split(" ", 2)[0] + "000";
  }

  private static String ours(String name) {
    return Tuning.read().lines().stream()
        .filter(line -> line.name().equals(name) && !line.where().contains("database.tf"))
        .findFirst()
        .orElseThrow()
        .ours();
  }

  @Test
  void whatFollowsTheMachine_isComputedFromIt_asTerraformDoes() {
    Tuning tuning = Tuning.read();
    Deployment small = machine(1740, "HDD", 50);
    assertThat(tuning.expected("shared_buffers", small)).isEqualTo("55680");
    assertThat(tuning.expected("effective_cache_size", small)).isEqualTo("133632");
    assertThat(tuning.expected("random_page_cost", small)).isEqualTo("4");
    assertThat(tuning.expected("max_connections", small)).isEqualTo("50");
    assertThat(tuning.expected("random_page_cost", machine(7680, "SSD", 400))).isEqualTo("1.1");
    assertThat(tuning.expected("shared_buffers", machine(7680, "SSD", 400))).isEqualTo("245760");
    assertThat(tuning.expected("shared_buffers", Deployment.unknown())).isNull();
    assertThat(tuning.expected("log_statement", Deployment.unknown())).isEqualTo("ddl");
  }

  private static Deployment machine(long memory, String disk, long connections) {
    return new Deployment(
        memory,
        disk,
        null,
        connections,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
