package gaia.bench;

import io.micronaut.data.annotation.Query;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The function's own statement for redeeming, as its repository declares it. */
record Statement(String text) {
  private static final Pattern PARAMETER = Pattern.compile("(?<!:):([a-zA-Z]+)");

  static Statement ofRedeem() throws ClassNotFoundException {
    return new Statement(
        Arrays.stream(Class.forName("gaia.invite.RedemptionRepository").getDeclaredMethods())
            .filter(method -> method.getName().equals("redeem"))
            .map(method -> method.getAnnotation(Query.class).value())
            .findFirst()
            .orElseThrow());
  }

  /** With other text for each parameter. */
  String with(Map<String, String> replacements) {
    return PARAMETER
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(replacements.get(found.group(1))));
  }

  /** For JDBC. */
  String positional() {
    return PARAMETER.matcher(text).replaceAll("?");
  }

  /** The parameters' names in the order of {@link #positional}. */
  List<String> order() {
    List<String> names = new ArrayList<>();
    PARAMETER.matcher(text).results().forEach(found -> names.add(found.group(1)));
    return names;
  }
}
