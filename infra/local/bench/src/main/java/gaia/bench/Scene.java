package gaia.bench;

/**
 * What a run asks for: the k-th request's person and invite.
 *
 * @param invites how many invites the requests spread over, each of a session of its own
 * @param first the number of the first of them
 * @param stride from each of their numbers to the next
 * @param people how many people take turns
 */
record Scene(String name, int invites, long first, int stride, int people) {
  Scene(String name, int invites, long first, int people) {
    this(name, invites, first, 1, people);
  }

  /** No pair of person and invite comes twice while k stays below people times invites. */
  long invite(long k) {
    return first + (k % people + k / people) % invites * stride;
  }

  int person(long k) {
    return (int) (k % people);
  }

  /** The same in pgbench's language, from its variable k. */
  String pgbench() {
    return "\\set i %d + (:k %% %d + :k / %d) %% %d * %d\n\\set u :k %% %d\n"
        .formatted(first, people, people, invites, stride, people);
  }
}
