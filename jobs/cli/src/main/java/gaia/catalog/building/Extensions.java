package gaia.catalog.building;

import gaia.catalog.Catalog;
import gaia.catalog.Item;
import gaia.catalog.Kind;
import gaia.catalog.form.Block;
import gaia.catalog.form.Sql;
import java.util.Set;
import java.util.stream.Collectors;

/** Who may not make an extension finds it made by somebody who may, and it may be somebody's. */
final class Extensions {
  private final Set<String> rooms;

  Extensions(Catalog live) {
    rooms =
        live.items(Kind.EXTENSION).stream()
            .map(item -> item.fact("schema", "public"))
            .filter(schema -> !schema.equals("public"))
            .map(schema -> Kind.SCHEMA.word() + " " + schema)
            .collect(Collectors.toSet());
  }

  /** A schema that no new database has, and that may be there for the extension in it. */
  boolean isRoom(Item item) {
    return rooms.contains(item.id());
  }

  /** On what is not always the owner's. */
  boolean isGrant(Item item) {
    String of = String.valueOf(item.of());
    return item.kind() == Kind.GRANT
        && (of.startsWith(Kind.EXTENSION.word() + " ") || rooms.contains(of));
  }

  static String thereOrMade(Item item, String sql) {
    return Block.of(
        """
        begin
          if not exists (select from pg_extension where quote_ident(extname) = %1$s) then
            %2$s;
          elsif not exists (
              select from pg_extension
              where quote_ident(extname) = %1$s and extnamespace::regnamespace::text = %3$s) then
            raise exception 'the extension %% is in another schema than %%', %1$s, %3$s
              using hint = 'let whoever made it say: alter extension ' || %1$s || ' set schema ' || %3$s;
          end if;
        exception when insufficient_privilege or feature_not_supported or undefined_file then
          raise exception 'the extension %% is missing: %%', %1$s, sqlerrm
            using hint = 'let somebody who may make it say in this database: ' || %4$s;
        end"""
            .formatted(
                Sql.literal(item.name()),
                sql,
                Sql.literal(item.fact("schema", "public")),
                Sql.literal(sql)));
  }
}
