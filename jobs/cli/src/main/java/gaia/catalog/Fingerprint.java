package gaia.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;

/** A short name for all that is compared of a catalog. */
final class Fingerprint {
  /**
   * What another server lacks, what a database is to its server, what older backups do not count.
   */
  private static final Set<String> ASIDE =
      Set.of("tablespace", "is_template", "allow_connections", "identity sequence");

  private Fingerprint() {}

  static String of(Catalog catalog) {
    MessageDigest all = sha256();
    catalog.items().stream()
        .filter(Fingerprint::counts)
        .map(Fingerprint::text)
        .sorted()
        .forEach(text -> all.update(text.getBytes(UTF_8)));
    return HexFormat.of().formatHex(all.digest());
  }

  /**
   * Partitions come and go; who logs in, how roles are set, what only a superuser sets and may do
   * with what comes with an extension is the server's affair.
   */
  private static boolean counts(Item item) {
    String of = item.of();
    return !(item.kind() == Kind.PARTITION
        || Brought.is(item)
        || item.has("login")
        || (item.kind() == Kind.SETTING
            && (item.within().startsWith("role ") || item.has("of superusers")))
        || (item.kind() == Kind.GRANT && of != null && of.startsWith(Kind.EXTENSION.word() + " "))
        || (of != null && of.startsWith(Kind.PARTITION.word() + " ")));
  }

  private static String text(Item item) {
    StringBuilder text = new StringBuilder(item.id()).append('\n');
    Differences.compared(item).stream()
        .filter(fact -> !ASIDE.contains(fact) && !Comment.is(fact))
        .forEach(fact -> text.append(fact).append('=').append(value(item, fact)).append('\n'));
    return text.append('\n').toString();
  }

  /** A copy that the owner makes holds all that was granted, and granted all of it itself. */
  private static String value(Item item, String fact) {
    String value = Differences.value(item, fact);
    return item.kind() == Kind.GRANT ? value.split(" by ", 2)[0] : value;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
