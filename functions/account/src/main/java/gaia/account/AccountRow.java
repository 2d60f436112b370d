package gaia.account;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@MappedEntity
record AccountRow(
    @Id UUID userId,
    @Nullable String displayName,
    @Nullable String email,
    boolean isAdmin,
    long sessions,
    long hostedSessions,
    long campaigns,
    long permissions) {}
