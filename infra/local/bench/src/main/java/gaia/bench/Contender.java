package gaia.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.UUID;
import java.util.function.LongFunction;

/** A server and how it is asked for a person and an invite. */
record Contender(ServerProcess server, PersonHeader header) {
  interface PersonHeader {
    String of(int person);
  }

  static Contender function(ServerProcess server, String[] tokens) {
    return new Contender(server, person -> "Authorization: Bearer " + tokens[person]);
  }

  static Contender floor(ServerProcess server) {
    return new Contender(server, person -> "Person: " + new UUID(0x4000, person));
  }

  /** The request for a scene's k-th person and invite, from a base on. */
  LongFunction<byte[]> requests(Scene scene, long base) {
    return k -> {
      String body = "{\"token\":\"" + Token.of(scene.invite(base + k)) + "\"}";
      return String.join(
              "\r\n",
              "POST /v1/invite/redeem HTTP/1.1",
              "Host: bench",
              "Content-Type: application/json",
              "Content-Length: " + body.length(),
              header.of(scene.person(base + k)),
              "",
              body)
          .getBytes(US_ASCII);
    };
  }
}
