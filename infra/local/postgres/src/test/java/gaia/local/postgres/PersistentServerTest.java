package gaia.local.postgres;

import static gaia.local.postgres.LocalPostgresTest.ask;
import static gaia.local.postgres.LocalPostgresTest.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersistentServerTest {
  @TempDir static Path folder;

  @Test
  void dataAndPasswordsOutliveTheServer() throws Exception {
    String url;
    try (LocalPostgres first = start();
        Connection migrate = first.connect("migrate", "gaia")) {
      url = first.url("migrate", "gaia");
      run(migrate, "set role cloudsqlsuperuser");
      run(migrate, "create schema kept");
      assertThat(ask(migrate, "show fsync")).isEqualTo("on");
      assertThat(ask(migrate, "show synchronous_commit")).isEqualTo("on");
    }
    try (LocalPostgres second = start();
        Connection migrate = second.connect("migrate", "gaia")) {
      assertThat(ask(migrate, "select 'kept'::regnamespace::text")).isEqualTo("kept");
      assertThat(withoutPort(second.url("migrate", "gaia"))).isEqualTo(withoutPort(url));
    }
    assertThat(Files.getPosixFilePermissions(folder.resolve("passwords")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void serverLeftOverFromAKilledStack_isStoppedFirst() throws Exception {
    Process killed = java(KilledStack.class, folder.toString());
    assertThat(killed.waitFor()).isEqualTo(KilledStack.EXIT);
    List<String> pidFile = Files.readAllLines(folder.resolve("data/postmaster.pid"));
    assertThat(ProcessHandle.of(Long.parseLong(pidFile.getFirst()))).isPresent();

    try (LocalPostgres next = LocalPostgres.persistent(folder, Integer.parseInt(pidFile.get(3)))) {
      assertThat(next.port()).asString().isEqualTo(pidFile.get(3));
      next.connect("session", "gaia").close();
    }
  }

  private static Process java(Class<?> main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).inheritIO().start();
  }

  @Test
  void pidFileThatNamesAStranger_leavesTheStrangerAlone() throws Exception {
    start().close();
    Files.writeString(
        folder.resolve("data/postmaster.pid"), ProcessHandle.current().pid() + "\n/elsewhere\n");
    start().close();
  }

  @Test
  void lostPasswords_areMadeAgain() throws Exception {
    start().close();
    Files.delete(folder.resolve("passwords"));
    try (LocalPostgres again = start()) {
      again.connect("session", "gaia").close();
    }
  }

  @Test
  void erasedData_startsEmpty() throws Exception {
    try (LocalPostgres first = start();
        Connection migrate = first.connect("migrate", "gaia")) {
      run(migrate, "set role cloudsqlsuperuser");
      run(migrate, "create schema gone");
    }
    LocalPostgres.erase(folder);
    try (LocalPostgres second = start();
        Connection migrate = second.connect("migrate", "gaia")) {
      assertThat(ask(migrate, "select count(*) from pg_namespace where nspname = 'gone'"))
          .isEqualTo("0");
    }
  }

  @Test
  void takenPort_isLeftToItsOwner() throws Exception {
    try (ServerSocket owner = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        LocalPostgres postgres = LocalPostgres.persistent(folder, owner.getLocalPort())) {
      assertThat(postgres.port()).isNotEqualTo(owner.getLocalPort());
    }
  }

  @Test
  void damagedData_givesOneSentence() throws Exception {
    start().close();
    damage("global/pg_control", "garbage".repeat(2000));
    damage("PG_VERSION", "15\n");
    damage("PG_VERSION", null);
    damage("global/pg_control", null);
    damage("pg_xact/0000", null);
  }

  private void damage(String file, @Nullable String content) throws IOException {
    Path at = folder.resolve("data").resolve(file);
    byte[] whole = Files.readAllBytes(at);
    if (content == null) {
      Files.delete(at);
    } else {
      Files.writeString(at, content);
    }
    assertThatThrownBy(this::start)
        .isInstanceOf(PostgresUnavailable.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("-Dfresh")
        .message()
        .satisfies(sentence -> assertThat(sentence.lines()).hasSize(1));
    Files.write(at, whole);
  }

  private LocalPostgres start() {
    return LocalPostgres.persistent(folder, Ports.free());
  }

  private static String withoutPort(String url) {
    return url.replaceFirst(":\\d+/", "/");
  }
}
