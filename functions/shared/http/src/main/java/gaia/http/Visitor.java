package gaia.http;

import gaia.identity.Caller;
import org.jspecify.annotations.Nullable;

/** Anyone: a caller who is signed in, or nobody in particular. A bad token is still a 401. */
public record Visitor(@Nullable Caller caller) {}
