package gaia.identity;

import org.jspecify.annotations.Nullable;

/** Nothing can be said about the token now: the issuer's keys can't be had. Try later. */
public final class IdentityUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1;

  public IdentityUnavailable(String what, @Nullable Throwable cause) {
    super(what, cause);
  }
}
