package gaia.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.cli.Scratch;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is read of a database, and what of it counts. */
class CatalogTest {
  private static Scratch database;
  private Connection owner;

  @BeforeAll
  static void migrate() throws SQLException {
    database = Scratch.migrated();
  }

  @BeforeEach
  void begin() throws SQLException {
    owner = database.owner();
    owner.setAutoCommit(false);
  }

  @AfterEach
  void undo() throws SQLException {
    owner.close();
  }

  @Test
  void twoDatabasesOfOneSchema_areAlike() throws SQLException {
    Catalog other;
    try (Connection second = Scratch.migrated().owner()) {
      other = Catalog.read(second);
    }
    Catalog catalog = Catalog.read(owner);
    assertThat(Differences.between(catalog, other)).isEmpty();
    assertThat(catalog.fingerprint()).isEqualTo(other.fingerprint());
    assertThat(catalog.items(Kind.TABLE)).isNotEmpty();
  }

  @Test
  void everyDifference_changesTheFingerprint() throws SQLException {
    String before = Catalog.read(owner).fingerprint();
    Scratch.execute(owner, "alter table auth.users alter column email set default 'x'");
    assertThat(Catalog.read(owner).fingerprint()).isNotEqualTo(before);
  }

  @Test
  void reading_leavesTheCallersTransactionAsItWas() throws SQLException {
    Scratch.execute(owner, "set local search_path = auth; set local timezone = 'Asia/Tokyo'");
    Catalog.read(owner);
    assertThat(Scratch.read(owner, "show search_path")).containsExactly("auth");
    assertThat(Scratch.read(owner, "show timezone")).containsExactly("Asia/Tokyo");
  }

  @Test
  void theReadersSettings_doNotCount() throws SQLException {
    Scratch.execute(
        owner,
        """
        create table game.zoned (at timestamptz default '2026-01-01 00:00:00+00', day date default '2026-02-01',
          bytes bytea default '\\x01')
        """);
    String usual = Catalog.read(owner).fingerprint();
    Scratch.execute(
        owner,
        """
        set local timezone = 'Asia/Tokyo'; set local intervalstyle = 'sql_standard'; set local bytea_output = 'escape';
        set local search_path = game
        """);
    assertThat(Catalog.read(owner).fingerprint()).isEqualTo(usual);
  }

  @Test
  void partitions_countAsTheirParent() throws SQLException {
    Scratch.execute(
        owner, "create table game.parts (day date default now()) partition by list (day)");
    Catalog none = Catalog.read(owner);
    Scratch.execute(
        owner, "create table game.parts_1 partition of game.parts for values in ('2026-01-01')");
    Catalog one = Catalog.read(owner);
    assertThat(Differences.between(none, one)).isEmpty();
    assertThat(Differences.between(one, none)).isEmpty();
    assertThat(one.fingerprint()).isEqualTo(none.fingerprint());
  }

  @Test
  void aPartitionUnlikeItsParent_differs() throws SQLException {
    Scratch.execute(
        owner,
        """
        create table game.parts (day date default now(), n int) partition by list (day);
        create table game.parts_1 partition of game.parts for values in ('2026-01-01')
        """);
    Catalog like = Catalog.read(owner);
    Scratch.execute(
        owner,
        """
        alter table game.parts_1 alter column day drop default;
        alter table game.parts_1 alter column n set not null;
        alter table game.parts_1 add constraint few check (n < 5);
        create index own on game.parts_1 (n);
        grant select on game.parts_1 to gaia_invite
        """);
    assertThat(told(like, Catalog.read(owner)))
        .containsExactlyInAnyOrder(
            "changed partition game.parts_1 [default of day, not null of n]",
            "extra constraint few on game.parts_1 []",
            "extra index game.own []",
            "extra grant table game.parts_1 to gaia_invite []");
  }

  /** A copy of it cannot be, as its owner makes all of it. */
  @Test
  void whoHandedAGrantOn_differsAndDoesNotChangeTheFingerprint() throws SQLException {
    Scratch.execute(
        owner,
        """
        set role cloudsqlsuperuser;
        grant gaia_store to cloudsqlsuperuser with inherit true, set true;
        set role gaia_owner;
        grant usage on schema game to gaia_store;
        grant select on game.campaigns to gaia_store with grant option;
        grant select on game.campaigns to gaia_usage
        """);
    Catalog byTheOwner = Catalog.read(owner);
    Scratch.execute(
        owner,
        """
        revoke select on game.campaigns from gaia_usage;
        set role gaia_store;
        grant select on game.campaigns to gaia_usage
        """);
    Catalog handedOn = Catalog.read(owner);
    assertThat(told(byTheOwner, handedOn))
        .containsExactly("changed grant table game.campaigns to gaia_usage [select]");
    assertThat(handedOn.fingerprint()).isEqualTo(byTheOwner.fingerprint());
  }

  @Test
  void whatIsMissingAsAWhole_isToldOnce() throws SQLException {
    Catalog whole = Catalog.read(owner);
    Scratch.execute(owner, "drop table game.campaign_participants");
    Catalog less = Catalog.read(owner);
    assertThat(told(whole, less)).containsExactly("missing table game.campaign_participants []");
    assertThat(told(less, whole)).containsExactly("extra table game.campaign_participants []");
  }

  private static List<String> told(Catalog expected, Catalog actual) {
    return Differences.told(Differences.between(expected, actual)).stream()
        .map(d -> d.state() + " " + d.id() + " " + d.differing())
        .toList();
  }
}
