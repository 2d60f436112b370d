package gaia.backup;

import gaia.archive.Bundled;
import gaia.archive.rows.Reading;
import gaia.catalog.building.Here;
import gaia.catalog.building.UsualPath;
import gaia.catalog.form.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a database needs beside what its catalog says.
 *
 * @param roles all that own, hold or are named by anything, and ours; the server's own left out
 * @param sequences statements that put each where it stands
 * @param children the indexes and keys of partitions that those of whole tables make, by their
 *     names
 * @param details statements for what the catalog leaves aside
 * @param unsaid what can't be had again, by name
 * @param usual the path that its functions count on
 */
record Surroundings(
    List<String> roles,
    List<String> sequences,
    List<String> children,
    List<String> details,
    List<String> unsaid,
    UsualPath usual) {
  private static final int TOGETHER = 100;

  private static final String ROLES =
      """
      select quote_ident(r.rolname)
      from pg_roles r
      where r.oid >= 16384 and r.oid in (
        select s.refobjid from pg_shdepend s join pg_database d on d.datname = current_database()
        where s.refclassid = 'pg_authid'::regclass
          and (s.dbid = d.oid or s.classid = 'pg_database'::regclass and s.objid = d.oid)
          -- Whose an extension is, and what is in it, is the server's affair.
          and not (s.deptype = 'o' and (s.classid = 'pg_extension'::regclass or exists (
            select from pg_depend e
            where (e.classid, e.objid, e.deptype) = (s.classid, s.objid, 'e')))))
      -- The server's first superuser is called otherwise elsewhere, and nobody writes down what it owns.
      or r.oid = 10 and (
        exists (select from pg_database where datname = current_database() and datdba = 10)
        or exists (
          select from (
            select 'pg_class'::regclass, oid from pg_class
            where relowner = 10 and relkind not in ('i', 'I') and relnamespace <> 'pg_toast'::regnamespace
            union all select 'pg_namespace'::regclass, oid from pg_namespace where nspowner = 10 and nspname !~ '^pg_'
            union all select 'pg_proc'::regclass, oid from pg_proc where proowner = 10
            union all select 'pg_type'::regclass, oid from pg_type where typowner = 10) o (class, oid)
          where o.oid >= 16384 and not exists (
            select from pg_depend d where (d.classid, d.objid) = (o.class, o.oid) and d.deptype in ('e', 'i')))
        or exists (select from pg_largeobject_metadata where lomowner = 10))
      -- Our own also where nothing is named after them yet.
      or r.rolname ~ '^gaia_' and not r.rolcanlogin
      order by 1
      """;

  private static final String SEQUENCES =
      """
      select s.oid::text
      from pg_class s
      join pg_namespace n on n.oid = s.relnamespace
      where s.oid >= 16384 and s.relkind = 'S' and s.relpersistence <> 't' and n.nspname !~ '^pg_'
        and not (n.nspname ~ '^google_' and pg_get_userbyid(n.nspowner) ~ '^cloudsql(?!superuser)')
        and not exists (
          select from pg_depend e
          where e.classid = 'pg_class'::regclass and e.objid = s.oid and e.deptype = 'e')
      order by s.oid::regclass::text
      """;

  // A sequence takes no part in transactions: it stands at or behind what the snapshot shows. One
  // that was never asked need not stand at its start, and only it itself says where.
  private static final String POSITIONS =
      """
      select format('select %L || coalesce(%L, %s) || %L', 'select pg_catalog.setval('
        || case when i.refobjid is null then quote_literal(s.oid::regclass::text)
          else format('pg_catalog.pg_get_serial_sequence(%L, %L)', i.refobjid::regclass, a.attname) end || ', ',
        v.last, coalesce('(select last_value from ' || case when v.last is null then h.name end || ')', q.seqstart::text),
        ', ' || (v.last is not null)::text || ')')
      from unnest('{oids}'::oid[]) s (oid)
      join pg_sequence q on q.seqrelid = s.oid
      -- One that may not be read is refused by its name, see unsaid.sql.
      cross join lateral (
        select case when has_sequence_privilege(s.oid, 'usage, select') then pg_sequence_last_value(s.oid) end) v (last)
      cross join lateral (
        select case when has_sequence_privilege(s.oid, 'select') then s.oid::regclass::text end) h (name)
      left join pg_depend i on i.classid = 'pg_class'::regclass and i.objid = s.oid
        and i.refclassid = 'pg_class'::regclass and i.deptype = 'i'
      left join pg_attribute a on a.attrelid = i.refobjid and a.attnum = i.refobjsubid
      order by s.oid::regclass::text
      """;

  // Where an index or the key of partitions calls functions, PostgreSQL reads those as often as it
  // plans anything on the table; the rest calls them only later, or can be made to.
  private static final String CALLING =
      """
      with calling as (
        select distinct coalesce(pg_partition_root(i.indrelid), i.indrelid) as root
        from pg_index i
        join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = i.indexrelid and d.refobjid >= 16384
          and d.refclassid in ('pg_proc'::regclass, 'pg_operator'::regclass, 'pg_type'::regclass)
        where i.indexprs is not null or i.indpred is not null
        union
        select pg_partition_root(k.partrelid)
        from pg_partitioned_table k
        join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = k.partrelid and d.refobjid >= 16384
          and d.refclassid in ('pg_proc'::regclass, 'pg_operator'::regclass)
        where k.partexprs is not null
        union
        select coalesce(pg_partition_root(i.indrelid), i.indrelid)
        from pg_index i join pg_attribute a on a.attrelid = i.indexrelid
        join pg_range r on a.atttypid in (r.rngtypid, r.rngmultitypid)
        where r.rngsubdiff >= 16384
      ), calling_too as (
        select c.oid from pg_class c join calling on root = coalesce(pg_partition_root(c.oid), c.oid)
        where c.relkind in ('r', 'p', 'm')
      )
      select 'index ' || i.indexrelid::regclass as id, format('(pg_catalog.pg_get_indexdef(%s))', i.indexrelid) as definition
      from pg_index i join calling_too t on t.oid = i.indrelid
      where i.indexrelid >= 16384
      union all
      select 'constraint ' || quote_ident(k.conname) || ' on ' || k.conrelid::regclass,
        format('(pg_catalog.pg_get_constraintdef(%s))', k.oid)
      from pg_constraint k
      where k.contype in ('p', 'u', 'x', 'f') and k.oid >= 16384
        and (k.conrelid in (select oid from calling_too) or k.confrelid in (select oid from calling_too))
      """;

  // One whose whole has not got all of them is an index by itself.
  private static final String CHILDREN =
      """
      select format('(%L, %L, null, %L)', whole.oid::regclass, i.indrelid::regclass, x.relname)
      from pg_class x
      join pg_index i on i.indexrelid = x.oid
      cross join lateral (
        select a.relid from pg_partition_ancestors(x.oid) with ordinality a (relid, step)
        join pg_index w on w.indexrelid = a.relid and w.indisvalid
        order by a.step desc limit 1) whole (oid)
      where x.oid >= 16384 and x.relkind in ('i', 'I') and x.relispartition and whole.oid <> x.oid
      union all
      select format('(%L, %L, %L, %L)', whole.conrelid::regclass, k.conrelid::regclass, whole.conname, k.conname)
      from pg_constraint k
      cross join lateral (
        with recursive above as (
          select k.conrelid, k.conname, k.conparentid
          union all
          select p.conrelid, p.conname, p.conparentid from above join pg_constraint p on p.oid = above.conparentid)
        select conrelid, conname from above where conparentid = 0) whole
      where k.oid >= 16384 and k.contype = 'f' and k.conparentid <> 0 and k.conrelid <> whole.conrelid
        and k.conname <> whole.conname
      order by 1
      """;

  // What an extension marks as data that its users made is in no table of theirs.
  private static final String EXTENSION_DATA =
      """
      select format('select %L where exists (select from %s %s)',
        'rows of ' || t::regclass || ', which belongs to the extension ' || e.extname, t::regclass, condition)
      from pg_extension e cross join unnest(e.extconfig, e.extcondition) c (t, condition)
      join pg_class k on k.oid = t and k.relkind = 'r'
      """;

  /**
   * All of it.
   *
   * @param aside see {@link Snapshot#aside}
   */
  static Surroundings read(Connection connection, Connection aside) throws SQLException {
    List<String> unsaid =
        new ArrayList<>(texts(connection, Bundled.sql(Surroundings.class, "unsaid.sql")));
    unsaid.addAll(answers(connection, texts(connection, EXTENSION_DATA)));
    return new Surroundings(
        texts(connection, ROLES),
        sequences(texts(connection, SEQUENCES), aside),
        texts(connection, CHILDREN),
        details(connection),
        unsaid,
        usual(connection, Sql.names(texts(connection, "select " + Reading.USUAL_PATH).getFirst())));
  }

  // Who asks for its position keeps it locked until the end of his transaction.
  private static List<String> sequences(List<String> all, Connection aside) throws SQLException {
    List<String> positions = new ArrayList<>();
    for (int from = 0; from < all.size(); from += TOGETHER) {
      List<String> some = all.subList(from, Math.min(from + TOGETHER, all.size()));
      positions.addAll(
          answers(aside, texts(aside, POSITIONS.replace("oids", String.join(",", some)))));
    }
    if (positions.size() < all.size()) {
      throw new SQLException("a sequence was dropped meanwhile", Moment.DROPPED);
    }
    return positions;
  }

  // PostgreSQL plans a union in the square of its length.
  private static List<String> answers(Connection connection, List<String> questions)
      throws SQLException {
    List<String> answers = new ArrayList<>();
    for (int from = 0; from < questions.size(); from += TOGETHER) {
      List<String> some = questions.subList(from, Math.min(from + TOGETHER, questions.size()));
      answers.addAll(texts(connection, String.join(" union all ", some)));
    }
    return answers;
  }

  private static List<String> details(Connection connection) throws SQLException {
    List<String> details = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(Bundled.sql(Surroundings.class, "details.sql"))) {
      while (rows.next()) {
        String sql = rows.getString("statement");
        details.add(rows.getBoolean("wants_more") ? Here.whereAllowed(sql) : sql);
      }
    }
    return Here.named(details);
  }

  /** Read under it is nothing but these definitions: whatever lies on it could take a name. */
  private static UsualPath usual(Connection connection, String path) throws SQLException {
    Map<String, String> calling = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement()) {
      try (ResultSet rows = statement.executeQuery(CALLING)) {
        while (rows.next()) {
          calling.put(rows.getString("id"), rows.getString("definition"));
        }
      }
      if (!calling.isEmpty()) {
        statement.execute("set local search_path = " + path);
        Iterator<String> definitions =
            texts(connection, "values " + String.join(", ", calling.values())).iterator();
        calling.replaceAll(
            (id, asked) ->
                definitions.next().replace(" ON ONLY ", " ON ").replaceFirst(" NOT VALID$", ""));
        statement.execute("set local search_path = ''");
      }
    }
    return new UsualPath(path, calling);
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
