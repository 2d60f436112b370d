-- Flyway's history stays; the next migrate writes these records anew, save what register_migration was told.
drop view ops.database_schema_version;
drop view ops.migration_dependencies;
drop view ops.schema_migrations;
drop table ops.migration_records;
