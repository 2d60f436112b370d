# Any function: docker build --build-arg WORD=invite. `mvn -Pimages` makes the context and says which image is which.
# The layout is the checkout's, so that the program that trains here is the one that trains there.

FROM eclipse-temurin:25-jdk AS jdk
RUN jlink --output /jre --strip-java-debug-attributes --no-header-files --no-man-pages \
    --add-modules java.base,java.desktop,java.logging,java.management,java.naming,java.net.http,java.security.jgss,java.sql,jdk.jfr,jdk.naming.dns,jdk.unsupported,jdk.zipfs

# What all functions have in common, and share as layers: the seldom changed first.
FROM debian:bookworm-slim AS runtime
COPY --from=jdk /jre /opt/java
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin gaia
WORKDIR /app
COPY lib lib
COPY own own

# Real requests, through a PostgreSQL that will not run as root, to functions started as below.
FROM runtime AS trained
COPY functions functions
COPY jobs jobs
COPY trainer trainer
RUN chown -R gaia functions
USER gaia
RUN ["/opt/java/bin/java", "-cp", "trainer/*", "gaia.local.stack.Train", "functions"]

FROM runtime
ARG WORD
COPY --from=trained --chown=root:root /app/functions/${WORD}/target functions/${WORD}/target
COPY --from=trained --chown=root:root /app/functions/${WORD}/java.args java.args
COPY functions/${WORD}/sbom.json sbom.json
ENV WORD=${WORD} PORT=8080 LANG=C.UTF-8
USER gaia
# A cache that the JVM refuses must not leave this house.
RUN ["/opt/java/bin/java", "@java.args", "-version"]
HEALTHCHECK --interval=10s --timeout=5s --retries=5 CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/$PORT && printf 'GET /v1/%s/_health HTTP/1.0\\r\\nIngress-Key: %s\\r\\n\\r\\n' $WORD $INGRESS_KEY >&3 && read -r status <&3 && [[ $status == *' 200 '* ]]"]
ENTRYPOINT ["/opt/java/bin/java", "@/app/java.args", "com.google.cloud.functions.invoker.runner.Invoker", "--target", "gaia.http.Function"]
