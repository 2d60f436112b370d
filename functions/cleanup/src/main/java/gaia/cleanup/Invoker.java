package gaia.cleanup;

/**
 * Who called, as the platform's check vouches for it.
 *
 * @param email in lower case
 */
record Invoker(String email) {}
