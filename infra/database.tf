locals {
  # A custom tier says it by its name; db-g1-small has what its data sheet says.
  memory_mb = try(tonumber(split("-", var.tier)[3]), 1740)

  # The one place that says what the server is set to, and why; gaia doctor compares the live one with it.
  settings_file = yamldecode(file("${path.module}/../jobs/settings.yaml"))

  max_connections = coalesce(concat([var.max_connections], [
    for step in local.settings_file.server.max_connections.by_memory : step[1] if local.memory_mb < step[0]
  ])...)

  pages_of_a_mb = 128 # of 8 kB

  database_flags = {
    for name, setting in local.settings_file.server : name => try(
      tostring(setting.value),
      tostring(floor(local.memory_mb * setting.memory_percent / 100) * local.pages_of_a_mb),
      tostring(setting[lower(var.disk_type)]),
      tostring(local.max_connections),
    )
  }
}

resource "google_sql_database_instance" "main" {
  name             = coalesce(var.instance_name, "gaia-${var.environment}-db")
  project          = local.project
  region           = var.region
  database_version = "POSTGRES_${var.postgres_version}"
  # A replica is never older than its primary.
  include_replicas_for_major_version_upgrade = var.read_replicas > 0 ? true : null
  # Of Terraform; the settings below hold Google's own, which the console and gcloud obey too.
  deletion_protection = var.deletion_protection

  final_backup_description = "the last state of gaia ${var.environment}"

  settings {
    tier = var.tier
    # From version 16 on Google would choose ENTERPRISE_PLUS, which has no small tiers.
    edition                     = "ENTERPRISE"
    availability_type           = var.high_availability ? "REGIONAL" : "ZONAL"
    disk_type                   = "PD_${var.disk_type}"
    disk_size                   = var.disk_size
    disk_autoresize             = true
    disk_autoresize_limit       = var.disk_limit
    connector_enforcement       = var.connector_required ? "REQUIRED" : "NOT_REQUIRED"
    deletion_protection_enabled = var.deletion_protection
    retain_backups_on_delete    = true
    user_labels                 = local.labels

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

      dynamic "authorized_networks" {
        for_each = var.authorized_networks
        content {
          name  = authorized_networks.key
          value = authorized_networks.value
        }
      }
    }

    backup_configuration {
      enabled                        = true
      start_time                     = "01:00"
      point_in_time_recovery_enabled = true
      transaction_log_retention_days = 7

      backup_retention_settings {
        retained_backups = 7
        retention_unit   = "COUNT"
      }
    }

    final_backup_config {
      enabled        = true
      retention_days = 30
    }

    # jobs/schedule.yaml keeps this hour free.
    maintenance_window {
      day          = 1
      hour         = 2
      update_track = "stable"
    }

    insights_config {
      query_insights_enabled  = true
      query_string_length     = 1024
      query_plans_per_minute  = 5
      record_application_tags = true
      record_client_address   = false
    }
  }

  lifecycle {
    # It grew by itself; going back to the first size would be a new instance.
    ignore_changes = [settings[0].disk_size]
  }

  depends_on = [google_service_networking_connection.gaia]
}

resource "google_sql_database" "gaia" {
  name     = "gaia"
  project  = local.project
  instance = google_sql_database_instance.main.name
  # It goes with its instance: dropped by itself it would only ever be lost by mistake.
  deletion_policy = "ABANDON"
}
