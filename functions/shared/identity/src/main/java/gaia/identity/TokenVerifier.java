package gaia.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.BadJWSException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.ExpiredJWTException;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;

/** Turns a bearer token into its caller, and remembers it for five minutes at most. */
@Singleton
public class TokenVerifier {
  private static final int LONGEST = 8 * 1024;
  private static final int MOST_REMEMBERED = 10_000;
  private static final long REMEMBERED_MILLIS = Duration.ofMinutes(5).toMillis();

  private final Clock clock;
  private final Claims claims;
  private final IssuerKeys keys;
  private final DefaultJWTProcessor<SecurityContext> processor;
  private final Remembered remembered = new Remembered(MOST_REMEMBERED);

  TokenVerifier(IdentitySettings settings, Clock clock) {
    this.clock = clock;
    this.claims = new Claims(settings);
    this.keys = new IssuerKeys(new PublishedKeys(settings), clock);
    this.processor = Verification.processor(settings, keys, clock);
  }

  /** Fetches the issuer's keys, unless they are here. */
  void prepare() {
    keys.prepare();
  }

  /**
   * The caller whom the token proves.
   *
   * @throws Unauthenticated the token proves nobody
   * @throws IdentityUnavailable the issuer's keys can't be had now
   */
  public Caller verify(String token) {
    if (token.length() > LONGEST) {
      throw new Unauthenticated("the token is longer than " + LONGEST + " characters");
    }
    Remembered.Digest digest = Remembered.Digest.of(token);
    long now = clock.millis();
    Caller known = remembered.get(digest, now);
    if (known != null) {
      return known;
    }
    JWTClaimsSet verified = verified(token);
    Caller caller = claims.caller(verified);
    long expires = verified.getExpirationTime().toInstant().toEpochMilli();
    remembered.put(digest, caller, now, Math.min(expires, now + REMEMBERED_MILLIS));
    return caller;
  }

  private JWTClaimsSet verified(String token) {
    try {
      return processor.process(SignedJWT.parse(token), null);
    } catch (ExpiredJWTException e) {
      throw new Unauthenticated("the token has expired");
    } catch (BadJWTException e) {
      throw new Unauthenticated("the token's claims are refused: " + e.getMessage());
    } catch (BadJWSException e) {
      throw new Unauthenticated("the token's signature is wrong");
    } catch (BadJOSEException e) {
      throw new Unauthenticated("the token's type, algorithm or key is not accepted");
    } catch (ParseException | JOSEException | IllegalArgumentException e) {
      throw new Unauthenticated("the token is not a signed json web token");
    }
  }
}
