package gaia.plan;

import static java.util.stream.Collectors.joining;

import gaia.schema.Folder;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The grants files as SQL; where the schema stops short of them, what they miss is passed over. */
final class Rights {
  private static final Pattern SCHEMAS =
      Pattern.compile("(?<=\\bschema )([a-z_]+(?:, [a-z_]+)*)(?= (?:from|to) )");

  private Rights() {}

  static String text(boolean whole) {
    Stream<String> files = Folder.read("classpath:gaia/schema/grants").values().stream();
    return whole
        ? files.collect(joining("\n"))
        : files
            .flatMap(file -> Arrays.stream(file.split(";\n", 0)))
            .filter(grant -> !grant.isBlank())
            .flatMap(Rights::bySchema)
            .map(Rights::ifThere)
            .collect(joining("\n"));
  }

  private static Stream<String> bySchema(String grant) {
    Matcher names = SCHEMAS.matcher(grant);
    return names.find()
        ? Stream.of(names.group().split(", ", 0))
            .map(name -> SCHEMAS.matcher(grant).replaceFirst(name))
        : Stream.of(grant);
  }

  private static String ifThere(String grant) {
    return """
        do $gaia$ begin
        %s;
        exception when undefined_table or undefined_column or undefined_function or invalid_schema_name then null;
        end $gaia$;
        """
        .formatted(grant.strip());
  }
}
