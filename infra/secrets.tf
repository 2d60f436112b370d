locals {
  # Name of the secret -> the one function that reads it, as which variable.
  secrets = {
    for name, secret in {
      invite-token-key = { reader = "invite", variable = "INVITE_TOKEN_KEY" }
    } : name => secret if contains(keys(local.functions), secret.reader)
  }

  secret_versions = {
    invite-token-key = one(google_secret_manager_secret_version.invite_token_key[*].version)
  }
}

resource "google_secret_manager_secret" "secret" {
  for_each = local.secrets

  secret_id = "gaia-${each.key}"
  project   = local.project
  # A version that was destroyed by mistake can be had back for a day.
  version_destroy_ttl = "86400s"

  replication {
    auto {}
  }
}

# Names the login that a client with a password uses, as a DATABASE_URL; gaia rotate-password writes each version.
resource "google_secret_manager_secret" "login" {
  for_each = var.password_clients

  secret_id           = "gaia-${each.key}-login"
  project             = local.project
  version_destroy_ttl = "86400s"

  replication {
    auto {}
  }
}

resource "google_secret_manager_secret_version" "invite_token_key" {
  count = contains(keys(local.secrets), "invite-token-key") ? 1 : 0

  secret                 = google_secret_manager_secret.secret["invite-token-key"].id
  secret_data_wo         = var.invite_token_key
  secret_data_wo_version = var.invite_token_key_version
  # It goes after the new revision has come, and can be had back.
  deletion_policy = "DISABLE"

  lifecycle {
    create_before_destroy = true
  }
}

resource "google_kms_key_ring" "gaia" {
  name     = "gaia"
  project  = local.project
  location = var.region
}

# Tink's key set of the token vault is encrypted with it.
resource "google_kms_crypto_key" "token_vault" {
  name     = "token-vault"
  key_ring = google_kms_key_ring.gaia.id
  # A new version encrypts from then on; the old ones go on decrypting.
  rotation_period            = "7776000s"
  destroy_scheduled_duration = "2592000s"

  lifecycle {
    # Without it nothing in the vault can be read again, in no backup either.
    prevent_destroy = true
  }
}
