package gaia.invite;

import gaia.testing.Answer;
import gaia.testing.FunctionUnderTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** People of several invites, for one of the statements that redeem for many. */
final class Crew {
  private final FunctionUnderTest function;
  private final List<String> names = new ArrayList<>();
  private final List<String> hashes = new ArrayList<>();
  private final List<UUID> ids = new ArrayList<>();

  Crew(FunctionUnderTest function) {
    this.function = function;
  }

  Crew with(Game game, Answer invite, String... people) {
    for (String name : people) {
      names.add(name);
      ids.add(game.userId(name));
      hashes.add("\\x" + HexFormat.of().formatHex(hash(invite)));
    }
    return this;
  }

  private static byte[] hash(Answer invite) {
    return InviteToken.parse(invite.text("token")).orElseThrow().hash();
  }

  /** The outcome of each who has one, by name. */
  Map<String, String> redeem(String statement) throws SQLException {
    return redeem(statement, Instant.now());
  }

  Map<String, String> redeem(String statement, Instant now) throws SQLException {
    Map<String, Object> values = new HashMap<>();
    values.put("tokenHashes", hashes.toArray(String[]::new));
    values.put("callers", ids.stream().map(UUID::toString).toArray(String[]::new));
    values.put(
        "issuers", names.stream().map(name -> function.issuer().url()).toArray(String[]::new));
    values.put("subjects", names.toArray(String[]::new));
    values.put("emails", new String[names.size()]);
    values.put("fullNames", names.toArray(String[]::new));
    values.put("now", now);
    Map<String, String> outcomes = new TreeMap<>();
    try (Connection connection = function.database().connect("invite")) {
      Sql.of(RedemptionRepository.class, statement)
          .run(
              connection,
              values,
              row -> outcomes.put(name(row.getString("user_id")), row.getString("outcome")));
    }
    return outcomes;
  }

  private String name(String id) {
    return names.get(ids.indexOf(UUID.fromString(id)));
  }
}
