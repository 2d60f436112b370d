package gaia.invite;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.testing.Answer;
import gaia.testing.FunctionUnderTest;
import gaia.testing.Together;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Those who come while another's statement is under way. */
class CrowdTest {
  // Nobody loses patience before all have come, however slow this machine is.
  @RegisterExtension
  static final FunctionUnderTest INVITE =
      FunctionUnderTest.of("invite").with("redeem.patience", "30s");

  private final Game game = Game.of(INVITE, 50);

  @Test
  void comeInTogether_byOneStatement() throws SQLException {
    Answer invite = game.invite("\"multi_use\": true");
    List<Answer> answers = crowd(invite, names("p", 12));
    assertThat(answers).allMatch(answer -> Races.outcome(answer).equals("joined"));
    assertThat(answers.stream().map(answer -> answer.at("session/member_count").getIntValue()))
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(3, 14).boxed().toList());
    assertThat(game.memberCount()).isEqualTo(14);
    assertThat(game.uses(invite)).isEqualTo(13);
    // One of the first, who held them up, and one of all others.
    assertThat(statements()).isEqualTo(2);
  }

  @Test
  void ofOtherSessions_shareTheStatementToo() throws SQLException {
    Answer invite = game.invite("\"multi_use\": true");
    Game other = Game.of(INVITE, 3);
    Answer others = other.invite("\"multi_use\": true");
    List<Supplier<Answer>> requests = new ArrayList<>();
    names("p", 4).forEach(name -> requests.add(() -> game.redeem(name, invite)));
    names("q", 4).forEach(name -> requests.add(() -> other.redeem(name, others)));
    requests.add(() -> other.redeem("r", InviteToken.of(new byte[17]).shown()));
    List<Answer> answers = answersOf(invite, requests, "name = name");
    assertThat(answers.subList(0, 4)).allMatch(answer -> answer.text("outcome").equals("joined"));
    assertThat(answers.subList(4, 8).stream().map(Races::outcome))
        .containsExactlyInAnyOrder("joined", "joined", "session-full", "session-full");
    assertThat(Races.outcome(answers.get(8))).isEqualTo("invite-unknown");
    assertThat(statements()).isEqualTo(2);
    assertThat(other.memberCount()).isEqualTo(3);
    assertThat(other.uses(others)).isEqualTo(2);
  }

  @Test
  void oneOfAnotherSession_waitsForNoStatementThatStandsStill() throws SQLException {
    Answer invite = game.invite("\"multi_use\": true");
    Game other = Game.of(INVITE, 3);
    Answer others = other.invite();
    try (Connection holder = INVITE.database().connect("migrate")) {
      holder.setAutoCommit(false);
      change(holder, "name = name", game);
      CompletableFuture<Answer> first = Together.later(() -> game.redeem("first", invite));
      until(() -> held() == 1, first);
      assertThat(other.redeem("lone", others).text("outcome")).isEqualTo("joined");
      assertThat(first).isNotDone();
      holder.commit();
      assertThat(first.join().status()).isEqualTo(200);
    }
  }

  @Test
  void oneOfAnotherSession_passesAllStatementsThatStandStill() throws SQLException {
    Game[] held = {Game.of(INVITE, 3), Game.of(INVITE, 3)};
    Answer[] behind = {held[0].invite(), held[1].invite()};
    Answer invite = game.invite();
    try (Connection holder = INVITE.database().connect("migrate")) {
      holder.setAutoCommit(false);
      change(holder, "name = name", held[0]);
      change(holder, "name = name", held[1]);
      List<CompletableFuture<Answer>> stuck = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        int number = i;
        stuck.add(Together.later(() -> held[number].redeem("stuck", behind[number])));
        until(() -> held() == number + 1, stuck.getFirst());
      }
      assertThat(game.redeem("lone", invite).text("outcome")).isEqualTo("joined");
      assertThat(stuck).noneMatch(CompletableFuture::isDone);
      holder.commit();
      stuck.forEach(one -> assertThat(one.join().status()).isEqualTo(200));
    }
  }

  @Test
  void somePersonOften_isOneOfThem() throws SQLException {
    Answer invite = game.invite("\"multi_use\": true");
    List<Answer> answers = crowd(invite, List.of("bob", "bob", "carl", "bob", "carl"));
    assertThat(answers.stream().map(Races::outcome))
        .containsExactlyInAnyOrder(
            "joined", "joined", "already_member", "already_member", "already_member");
    assertThat(game.uses(invite)).isEqualTo(3);
  }

  @Test
  void moreThanThereIsRoomFor_theRestAreTold() throws SQLException {
    Answer invite = game.invite("\"multi_use\": true", "\"max_uses\": 5");
    List<Answer> answers = crowd(invite, names("p", 12));
    assertThat(answers.stream().map(Races::outcome).filter("joined"::equals)).hasSize(4);
    assertThat(answers.stream().map(Races::outcome).filter("invite-used-up"::equals)).hasSize(8);
    assertThat(game.uses(invite)).isEqualTo(5);
    assertThat(game.memberCount()).isEqualTo(6);
  }

  @Test
  void ofMembersAndStrangers_eachIsToldTheirOwn() throws SQLException {
    Answer invite = game.invite("\"multi_use\": true");
    game.redeem("rita", invite);
    game.left("rita");
    game.with("mia", "rob");
    game.removed("rob");
    List<Answer> answers = crowd(invite, List.of("mia", "sam", "rita", "sue", "rob"));
    assertThat(answers.stream().map(Races::outcome))
        .containsExactly("already_member", "joined", "rejoined", "joined", "member-removed");
    assertThat(game.membership("rita", "use_number")).isEqualTo("1");
  }

  @Test
  void ofWhomOneCannotBeKept_theOthersComeIn() throws SQLException {
    INVITE.sql("alter table auth.users add constraint no_one check (subject <> 'nobody')");
    Answer invite = game.invite("\"multi_use\": true");
    List<Answer> answers = crowd(invite, List.of("mia", "nobody", "sam"));
    assertThat(answers.stream().map(Answer::status)).containsExactly(200, 500, 200);
    assertThat(game.memberCount()).isEqualTo(4);
  }

  @Test
  void overMeanwhile_everybodyIsTold() throws SQLException {
    Answer invite = game.invite("\"multi_use\": true");
    List<Answer> answers = crowd(invite, names("p", 6), "status = 'ended', ended_at = now()");
    assertThat(answers).allMatch(answer -> Races.outcome(answer).equals("session-ended"));
    assertThat(game.memberCount()).isEqualTo(1);
  }

  /** The names come while all that may be under way stands before locked sessions. */
  private List<Answer> crowd(Answer invite, List<String> names) throws SQLException {
    return crowd(invite, names, "name = name");
  }

  private List<Answer> crowd(Answer invite, List<String> names, String meanwhile)
      throws SQLException {
    List<Supplier<Answer>> requests = new ArrayList<>();
    names.forEach(name -> requests.add(() -> game.redeem(name, invite)));
    return answersOf(invite, requests, meanwhile);
  }

  private List<Answer> answersOf(Answer invite, List<Supplier<Answer>> requests, String meanwhile)
      throws SQLException {
    Game aside = Game.of(INVITE, 4);
    Answer asides = aside.invite("\"multi_use\": true");
    try (Connection other = INVITE.database().connect("migrate")) {
      other.setAutoCommit(false);
      change(other, meanwhile, game);
      change(other, "name = name", aside);
      CompletableFuture<Answer> first = Together.later(() -> game.redeem("first", invite));
      until(() -> held() == 1, first);
      // Beside one that stands still even one is worth a statement, up to the last that may be
      // under
      // way. That one waits for no session, but for a person whom another makes known.
      CompletableFuture<Answer> second = Together.later(() -> aside.redeem("second", asides));
      until(() -> held() == 2, first);
      Game open = Game.of(INVITE, 4);
      Answer opens = open.invite();
      String stranger = "stranger-of-" + open.id();
      introduce(other, open.userId(stranger));
      CompletableFuture<Answer> third = Together.later(() -> open.redeem(stranger, opens));
      until(() -> held() == 3, first);
      List<CompletableFuture<Answer>> others =
          requests.stream().map(request -> Together.later(request)).toList();
      until(() -> waiting() == requests.size(), first);
      other.commit();
      assertThat(second.join().status()).isEqualTo(200);
      assertThat(third.join().status()).isEqualTo(200);
      return others.stream().map(CompletableFuture::join).toList();
    }
  }

  private static void change(Connection other, String assignment, Game game) throws SQLException {
    String sql = "update campaign_sessions set " + assignment + " where session_id = ?";
    try (PreparedStatement hold = other.prepareStatement(sql)) {
      hold.setString(1, game.id());
      hold.executeUpdate();
    }
  }

  private static void introduce(Connection other, UUID person) throws SQLException {
    String sql = "insert into auth.users (user_id, issuer, subject) values (?, 'elsewhere', ?)";
    try (PreparedStatement row = other.prepareStatement(sql)) {
      row.setObject(1, person);
      row.setString(2, person.toString());
      row.executeUpdate();
    }
  }

  private static long held() {
    return INVITE.number("select count(*) from pg_locks where not granted");
  }

  private interface Condition {
    boolean holds();
  }

  private static void until(Condition condition, CompletableFuture<Answer> first) {
    while (!condition.holds()) {
      assertThat(first).as("whoever holds the others up").isNotDone();
      LockSupport.parkNanos(MILLISECONDS.toNanos(2));
    }
  }

  /** The function runs in this process, so whoever waits for a turn is seen. */
  private static long waiting() {
    return Thread.getAllStackTraces().values().stream()
        .filter(stack -> Arrays.stream(stack).anyMatch(CrowdTest::isWait))
        .count();
  }

  private static boolean isWait(StackTraceElement frame) {
    return frame.getClassName().equals(Turn.class.getName())
        && frame.getMethodName().equals("await");
  }

  private static List<String> names(String prefix, int count) {
    return Stream.iterate(1, i -> i + 1).limit(count).map(i -> prefix + i).toList();
  }

  /** Rows that one statement wrote bear one transaction's number. */
  private long statements() {
    return INVITE.number(
        "select count(distinct xmin::text) from campaign_session_members"
            + " where session_id = ? and invite_id is not null",
        game.id());
  }
}
