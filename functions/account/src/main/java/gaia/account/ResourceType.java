package gaia.account;

enum ResourceType {
  SESSION,
  CAMPAIGN
}
