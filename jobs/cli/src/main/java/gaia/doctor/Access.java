package gaia.doctor;

import static gaia.doctor.Finding.fail;
import static gaia.doctor.Finding.pass;
import static gaia.doctor.Finding.skip;
import static gaia.doctor.Finding.warn;

import gaia.cli.Units;
import gaia.secret.Login;
import gaia.secret.Secret;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Who gets in, and what by. */
final class Access {
  static final int SHORTEST = 16;

  // What documents print, and the seed's own; a login's name is tried too.
  private static final List<String> WELL_KNOWN =
      List.of("gaia_secure_password", "gaia", "gaia_app", "postgres", "password", "changeme");
  private static final Duration OLDEST = Duration.ofDays(90);
  private static final String ROTATE = "gaia rotate-password";

  private Access() {}

  static List<Check> checks() {
    return List.of(
        Check.offline("password", patient -> List.of(password(patient))),
        Check.offline("secrets", patient -> List.of(secrets(patient))),
        Check.of("password clients", Access::clients),
        Check.of("default passwords", patient -> List.of(defaults(patient))),
        Check.of("stored passwords", patient -> List.of(stored(patient))),
        Check.of("superusers", patient -> List.of(superusers(patient))),
        Check.of("admin", patient -> List.of(admin(patient))));
  }

  private static Finding password(Patient patient) {
    String name = "password";
    String password = patient.database().password();
    if (password == null) {
      return pass(name, patient.database().user() + " logs in without one");
    }
    if (isWellKnown(patient.database().user(), password)) {
      return fail(name, patient.database().user() + " has one that documents print", ROTATE);
    }
    String length = "%d characters, %d are wanted".formatted(password.length(), SHORTEST);
    return password.length() < SHORTEST
        ? fail(name, patient.database().user() + " has one of " + length, ROTATE)
        : pass(name, patient.database().user() + " has one of " + length);
  }

  static boolean isWellKnown(String user, String password) {
    String small = password.toLowerCase(Locale.ROOT);
    return WELL_KNOWN.contains(small) || small.equals(user.toLowerCase(Locale.ROOT));
  }

  private static Finding secrets(Patient patient) {
    String name = "secrets";
    List<String> kept = patient.deployment().secrets();
    String inManager = kept == null ? "" : "; Secret Manager holds " + Patient.some(kept);
    if (patient.database().password() == null) {
      return pass(name, "no password is told to this run" + inManager);
    }
    if (patient.saidPassword()) {
      return warn(
          name,
          "the password stands in --database, where the list of processes shows it",
          "set DATABASE_URL or DB_PASSWORD in its place");
    }
    boolean cloud = patient.environment().containsKey("CLOUD_RUN_JOB");
    String where = "the password comes from the environment" + inManager;
    return cloud
        ? fail(name, where, "log in by IAM: leave DB_PASSWORD out (infra/jobs.tf does)")
        : pass(name, where);
  }

  /** What clients that know only a password log in by, read from the secret as they do. */
  private static List<Finding> clients(Patient patient) {
    String words = patient.environment().getOrDefault("PASSWORD_CLIENTS", "");
    String where = patient.environment().getOrDefault("PASSWORD_SECRET", "");
    if (words.isBlank() || where.isBlank()) {
      return List.of(skip("password clients", "none is named (PASSWORD_CLIENTS, PASSWORD_SECRET)"));
    }
    return Stream.of(words.split(",", 0))
        .map(String::strip)
        .flatMap(
            word ->
                Check.of(
                    "password of " + word,
                    p -> List.of(client(p, word, where.replace(Secret.CLIENT, word))))
                    .make(patient)
                    .stream())
        .toList();
  }

  private static Finding client(Patient patient, String word, String where)
      throws SQLException, IOException {
    String name = "password of " + word;
    String rotate = ROTATE + " --client " + word;
    Secret.Version latest = Secret.of(where).latest();
    if (latest == null) {
      return fail(name, where + " has no version", rotate);
    }
    Login login = Login.of(latest);
    Duration age = Duration.between(latest.madeAt(), patient.now());
    String evidence =
        "%s, %d characters, %s old"
            .formatted(login.user(), login.password().length(), Units.age(age));
    if (login.password().length() < SHORTEST || isWellKnown(login.user(), login.password())) {
      return fail(name, evidence + ": weak, " + SHORTEST + " are wanted", rotate);
    }
    if (!Attempt.opens(patient.database(), login.user(), login.password())) {
      return fail(name, evidence + ", and it gets nobody in", rotate);
    }
    return age.compareTo(OLDEST) > 0 ? warn(name, evidence, rotate) : pass(name, evidence);
  }

  /** Only names that documents print, so that no log fills with attempts. */
  private static Finding defaults(Patient patient) throws SQLException {
    String name = "default passwords";
    List<String> tried = new ArrayList<>();
    List<String> open = new ArrayList<>();
    for (String login :
        patient.names(
            "select rolname from pg_roles where rolcanlogin and rolname in ('gaia', 'gaia_app', 'postgres') order by 1")) {
      for (String password : List.of("gaia_secure_password", login)) {
        tried.add(login);
        if (Attempt.opens(patient.database(), login, password)) {
          open.add(login + " with " + password);
        }
      }
    }
    if (!open.isEmpty()) {
      return fail(
          name,
          "open to " + Patient.some(open),
          "alter role … password, by a verifier of at least " + SHORTEST + " characters");
    }
    return pass(
        name,
        tried.isEmpty()
            ? "no login has a name that documents print"
            : tried.size() + " attempts, none opened");
  }

  private static Finding stored(Patient patient) throws SQLException {
    String name = "stored passwords";
    String kind = patient.setting("password_encryption");
    if (!kind.equals("scram-sha-256")) {
      return fail(
          name,
          "password_encryption is " + kind,
          "set it to scram-sha-256, then gaia rotate-password");
    }
    String seen = "new ones are kept as " + kind;
    if (!patient.row("select has_table_privilege('pg_catalog.pg_authid', 'select')").is(1)) {
      return pass(name, seen + "; those of before are not for this login to see");
    }
    List<String> old = patient.names("select rolname from pg_authid where rolpassword ~ '^md5'");
    return old.isEmpty()
        ? pass(name, seen + ", and all are")
        : fail(name, "md5: " + Patient.some(old), "set each anew");
  }

  /** Cloud SQL's own agent is one, and nobody else should be. */
  private static Finding superusers(Patient patient) throws SQLException {
    List<String> all =
        patient.names(
            "select rolname from pg_roles where rolsuper and rolcanlogin and rolname <> 'cloudsqladmin' order by 1");
    return all.isEmpty()
        ? pass("superusers", "nobody of ours is superuser")
        : warn(
            "superusers",
            "may log in: " + Patient.some(all),
            "nothing here needs one: alter role … nologin, once migrate's login stands");
  }

  private static Finding admin(Patient patient) throws SQLException {
    String name = "admin";
    if (!patient.row("select to_regclass('auth.users') is not null").is(1)) {
      return skip(name, "there is no schema yet");
    }
    long admins =
        patient.row("select count(*) from auth.users where is_admin and is_active").number(1);
    return admins > 0
        ? pass(name, admins + " of the people who sign in are admins")
        : fail(name, "nobody who signs in is an admin", "gaia admin grant --subject SUB");
  }
}
