package gaia.identity;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who sent a request, as the token's issuer vouches for it.
 *
 * @param userId the UUIDv5 of issuer and subject, so it is known without a look-up
 * @param name for display only: trimmed, at most 80 characters, without control characters
 * @param email may be missing, is never unique and never a key
 */
public record Caller(
    UUID userId, String issuer, String subject, @Nullable String name, @Nullable String email) {}
