package gaia.account;

import gaia.http.Patch;
import io.micronaut.core.annotation.Introspected;
import org.jspecify.annotations.Nullable;

@Introspected
@Patch
record UserChanges(@Nullable Boolean isAdmin, @Nullable Boolean isActive) {}
