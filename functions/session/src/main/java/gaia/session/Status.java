package gaia.session;

enum Status {
  ACTIVE,
  PAUSED,
  ENDED
}
