package gaia.account;

enum Right {
  READ,
  INVITE,
  MANAGE
}
