package gaia.invite;

enum InviteStatus {
  ACTIVE,
  REVOKED,
  EXPIRED,
  USED_UP
}
