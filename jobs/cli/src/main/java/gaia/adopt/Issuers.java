package gaia.adopt;

import gaia.cli.Stop;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whose tokens the people of an old database sign in with, as the operator says it. */
record Issuers(List<Issuer> all) {
  private static final Pattern FORM =
      Pattern.compile("(?:([A-Za-z][A-Za-z0-9_-]*)=)?(https?://[^\\s/?#]+[^\\s?#]*)");

  /**
   * One of them.
   *
   * @param provider whose accounts have their subjects from it; null: all that are not named
   * @param url the exact {@code iss} of the tokens
   */
  record Issuer(@Nullable String provider, String url) {}

  /** Of {@code URL} and {@code PROVIDER=URL}. */
  static Issuers of(List<String> said) {
    List<Issuer> all = new ArrayList<>();
    Set<String> named = new HashSet<>();
    for (String one : said) {
      Matcher form = FORM.matcher(one);
      if (!form.matches()) {
        throw Stop.usage(
            "--issuer '" + one + "' is no issuer",
            "write URL or PROVIDER=URL, the URL as the functions' IDENTITY_ISSUER has it");
      }
      String provider = form.group(1) == null ? null : form.group(1).toLowerCase(Locale.ROOT);
      if (!named.add(String.valueOf(provider))) {
        throw Stop.usage(
            "--issuer '" + one + "' is the second for the same accounts",
            "one plain URL, and one of each provider that has another");
      }
      all.add(new Issuer(provider, form.group(2)));
    }
    return new Issuers(List.copyOf(all));
  }

  boolean isEmpty() {
    return all.isEmpty();
  }
}
