package gaia.session;

enum MayInvite {
  HOST,
  MEMBERS
}
