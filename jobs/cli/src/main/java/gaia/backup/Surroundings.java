package gaia.backup;

import gaia.archive.Bundled;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What a database needs beside what its catalog says.
 *
 * @param roles all that own, hold or are named by anything, the server's own left out
 * @param sequences statements that put each where it stands
 * @param details statements for what the catalog leaves aside
 * @param unsaid what can't be had again, by name
 * @param searchPath of the database
 */
record Surroundings(
    List<String> roles,
    List<String> sequences,
    List<String> details,
    List<String> unsaid,
    String searchPath) {
  private static final String ROLES =
      """
      select quote_ident(r.rolname)
      from pg_roles r
      where r.oid >= 16384 and r.oid in (
        select s.refobjid from pg_shdepend s join pg_database d on d.datname = current_database()
        where s.refclassid = 'pg_authid'::regclass
          and (s.dbid = d.oid or s.classid = 'pg_database'::regclass and s.objid = d.oid))
      -- The server's first superuser is called otherwise elsewhere, and nobody writes down what it owns.
      or r.oid = 10 and (
        exists (select from pg_database where datname = current_database() and datdba = 10)
        or exists (select from pg_class where oid >= 16384 and relowner = 10 and relnamespace <> 'pg_toast'::regnamespace)
        or exists (select from pg_namespace where oid >= 16384 and nspowner = 10 and nspname !~ '^pg_')
        or exists (select from pg_proc where oid >= 16384 and proowner = 10)
        or exists (select from pg_type where oid >= 16384 and typowner = 10))
      order by 1
      """;

  // A sequence takes no part in transactions: it stands at or behind what the snapshot shows.
  private static final String SEQUENCES =
      """
      select format('select pg_catalog.setval(%s, %s, %L)',
        case when i.refobjid is null then quote_literal(s.oid::regclass::text)
          else format('pg_catalog.pg_get_serial_sequence(%L, %L)', i.refobjid::regclass, a.attname) end,
        coalesce(v.last, q.seqstart), v.last is not null)
      from pg_class s
      join pg_sequence q on q.seqrelid = s.oid
      -- One that may not be read is refused by its name, see unsaid.sql.
      cross join lateral (
        select case when has_sequence_privilege(s.oid, 'usage, select') then pg_sequence_last_value(s.oid) end) v (last)
      join pg_namespace n on n.oid = s.relnamespace
      left join pg_depend i on i.classid = 'pg_class'::regclass and i.objid = s.oid
        and i.refclassid = 'pg_class'::regclass and i.deptype = 'i'
      left join pg_attribute a on a.attrelid = i.refobjid and a.attnum = i.refobjsubid
      where s.oid >= 16384 and s.relpersistence <> 't' and n.nspname !~ '^pg_'
        and not (n.nspname ~ '^google_' and pg_get_userbyid(n.nspowner) ~ '^cloudsql(?!superuser)')
        and not exists (
          select from pg_depend e
          where e.classid = 'pg_class'::regclass and e.objid = s.oid and e.deptype = 'e')
      order by s.oid::regclass::text
      """;

  private static final String SEARCH_PATH =
      """
      select coalesce((
        select substr(setting, strpos(setting, '=') + 1)
        from pg_db_role_setting s
        join pg_database d on d.oid = s.setdatabase and d.datname = current_database()
        cross join unnest(s.setconfig) setting
        where s.setrole = 0 and setting like 'search_path=%'), 'public')
      """;

  // What an extension marks as data that its users made is in no table of theirs.
  private static final String EXTENSION_DATA =
      """
      select format('select %L where exists (select from %s %s)',
        'rows of ' || t::regclass || ', which belongs to the extension ' || e.extname, t::regclass, condition)
      from pg_extension e cross join unnest(e.extconfig, e.extcondition) c (t, condition)
      join pg_class k on k.oid = t and k.relkind = 'r'
      """;

  static Surroundings read(Connection connection) throws SQLException {
    List<String> unsaid =
        new ArrayList<>(texts(connection, Bundled.sql(Surroundings.class, "unsaid.sql")));
    for (String question : texts(connection, EXTENSION_DATA)) {
      unsaid.addAll(texts(connection, question));
    }
    return new Surroundings(
        texts(connection, ROLES),
        texts(connection, SEQUENCES),
        texts(connection, Bundled.sql(Surroundings.class, "details.sql")),
        unsaid,
        texts(connection, SEARCH_PATH).getFirst());
  }

  private static List<String> texts(Connection connection, String query) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }
}
