package gaia.session;

enum Role {
  HOST,
  MEMBER
}
