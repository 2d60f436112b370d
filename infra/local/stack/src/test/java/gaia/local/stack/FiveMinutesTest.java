package gaia.local.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.local.postgres.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** README's own conversation, pasted into a shell, through the stack's real processes. */
class FiveMinutesTest {
  private static final String TOKEN = "[0-9A-Z]{4}(-[0-9A-Z]{4})+";

  @TempDir Path data;

  @Test
  void pastedLinesWork_andAgain_andAfterARestart() throws Exception {
    List<String> first;
    int port;
    try (StackProcess stack = StackProcess.start(data).awaitReady()) {
      port = stack.port;
      first = paste(stack);
      assertThat(first).hasSize(5);
      assertThat(first.get(0)).contains("\"session_id\":\"friday\"", "\"status\":\"active\"");
      assertThat(first.get(1)).matches(TOKEN);
      assertThat(first.get(2)).contains("\"session_name\":\"Friday night\"", "\"blocked\":null");
      assertThat(first.get(3)).contains("\"outcome\":\"joined\"");
      assertThat(first.get(4)).contains("\"display_name\":\"Guest\"", "\"use_number\":1");

      assertAnsweredLike(first, paste(stack));
      assertThat(stack.text())
          .containsPattern("session awake in \\d+ ms; POST /v1/session 201")
          .containsPattern("invite awake in \\d+ ms; POST /v1/invite 201")
          .contains("GET /v1/invite/preview 200", "POST /v1/invite/redeem 200");
    }
    try (StackProcess again = StackProcess.start(data, port).awaitReady()) {
      assertAnsweredLike(first, paste(again));
    }
  }

  /** As the session document's examples do: the way back in is an invite issued afterwards. */
  @Test
  void pastedLinesWork_afterTheGuestWasRemoved() throws Exception {
    try (StackProcess stack = StackProcess.start(data).awaitReady()) {
      String removed =
          """
          HOST=$(curl -s http://127.0.0.1:PORT/local/token/host)
          ID=$(curl -s http://127.0.0.1:PORT/v1/session/friday/member -H "Authorization: Bearer $HOST" |
            grep -o '"user_id":"[^"]*","display_name":"Guest"' | cut -d'"' -f4)
          curl -s -o /dev/null -w '%{http_code}\\n' -X DELETE -H "Authorization: Bearer $HOST" \\
            http://127.0.0.1:PORT/v1/session/friday/member/$ID
          """
              .replace("PORT", "" + stack.port);
      paste(stack);
      assertThat(shell(removed)).containsExactly("204");
      List<String> again = paste(stack);
      assertThat(again.get(3)).contains("\"outcome\":\"joined\"");
      assertThat(again.get(4)).contains("\"display_name\":\"Guest\"");
    }
  }

  @Test
  void readmeShowsTheSameLines() throws IOException {
    String readme = Files.readString(Checkout.root().resolve("README.md"));
    String block = readme.replaceFirst("(?s).*<!-- five-minutes -->\n```sh\n(.*?)```.*", "$1");
    assertThat(block).isEqualTo(Screen.fiveMinutes("http://127.0.0.1:8080"));
  }

  private static void assertAnsweredLike(List<String> first, List<String> again) {
    assertThat(again).hasSize(5);
    assertThat(again.get(0)).contains("\"session_id\":\"friday\"");
    assertThat(again.get(1)).matches(TOKEN);
    assertThat(again.get(3)).contains("\"outcome\":\"already_member\"");
    assertThat(again.get(4)).isEqualTo(first.get(4));
  }

  /** What a shell that knows nothing answers to the lines that the stack printed. */
  private static List<String> paste(StackProcess stack) throws Exception {
    List<String> lines =
        stack.lines.stream()
            .filter(line -> line.startsWith("curl ") || line.startsWith("INVITE="))
            .toList();
    return shell(String.join("\n", lines));
  }

  private static List<String> shell(String script) throws Exception {
    ProcessBuilder bash = new ProcessBuilder("bash").redirectErrorStream(true);
    bash.environment().keySet().retainAll(List.of("PATH"));
    Process shell = bash.start();
    shell.getOutputStream().write(script.getBytes(UTF_8));
    shell.getOutputStream().close();
    String answers = new String(shell.getInputStream().readAllBytes(), UTF_8);
    assertThat(shell.waitFor()).isZero();
    return answers.lines().toList();
  }
}
