package gaia.invite;

import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The token of an invite follows from its id and our key alone, so a repeated request gets the same
 * one.
 */
@Singleton
class TokenMint {
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;
  private final String linkBase;

  TokenMint(InviteSettings settings) {
    key = new SecretKeySpec(settings.key(), ALGORITHM);
    linkBase = settings.linkBase();
  }

  InviteToken of(UUID inviteId) {
    ByteBuffer id = ByteBuffer.allocate(16);
    id.putLong(inviteId.getMostSignificantBits()).putLong(inviteId.getLeastSignificantBits());
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return InviteToken.of(mac.doFinal(id.array()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every java platform has " + ALGORITHM, e);
    }
  }

  /** In the fragment: it reaches no server and no Referer. */
  String link(InviteToken token) {
    return linkBase + "#" + token.shown();
  }
}
