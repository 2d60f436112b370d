package gaia.plan;

import static java.util.stream.Collectors.joining;

import gaia.schema.Records;
import gaia.schema.Script;
import org.jspecify.annotations.Nullable;

/** The rows by which gaia knows afterwards what psql did. */
final class Tracking {
  private Tracking() {}

  static String history(Script script) {
    return """
        insert into ops.flyway_history
          (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
        select coalesce(max(installed_rank), 0) + 1, %s, %s, 'SQL', %s, %d, session_user,
               (extract(epoch from clock_timestamp() - :'begun'::timestamptz) * 1000)::integer, true
        from ops.flyway_history;
        """
        .formatted(
            quoted(script.key()),
            quoted(script.description()),
            quoted(script.file()),
            script.checksum());
  }

  static String record(Script script) {
    String undo = script.undo();
    return """
        insert into ops.migration_records (name, script, description, checksum, undo_sql, undo_checksum, depends_on)
        values (%s, %s, %s, %s, %s, %s, array[%s]::text[])
        on conflict on constraint migration_records_pkey do nothing;
        """
        .formatted(
            quoted(script.recordName()),
            quoted(script.file()),
            quoted(script.why()),
            quoted(Records.sha256(script.sql())),
            quoted(undo),
            quoted(undo == null ? null : Records.sha256(undo)),
            script.dependsOn().stream().map(Tracking::quoted).collect(joining(", ")));
  }

  private static String quoted(@Nullable String text) {
    return text == null ? "null" : "'" + text.replace("'", "''") + "'";
  }
}
