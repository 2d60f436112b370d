package gaia.local.stack;

import gaia.local.postgres.LocalPostgres;
import java.io.IOException;
import java.nio.file.Path;

/** Settings for a shell: {@code . .gaia/env && psql}. */
final class EnvFile {
  private EnvFile() {}

  static void write(Path file, LocalPostgres postgres) throws IOException {
    Secrets.write(
        file,
        """
        export PGHOST='%s' PGPORT='%d' PGDATABASE='gaia'
        export PGUSER='%s' PGPASSWORD='%s'
        export PGOPTIONS='-c role=gaia_owner'
        export DATABASE_URL='%s'
        """
            .formatted(
                postgres.host(),
                postgres.port(),
                LocalPostgres.login("migrate"),
                postgres.password("migrate"),
                postgres.url("migrate", "gaia")));
  }
}
