resource "google_sql_database_instance" "replica" {
  count = var.read_replicas

  name                 = "${google_sql_database_instance.main.name}-replica-${count.index}"
  project              = local.project
  region               = var.region
  database_version     = google_sql_database_instance.main.database_version
  master_instance_name = google_sql_database_instance.main.name
  deletion_protection  = var.deletion_protection

  settings {
    tier                        = var.tier
    edition                     = "ENTERPRISE"
    availability_type           = "ZONAL"
    disk_type                   = "PD_${var.disk_type}"
    disk_autoresize             = true
    disk_autoresize_limit       = var.disk_limit
    connector_enforcement       = var.connector_required ? "REQUIRED" : "NOT_REQUIRED"
    deletion_protection_enabled = var.deletion_protection
    user_labels                 = local.labels

    # A replica with fewer connections than its primary does not start.
    dynamic "database_flags" {
      for_each = local.database_flags
      content {
        name  = database_flags.key
        value = database_flags.value
      }
    }

    ip_configuration {
      ipv4_enabled    = !var.private_ip
      private_network = one(google_compute_network.gaia[*].id)
      ssl_mode        = "ENCRYPTED_ONLY"
    }
  }
}
