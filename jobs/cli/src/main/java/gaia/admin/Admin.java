package gaia.admin;

import gaia.cli.ChangingJob;
import gaia.cli.Outcome;
import gaia.cli.Owner;
import gaia.cli.Run;
import gaia.cli.Stop;
import gaia.cli.Table;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Singleton
@Command(
    name = "admin",
    description =
        "Make somebody an admin, the first one too, unmake one but the last, or list them. Who it"
            + " is stands in their token: its issuer and its subject.")
final class Admin extends ChangingJob {
  private enum What {
    GRANT,
    REVOKE,
    LIST
  }

  @Parameters(paramLabel = "grant|revoke|list", description = "What to do.")
  private What what = What.LIST;

  @Option(
      names = "--subject",
      paramLabel = "SUB",
      description = "The sub of their tokens; they need not have signed in yet.")
  private @Nullable String subject;

  @Option(
      names = "--issuer",
      paramLabel = "URL",
      defaultValue = "${env:IDENTITY_ISSUER:-}",
      description = "The iss of their tokens, else IDENTITY_ISSUER.")
  private String issuer = "";

  /** To look leaves no row in the ledger. */
  @Override
  protected boolean recorded() {
    return what != What.LIST;
  }

  @Override
  protected Outcome run(Run run) throws SQLException {
    if (what == What.LIST) {
      return list(run);
    }
    Person person = Person.of(issuer, subject);
    Connection connection = run.home();
    Owner.becomeOrStay(connection);
    connection.setAutoCommit(false);
    Admins admins = new Admins(connection);
    boolean changed = what == What.GRANT ? admins.grant(person) : admins.revoke(person);
    if (dryRun()) {
      connection.rollback();
    } else {
      connection.commit();
    }
    connection.setAutoCommit(true);
    run.count("changed", changed && !dryRun() ? 1 : 0);
    run.answer(words(changed) + person);
    if (what == What.GRANT && changed) {
      warn(run, admins, person);
    }
    return changed ? Outcome.DONE : Outcome.NOTHING;
  }

  private String words(boolean changed) {
    String would = dryRun() ? "dry run: would be " : "";
    if (what == What.GRANT) {
      return changed ? would + (dryRun() ? "an admin: " : "is an admin now: ") : "was an admin: ";
    }
    return changed ? would + (dryRun() ? "none: " : "is no admin any more: ") : "was no admin: ";
  }

  /** A misspelt issuer makes an admin whom nobody can sign in as. */
  private static void warn(Run run, Admins admins, Person person) throws SQLException {
    List<String> others = admins.issuersBut(person);
    if (!others.isEmpty()) {
      run.progress(
          "nobody else is known from %s, only from %s; hint: it must be their tokens' iss, letter for letter"
              .formatted(person.issuer(), String.join(", ", others)));
    }
  }

  private Outcome list(Run run) throws SQLException {
    if (subject != null) {
      throw Stop.usage("list takes no --subject", "gaia admin list shows them all");
    }
    Connection connection = run.home();
    Owner.becomeOrStay(connection);
    List<Admins.Line> admins = new Admins(connection).list();
    run.count("admins", admins.size());
    admins.forEach(line -> run.item(line.item()));
    if (admins.isEmpty()) {
      run.answer("nobody is an admin yet: gaia admin grant --subject SUB makes one");
      return Outcome.NOTHING;
    }
    Table table = new Table("subject", "issuer", "name", "mail", "since first sight", "");
    admins.forEach(line -> table.row(line.cells()));
    table.lines().forEach(run::answer);
    return Outcome.DONE;
  }
}
