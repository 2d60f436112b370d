package gaia.backup;

import static java.util.stream.Collectors.joining;

import gaia.catalog.building.Building.Given;
import gaia.catalog.form.Sql;
import java.util.List;

/** How whoever restores a file becomes the owner of what is in it, without being superuser. */
final class Preamble {
  /** For psql: all of the file or nothing of it. */
  static final String OPENING = "\\set ON_ERROR_STOP on\nbegin;\n";

  static final String CLOSING = "reset role;\ncommit;\n";

  /** Names are qualified, but the functions that an index calls may count on the usual path. */
  private static final String SETTINGS =
      """
      set client_encoding = 'UTF8';
      set standard_conforming_strings = on;
      set check_function_bodies = off;
      set client_min_messages = warning;
      set row_security = off;
      set statement_timeout = 0;
      set lock_timeout = 0;
      set idle_in_transaction_session_timeout = 0;
      set timezone = 'UTC';
      set datestyle = 'ISO, YMD';
      set intervalstyle = 'postgres';
      set lc_monetary = 'C';
      set xmloption = 'content';
      set search_path = {path};
      """;

  // Where nobody's own login may make roles, as on Cloud SQL, a group may.
  private static final String MAKER =
      """
      do $gaia$
      begin
        if not (select rolcreaterole or rolsuper from pg_roles where rolname = current_user)
            and exists (select from pg_roles where rolname = 'cloudsqlsuperuser') then
          if pg_has_role(current_user, 'cloudsqlsuperuser', 'member') then
            set role cloudsqlsuperuser;
          end if;
        end if;
      end
      $gaia$;
      """;

  private static final String MISSING =
      """
      do $gaia$
      declare
        missing text;
      begin
        foreach missing in array array[{roles}]::text[] loop
          if not exists (select from pg_roles where quote_ident(rolname) = missing) then
            execute 'create role ' || missing || ' nologin';
          end if;
        end loop;
      end
      $gaia$;
      """;

  // To give a database away wants the right to make some; without it the owner gets all rights in
  // it.
  private static final String OWNER =
      """
      do $gaia$
      declare
        owner constant regrole := {owner}::regrole;
        modern constant boolean := current_setting('server_version_num')::integer >= 160000;
        may constant text := case when modern then 'set' else 'member' end;
        of_database regrole;
      begin
        if not pg_has_role(session_user, owner, may) or not pg_has_role(current_user, owner, may) then
          execute format('grant %s to %I', owner, current_user)
            || case when modern then ' with inherit false, set true' else '' end;
        end if;
        select datdba::regrole into of_database from pg_database where datname = current_database();
        if of_database <> owner then
          begin
            execute format('set role %s', of_database);
            execute format('alter database %I owner to %s', current_database(), owner);
          exception when insufficient_privilege then
            execute format('set role %s', of_database);
            execute format('grant all on database %I to %s', current_database(), owner);
            execute format('grant all on schema public to %s', owner);
            raise warning 'the database stays with %, who may not give it to %: %', of_database, owner, sqlerrm;
          end;
        end if;
        execute format('set role %s', owner);
      end
      $gaia$;
      """;

  private Preamble() {}

  static String settings(String searchPath) {
    return SETTINGS.replace("{path}", searchPath);
  }

  /**
   * From the login's own role to the owner's.
   *
   * @param owner the role that makes and owns what follows, as SQL names it
   * @param named every role that the file names
   * @param statements what makes our own roles
   */
  static String roles(String owner, List<String> named, List<String> statements) {
    return MAKER
        + script(statements)
        + MISSING.replace("{roles}", named.stream().map(Sql::literal).collect(joining(", ")))
        + OWNER.replace("{owner}", Sql.literal(owner));
  }

  // Whoever made our roles may lend them to itself, and gives them back right after.
  private static final String LENT =
      """
      do $gaia$
      declare
        modern constant boolean := current_setting('server_version_num')::integer >= 160000;
        maker constant name := current_user;
      begin
        execute format('grant {owner}, {role} to %I', maker)
          || case when modern then ' with inherit true, set true' else '' end;
        {become}execute {sql};
        execute format('set role %I', maker);
        if not {isOwner} then execute format('revoke {role} from %I', maker); end if;
        if modern then execute format('grant {owner} to %I with inherit false, set true', maker); end if;
      exception when insufficient_privilege then
        raise warning '%, so this was not done: %', sqlerrm, {sql};
      end
      $gaia$;
      """;

  static String given(String owner, List<Given> given) {
    if (given.isEmpty()) {
      return "";
    }
    return given.stream()
        .map(
            each ->
                LENT.replace("{owner}", owner)
                    .replace("{role}", each.role())
                    .replace("{isOwner}", "" + each.role().equals(owner))
                    .replace("{become}", each.by() ? "set role " + each.role() + "; " : "")
                    .replace("{sql}", Sql.literal(each.sql())))
        .collect(joining("", "reset role;\n" + MAKER, ""));
  }

  static String script(List<String> statements) {
    return statements.stream().map(sql -> sql + ";\n").collect(joining());
  }
}
