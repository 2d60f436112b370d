package gaia.identity;

import io.micronaut.context.annotation.Context;

/**
 * The issuer's keys are on their way while the server still starts: an instance starts because
 * somebody asks, and on a busy processor the first fetch alone may take longer than its limit.
 */
@Context
final class KeysAhead {
  KeysAhead(TokenVerifier verifier) {
    Thread.ofPlatform().daemon().name("keys-ahead").start(verifier::prepare);
  }
}
