# What stands around the database and no query can tell: doctor judges it beside what it finds there.

locals {
  deployment = {
    memory_mb              = local.memory_mb
    disk_type              = var.disk_type
    disk_limit_gb          = var.disk_limit
    max_connections        = local.max_connections
    functions              = { for word, f in local.functions : word => { pool = f.pool, max_instances = f.max_instances } }
    jobs                   = length(local.jobs)
    client_connections     = local.client_connections
    authorized_networks    = var.authorized_networks
    connector_required     = var.connector_required
    private_ip             = var.private_ip
    ssl_mode               = google_sql_database_instance.main.settings[0].ip_configuration[0].ssl_mode
    point_in_time_recovery = google_sql_database_instance.main.settings[0].backup_configuration[0].point_in_time_recovery_enabled
    alert_policies         = length(google_monitoring_alert_policy.series) + length(google_monitoring_alert_policy.overdue) + 2
    alert_emails           = length(var.alert_emails)
    secrets                = sort([for secret in concat(values(google_secret_manager_secret.secret), values(google_secret_manager_secret.login)) : secret.secret_id])
  }
}
