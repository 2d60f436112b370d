package gaia.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PostgreSQL's own load generator with the same statement, prepared, on the same server. */
final class Pgbench {
  private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+) \\(without");

  private Pgbench() {}

  static boolean isHere() {
    try {
      return new ProcessBuilder("pgbench", "--version").start().waitFor() == 0;
    } catch (IOException | InterruptedException e) {
      return false;
    }
  }

  /** Transactions a second. */
  static double run(String url, Statement redeem, Scene scene, long base, int clients, int requests)
      throws IOException, InterruptedException {
    int each = requests / clients;
    String statement =
        redeem.with(
            Map.of(
                "tokenHash", Token.hashSql(":i"),
                "caller", "('00000000-0000-5000-8000-' || lpad((:u)::text, 12, '0'))::uuid",
                "issuer", "'pgbench'",
                "subject", "(:u)::text",
                "email", "null",
                "fullName", "null",
                "now", "now()"));
    Path script = Files.createTempFile("gaia-bench", ".sql");
    try {
      Files.writeString(
          script,
          "\\set k %d + :client_id * %d + :n\n\\set n :n + 1\n%s%s;\n"
              .formatted(base, each, scene.pgbench(), statement.strip()));
      List<String> command =
          List.of(
              "pgbench",
              "-n",
              "-M",
              "prepared",
              "-D",
              "n=0",
              "-f",
              script.toString(),
              "-c",
              Integer.toString(clients),
              "-j",
              "1",
              "-t",
              Integer.toString(each),
              url);
      Process pgbench = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output =
          new String(
              pgbench.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      Matcher rate = RATE.matcher(output);
      if (pgbench.waitFor() != 0 || !rate.find()) {
        throw new IllegalStateException("pgbench failed: " + output);
      }
      return Double.parseDouble(rate.group(1));
    } finally {
      Files.delete(script);
    }
  }
}
