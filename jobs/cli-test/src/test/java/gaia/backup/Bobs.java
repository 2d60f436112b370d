package gaia.backup;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.catalog.Catalog;
import gaia.catalog.Differences;
import gaia.cli.Program;
import gaia.cli.Program.Ended;
import gaia.cli.Scratch;
import gaia.local.postgres.LocalPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A server where bob, who is no superuser, owns two empty databases: ours, and one to restore. */
final class Bobs implements AutoCloseable {
  /** What no catalog of ours is asked for. */
  static final String FORM =
      """
      select concat_ws(' ', c.oid::regclass, 'column', row_number() over (partition by c.oid order by a.attnum), a.attname,
        a.attislocal, a.attinhcount, a.attnotnull, a.attstorage, a.attcompression, a.attoptions, a.attstattarget,
        pg_get_expr(d.adbin, d.adrelid), c.relpersistence) as form
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
      where c.oid >= 16384 and c.relnamespace <> 'pg_toast'::regnamespace
      union all
      select concat_ws(' ', conrelid::regclass, 'constraint', conname, conislocal, coninhcount, pg_get_constraintdef(oid))
      from pg_constraint where oid >= 16384
      union all
      select concat_ws(' ', 'index', i.indexrelid::regclass, i.indrelid::regclass, h.inhparent::regclass, i.indisclustered,
        x.reloptions, pg_get_indexdef(i.indexrelid))
      from pg_index i join pg_class x on x.oid = i.indexrelid left join pg_inherits h on h.inhrelid = i.indexrelid
      where i.indexrelid >= 16384 and x.relnamespace <> 'pg_toast'::regnamespace
      union all
      select concat_ws(' ', 'comment', i.type, i.identity, d.description)
      from pg_description d cross join lateral pg_identify_object(d.classoid, d.objoid, d.objsubid) i
      where d.objoid >= 16384 or i.identity = 'public'
      union all
      select concat_ws(' ', 'sequence', seqrelid::regclass, pg_sequence_last_value(seqrelid),
        (xpath('/row/last_value/text()', query_to_xml('select last_value from ' || seqrelid::regclass, false, true, '')))[1])
      from pg_sequence
      union all
      select concat_ws(' ', 'aggregate', p.oid::regprocedure, p.provariadic::regtype, a.aggkind, a.aggtransfn,
        a.aggfinalmodify, a.agginitval)
      from pg_aggregate a join pg_proc p on p.oid = a.aggfnoid where p.oid >= 16384
      union all
      select concat_ws(' ', 'setting', setrole::regrole, setconfig) from pg_db_role_setting s
      join pg_database d on d.oid = s.setdatabase and d.datname = current_database()
      order by form
      """;

  private static final String STATES =
      """
      select concat_ws(' ', oid::regclass, relowner::regrole, relkind, relispopulated,
        case relkind when 'm' then case when relispopulated then (xpath('/row/n/text()',
          query_to_xml('select count(*) as n from ' || oid::regclass, false, true, '')))[1]::text end end)
      from pg_class where oid >= 16384 and relnamespace = 'public'::regnamespace order by 1
      """;

  private final LocalPostgres server = LocalPostgres.temporary();

  /**
   * @param rights that bob has as a role
   */
  Bobs(String rights) throws SQLException {
    try (Connection admin = server.connect("migrate", "postgres")) {
      Scratch.execute(
          admin,
          "set role cloudsqlsuperuser; create role bob login createrole createdb password 'b'");
    }
    try (Connection bob = connect("postgres")) {
      Scratch.execute(bob, "create database ours");
      Scratch.execute(bob, "create database again");
    }
    try (Connection admin = server.connect("migrate", "postgres")) {
      Scratch.execute(admin, "set role cloudsqlsuperuser; alter role bob " + rights);
    }
  }

  Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://" + server.host() + ":" + server.port() + "/" + database, "bob", "b");
  }

  /** As the superuser. */
  Connection cloud(String database) throws SQLException {
    return server.connectAsCloud(database, false);
  }

  String url(String database) {
    return "postgresql://bob:b@" + server.host() + ":" + server.port() + "/" + database;
  }

  Ended backup(Path folder) {
    return Program.gaia("backup", "--database", url("ours"), "--to", folder.toString());
  }

  /** By psql and by gaia. */
  void isThereAgain(String made, Path folder) throws SQLException, IOException {
    try (Connection ours = connect("ours")) {
      Scratch.execute(ours, made);
    }
    Ended backup = backup(folder);
    assertThat(backup.exit()).as(backup.err()).isZero();
    Path file = Kept.newest(folder).file();
    Psql.Ended ended = Psql.tried(file, url("again"));
    assertThat(ended.exit()).as(ended.said()).isZero();
    Program.gaia("restore", "" + file, "--database", url("ours"), "--into", "verified", "--yes")
        .succeeded();
    try (Connection ours = connect("ours");
        Connection again = connect("again")) {
      assertThat(Differences.between(Catalog.read(ours), Catalog.read(again))).isEmpty();
      assertThat(Scratch.read(again, STATES)).isEqualTo(Scratch.read(ours, STATES));
      assertThat(Scratch.read(again, FORM)).isEqualTo(Scratch.read(ours, FORM));
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
