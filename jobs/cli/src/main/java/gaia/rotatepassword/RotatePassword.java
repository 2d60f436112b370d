package gaia.rotatepassword;

import gaia.cli.ChangingJob;
import gaia.cli.Consent;
import gaia.cli.DurationOption;
import gaia.cli.Outcome;
import gaia.cli.Run;
import gaia.cli.Stop;
import gaia.secret.Secret;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Singleton
@Command(
    name = "rotate-password",
    description =
        "Give a client that knows only a password the other one of its two logins with a new"
            + " password, by the secret that it reads; who is connected stays so.")
final class RotatePassword extends ChangingJob {
  @Option(
      names = "--client",
      paramLabel = "WORD",
      split = ",",
      defaultValue = "${env:PASSWORD_CLIENTS}",
      description = "Whose logins: those of gaia-WORD-a and -b, else PASSWORD_CLIENTS.")
  private List<String> clients = new ArrayList<>();

  @Option(
      names = "--secret",
      paramLabel = "WHERE",
      defaultValue = "${env:PASSWORD_SECRET}",
      description =
          "projects/P/secrets/S, or a file; {client} in it becomes the word. Else PASSWORD_SECRET.")
  private String secret = "";

  @Option(
      names = "--settle",
      paramLabel = "TIME",
      defaultValue = "10m",
      converter = DurationOption.class,
      description = "Leave a secret alone that was changed this short ago (${DEFAULT-VALUE}).")
  private Duration settle = Duration.ofMinutes(10);

  @Option(
      names = "--drain",
      paramLabel = "TIME",
      defaultValue = "0s",
      converter = DurationOption.class,
      description =
          "Wait this long for who is still connected by the idle login (${DEFAULT-VALUE}).")
  private Duration drain = Duration.ZERO;

  @Mixin private Consent consent = new Consent();

  @Override
  protected Outcome run(Run run) throws SQLException {
    List<Rotation> rotations = rotations(run);
    if (!dryRun()) {
      consent.ask(run);
    }
    int changed = 0;
    for (Rotation rotation : rotations) {
      try {
        changed += rotation.make(dryRun()) ? 1 : 0;
      } catch (IOException e) {
        throw Stop.because(
            Outcome.FAILED,
            "the secret could not be used: " + e.getMessage(),
            "what it names gets in as before; run it again when it can be",
            e);
      }
    }
    run.count("rotated", dryRun() ? 0 : changed);
    return changed > 0 ? Outcome.DONE : Outcome.NOTHING;
  }

  private List<Rotation> rotations(Run run) {
    List<String> words = clients.stream().map(String::strip).filter(w -> !w.isEmpty()).toList();
    if (words.isEmpty() || secret == null || secret.isBlank()) {
      throw Stop.usage(
          "neither client nor secret is named",
          "--client store --secret FILE or projects/P/secrets/S");
    }
    if (words.size() > 1 && !secret.contains(Secret.CLIENT)) {
      throw Stop.usage(
          words.size() + " clients would share one secret",
          "say " + Secret.CLIENT + " in --secret");
    }
    List<Rotation> rotations = new ArrayList<>();
    for (String word : words) {
      if (!word.matches("[a-z]+")) {
        throw Stop.usage("'" + word + "' is no word of a function", "store, for one");
      }
      Secret where = Secret.of(secret.replace(Secret.CLIENT, word));
      rotations.add(new Rotation(run, new Pair(word), where, new Rotation.Patience(settle, drain)));
    }
    return rotations;
  }
}
