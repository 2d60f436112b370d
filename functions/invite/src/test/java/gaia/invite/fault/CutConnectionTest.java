package gaia.invite.fault;

import static gaia.invite.fault.Scene.assertUnavailable;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.testing.Answer;
import gaia.testing.Gate;
import gaia.testing.Gate.Cut;
import gaia.testing.TestDatabase;
import gaia.testing.Together;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The connection to the database ends where it hurts. */
class CutConnectionTest {
  private TestDatabase database;
  private Gate gate;
  private Scene scene;
  private String token;

  @BeforeEach
  void start() throws Exception {
    database = TestDatabase.create();
    int port = URI.create(database.url("invite")).getPort();
    gate = new Gate(port);
    String url = database.url("invite").replace(":" + port + "/", ":" + gate.port() + "/");
    scene = new Scene(url, 3, () -> database.connect("migrate"));
    token = scene.session("torn");
  }

  @AfterEach
  void stop() {
    scene.close();
    gate.close();
    database.close();
  }

  @ParameterizedTest
  @EnumSource
  void redeeming_isRepeatedSafely(Cut where) throws Exception {
    gate.cutNext(where);
    assertUnavailable(scene.redeem("bob", token));

    Answer again = scene.redeem("bob", token);
    assertThat(again.text("outcome"))
        .isEqualTo(where == Cut.IN_REQUEST ? "joined" : "already_member");
    assertThat(again.number("session/member_count")).isEqualTo(2);
    scene.assertUnbroken();
  }

  @ParameterizedTest
  @EnumSource
  void issuing_isRepeatedSafelyWithItsKey(Cut where) throws Exception {
    gate.cutNext(where);
    assertUnavailable(scene.issue(Scene.HOST, "torn", "once"));

    Answer issued = scene.issue(Scene.HOST, "torn", "once");
    assertThat(issued.status()).isEqualTo(201);
    assertThat(scene.redeem("bob", issued.text("token")).text("outcome")).isEqualTo("joined");
    assertThat(scene.number("select count(*) from campaign_session_invites")).isEqualTo(2);
  }

  /** Whoever comes next does not pay for the connections that died with it. */
  @Test
  void connectionsThatDiedTogether_costOneAnswer() {
    List<Answer> warm = Together.start(16, i -> scene.issue(Scene.HOST, "torn", "warm" + i));
    assertThat(warm).allMatch(answer -> answer.status() == 201);
    gate.shut();
    gate.open();
    assertUnavailable(scene.redeem("bob", token));
    for (int i = 0; i < 5; i++) {
      assertThat(scene.redeem("carl" + i, token).text("outcome")).isEqualTo("joined");
    }
  }

  /** Nothing was sent that could have run: the caller need not know. */
  @ParameterizedTest
  @EnumSource
  void whileConnecting_isTriedAgain(Cut where) {
    gate.shut();
    gate.open();
    assertUnavailable(scene.redeem("bob", token));
    gate.cutNext(where);
    assertThat(scene.redeem("bob", token).text("outcome")).isEqualTo("joined");
  }
}
