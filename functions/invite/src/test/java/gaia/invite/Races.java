package gaia.invite;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.testing.Answer;
import gaia.testing.FunctionUnderTest;
import gaia.testing.Http;
import gaia.testing.Patience;
import gaia.testing.TestClock;
import gaia.testing.Together;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The promise that nobody is admitted too many, with as many connections as a class gives them. */
abstract class Races {
  abstract FunctionUnderTest function();

  @AfterEach
  void nobodyWaitedForEachOther() {
    assertThat(
            function()
                .number(
                    "select deadlocks from pg_stat_database where datname = current_database()"))
        .isZero();
  }

  @Test
  void sixtyFourWantTenUses_tenGetThem() {
    Game game = Game.of(function(), 1000);
    Answer invite = game.invite("\"multi_use\": true", "\"max_uses\": 10");
    Map<String, List<Integer>> came = together(64, i -> "p" + i, i -> invite);
    assertThat(came.get("joined")).hasSize(10);
    assertThat(came.get("invite-used-up")).hasSize(54);
    assertThat(game.uses(invite)).isEqualTo(10);
    assertThat(game.memberCount()).isEqualTo(11);
    assertThat(numbers(invite, "campaign_session_invite_uses")).isEqualTo("1,2,3,4,5,6,7,8,9,10");
    assertThat(numbers(invite, "campaign_session_members")).isEqualTo("1,2,3,4,5,6,7,8,9,10");
    for (int person : came.getOrDefault("joined", List.of())) {
      assertThat(game.membership("p" + person, "status")).isEqualTo("active");
    }
  }

  @Test
  void twoInvitesForOnePlace_oneGetsIt() {
    for (int round = 0; round < 10; round++) {
      Game game = Game.of(function(), 2);
      Answer[] invites = {game.invite(), game.invite()};
      Map<String, List<Integer>> came = together(2, i -> "p" + i, i -> invites[i]);
      assertThat(came.get("joined")).hasSize(1);
      assertThat(came.get("session-full")).hasSize(1);
      assertThat(game.memberCount()).isEqualTo(2);
      assertThat(game.uses(invites[0]) + game.uses(invites[1])).isEqualTo(1);
    }
  }

  @Test
  void manyInvitesForAFewPlaces_fillThemAllAndNoMore() {
    Game game = Game.of(function(), 8);
    Answer[] invites = new Answer[3];
    for (int i = 0; i < 3; i++) {
      invites[i] = game.invite("\"multi_use\": true", "\"max_uses\": 4");
    }
    Map<String, List<Integer>> came = together(48, i -> "p" + i, i -> invites[i % 3]);
    assertThat(came.get("joined")).hasSize(7);
    assertThat(game.memberCount()).isEqualTo(8);
    assertThat(came.keySet()).isSubsetOf("joined", "session-full", "invite-used-up");
  }

  @Test
  void samePersonThirtyTwoTimes_takesOneUse_theLastOfTheLastPlace() {
    Game game = Game.of(function(), 2);
    Answer invite = game.invite();
    Map<String, List<Integer>> came = together(32, i -> "bob", i -> invite);
    assertThat(came.get("joined")).hasSize(1);
    assertThat(came.get("already_member")).hasSize(31);
    assertThat(game.uses(invite)).isEqualTo(1);
    assertThat(game.memberCount()).isEqualTo(2);
  }

  @Test
  void samePersonByTwoInvites_takesOneUseOfOne() {
    Game game = Game.of(function(), 4);
    Answer[] invites = {game.invite(), game.invite()};
    Map<String, List<Integer>> came = together(32, i -> "bob", i -> invites[i % 2]);
    assertThat(came.get("joined")).hasSize(1);
    assertThat(came.get("already_member")).hasSize(31);
    assertThat(game.uses(invites[0]) + game.uses(invites[1])).isEqualTo(1);
    assertThat(game.memberCount()).isEqualTo(2);
  }

  @Test
  void whileTheInviteExpires_whoeverAsksAfterThatMomentIsOut() {
    Game game = Game.of(function(), 100);
    Answer invite = game.invite("\"multi_use\": true");
    Instant end = Instant.parse(invite.text("expires_at"));
    TestClock.at(end.minus(1, ChronoUnit.MICROS));
    Set<Integer> late = ConcurrentHashMap.newKeySet();
    AtomicBoolean over = new AtomicBoolean();
    Map<String, List<Integer>> came =
        together(
            64,
            i -> "p" + i,
            i -> {
              if (i == 20) {
                TestClock.at(end);
                over.set(true);
              } else if (over.get()) {
                late.add(i);
              }
              return invite;
            });
    assertThat(came.keySet()).isSubsetOf("joined", "invite-expired");
    List<Integer> joined = came.getOrDefault("joined", List.of());
    assertThat(joined).doesNotContainAnyElementsOf(late).doesNotContain(20);
    assertThat(game.memberCount()).isEqualTo(1 + joined.size());
    assertThat(game.uses(invite)).isEqualTo(joined.size());
    for (int person : joined) {
      assertThat(game.membership("p" + person, "status")).isEqualTo("active");
    }
    assertThat(outcome(game.redeem("late", invite))).isEqualTo("invite-expired");
  }

  @Test
  void newcomerIntoTwoSessions_isOnePerson() {
    Game[] games = {Game.of(function(), 4), Game.of(function(), 4)};
    Answer[] invites = {games[0].invite(), games[1].invite()};
    List<Answer> answers =
        Together.start(
            16, i -> Patience.with(() -> games[i % 2].redeem("quentin", invites[i % 2])));
    assertThat(answers).allMatch(answer -> answer.status() == 200);
    assertThat(games[0].memberCount() + games[1].memberCount()).isEqualTo(4);
  }

  /** Who came to what: numbers of requests by outcome, or by problem. */
  private Map<String, List<Integer>> together(
      int count, Function<Integer, String> person, Function<Integer, Answer> invite) {
    List<Http> clients =
        IntStream.range(0, count).mapToObj(i -> function().as(person.apply(i))).toList();
    List<Answer> answers =
        Together.start(
            count,
            i -> {
              String wish = "{\"token\": \"%s\"}".formatted(invite.apply(i).text("token"));
              return Patience.with(() -> clients.get(i).post("/v1/invite/redeem", wish));
            });
    return IntStream.range(0, count)
        .boxed()
        .collect(Collectors.groupingBy(i -> outcome(answers.get(i))));
  }

  static String outcome(Answer answer) {
    return answer.status() == 200
        ? answer.text("outcome")
        : answer.text("type").replace("urn:gaia:problem:", "");
  }

  private String numbers(Answer invite, String table) {
    return String.valueOf(
        function()
            .one(
                "select string_agg(use_number::text, ',' order by use_number) from "
                    + table
                    + " where invite_id = ?::uuid",
                invite.text("invite_id")));
  }
}
