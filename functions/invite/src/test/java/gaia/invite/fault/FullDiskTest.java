package gaia.invite.fault;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.testing.Answer;
import gaia.testing.FragileDatabase;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The disk of the database is really full: a small file system of its own, filled to the last byte.
 */
class FullDiskTest {
  @TempDir Path disk;
  private boolean mounted;

  @BeforeEach
  void mount() throws Exception {
    mounted = run("mount", "-t", "tmpfs", "-o", "size=224m", "tmpfs", disk.toString()) == 0;
    Assumptions.assumeTrue(mounted, "no right to mount a small disk here: run as root on linux");
  }

  @AfterEach
  void unmount() throws Exception {
    if (mounted) {
      assertThat(run("umount", "-l", disk.toString())).isZero();
    }
  }

  @Test
  void nothingAcknowledgedIsLost_andItWorksAgainOnceThereIsSpace() throws Exception {
    try (FragileDatabase database = FragileDatabase.in(disk.resolve("postgres"));
        Scene scene = new Scene(database.url("invite"), 3, database::owner)) {
      String token = scene.session("full-disk");
      assertThat(scene.redeem("before", token).text("outcome")).isEqualTo("joined");

      Path filler = fill();
      List<String> in = new ArrayList<>();
      int refused = 0;
      for (int i = 0; i < 900 && refused < 5; i++) {
        String name = "p" + i;
        Answer answer = scene.redeem(name, token);
        if (answer.status() == 200) {
          in.add(name);
        } else {
          Scene.assertUnavailable(answer);
          refused++;
        }
      }
      assertThat(refused).as("told that it can't be kept").isEqualTo(5);

      Files.delete(filler);
      if (!database.isRunning()) {
        // It stops where not even its log fits; the cloud starts it again, here nobody does.
        database.kill();
        database.restart();
      }
      assertThat(scene.redeem("after", token).text("outcome")).isEqualTo("joined");
      for (String name : in) {
        assertThat(scene.redeem(name, token).text("outcome")).isEqualTo("already_member");
      }
      assertThat(scene.number("select count(*) from campaign_session_invite_uses"))
          .isEqualTo(in.size() + 2);
      scene.assertUnbroken();
    }
  }

  private Path fill() throws IOException {
    Path filler = disk.resolve("filler");
    byte[] zeros = new byte[4096];
    try (OutputStream out = Files.newOutputStream(filler)) {
      while (true) {
        out.write(zeros);
      }
    } catch (IOException full) {
      return filler;
    }
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
  }
}
