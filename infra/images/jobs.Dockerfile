# The gaia program. `mvn -Pimages` makes the context.

FROM eclipse-temurin:25-jdk AS jdk
RUN jlink --output /jre --strip-java-debug-attributes --no-header-files --no-man-pages \
    --add-modules java.base,java.desktop,java.logging,java.management,java.naming,java.net.http,java.security.jgss,java.sql,jdk.jfr,jdk.naming.dns,jdk.unsupported,jdk.zipfs

FROM debian:bookworm-slim AS runtime
# Packs a backup far faster than the JDK's zlib.
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends libdeflate0 \
    && rm -rf /var/lib/apt/lists/* /var/cache/apt/*
COPY --from=jdk /jre /opt/java
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin gaia
WORKDIR /app
COPY lib lib
COPY own own
COPY jobs/cli/java.args java.args
COPY jobs/flags flags
COPY gaia gaia
ENV LANG=C.UTF-8

# A migrate of the whole schema goes through most of the program; its PostgreSQL will not run as root.
FROM runtime AS trained
COPY trainer trainer
COPY functions functions
COPY jobs jobs
RUN mkdir cache && chown gaia cache
USER gaia
RUN ["/opt/java/bin/java", "-cp", "trainer/*", "gaia.local.images.TrainJobs", "jobs/cli/train.args"]

FROM runtime
COPY --from=trained --chown=root:root /app/cache cache
COPY sbom.json sbom.json
USER gaia
# A cache that the JVM refuses must not leave this house.
RUN ["/opt/java/bin/java", "@java.args", "-version"]
HEALTHCHECK NONE
ENTRYPOINT ["/bin/sh", "/app/gaia"]
