package gaia.doctor;

import gaia.archive.Manifest;
import gaia.archive.Shelf;
import gaia.archive.Store;
import gaia.cli.Databases;
import gaia.settings.Deployment;
import io.micronaut.json.JsonMapper;
import java.sql.Connection;
import java.time.Instant;
import java.util.Map;

/** Somebody to look at. */
final class Given {
  private Given() {}

  static Patient patient(Connection connection) {
    return new Patient(
        Databases.at("postgresql://a:b@127.0.0.1:1/c"),
        connection,
        Deployment.unknown(),
        new Shelf(Store.of("nowhere"), JsonMapper.createDefault()),
        Map.of(),
        false,
        Instant.now());
  }

  static Manifest madeAt(Manifest m, Instant time) {
    return new Manifest(
        m.format(),
        m.file(),
        m.bytes(),
        m.sha256(),
        m.compression(),
        m.level(),
        m.engine(),
        m.reason(),
        m.database(),
        m.serverVersion(),
        m.toolVersion(),
        m.schemaVersion(),
        m.schemaFingerprint(),
        time.toString(),
        m.walPosition(),
        m.verifiedAt(),
        m.tookMs(),
        m.rows(),
        m.plainBytes(),
        m.tables(),
        m.sections(),
        m.unknown());
  }
}
