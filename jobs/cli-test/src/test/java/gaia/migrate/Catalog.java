package gaia.migrate;

import gaia.cli.Scratch;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** All that stands in our schemas, as lines that can be compared. */
record Catalog(List<String> objects, List<String> rights) {
  private static final String OURS =
      """
      with ours as (
        select oid, nspname, nspowner, nspacl from pg_namespace
        where nspname !~ '^pg_' and nspname <> 'information_schema'
      ), relations as (
        select c.* from pg_class c join ours n on n.oid = c.relnamespace
        where c.relname not like 'flyway_history%'
      )
      """;

  private static final String OBJECTS =
      OURS
          + """
          select 'schema ' || nspname || ' of ' || nspowner::regrole from ours
          union all
          select 'relation ' || oid::regclass || ' ' || relkind::text || ' of ' || relowner::regrole
                 || coalesce(' ' || reloptions::text, '')
          from relations
          union all
          select 'column ' || r.oid::regclass || '.' || attname || ' '
                 || format_type(atttypid, atttypmod) || case when attnotnull then ' not null' else '' end
                 || coalesce(' default ' || pg_get_expr(adbin, adrelid), '')
          from relations r
          join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
          left join pg_attrdef d on d.adrelid = r.oid and d.adnum = a.attnum
          union all
          select 'constraint ' || conname || ' on ' || conrelid::regclass || ' '
                 || pg_get_constraintdef(c.oid)
          from pg_constraint c join relations r on r.oid = c.conrelid
          union all
          select pg_get_indexdef(i.indexrelid) from pg_index i join relations r on r.oid = i.indrelid
          union all
          select pg_get_triggerdef(t.oid) from pg_trigger t join relations r on r.oid = t.tgrelid
          where not t.tgisinternal
          union all
          select 'view ' || oid::regclass || ' ' || pg_get_viewdef(oid) from relations where relkind = 'v'
          union all
          select pg_get_functiondef(p.oid) || ' of ' || proowner::regrole
          from pg_proc p join ours n on n.oid = p.pronamespace
          union all
          select 'type ' || t.oid::regtype from pg_type t join ours n on n.oid = t.typnamespace
          where t.typname not like '%flyway_history'
          order by 1
          """;

  private static final String RIGHTS =
      OURS
          + """
          , held as (
            select 'schema ' || nspname as what, nspacl as acl from ours
            union all
            select 'relation ' || oid::regclass, relacl from relations
            union all
            select 'column ' || attrelid::regclass || '.' || attname, attacl
            from pg_attribute a join relations r on r.oid = a.attrelid
            union all
            select 'function ' || p.oid::regprocedure, proacl
            from pg_proc p join ours n on n.oid = p.pronamespace
            union all
            select 'database', datacl from pg_database where datname = current_database()
          )
          select what || ' ' || privilege_type || ' to '
                 || case grantee when 0 then 'public' else grantee::regrole::text end
          from held cross join aclexplode(acl)
          order by 1
          """;

  static Catalog of(Scratch database) throws SQLException {
    try (Connection owner = database.owner()) {
      return new Catalog(Scratch.read(owner, OBJECTS), Scratch.read(owner, RIGHTS));
    }
  }
}
