output "registry" {
  description = "Where images are pushed to."
  value       = "${var.region}-docker.pkg.dev/${var.project_id}/${google_artifact_registry_repository.images.repository_id}"
}

output "address" {
  description = "Each function's own address, or the domain that stands before all of them."
  value = {
    for word, service in google_cloud_run_v2_service.function : word =>
    contains(keys(local.balanced), word) ? "https://${var.domain}/v1/${word}" : "${service.uri}/v1/${word}"
  }
}

output "balancer_ip" {
  description = "The A record of the domain points here; the certificate follows within the hour."
  value       = one(google_compute_global_address.api[*].address)
}

output "instance" {
  description = "For the Auth Proxy: cloud-sql-proxy --auto-iam-authn <this>."
  value       = google_sql_database_instance.main.connection_name
}

output "backups" {
  description = "For gaia backups and gaia restore."
  value       = google_storage_bucket.backups.url
}

output "connections" {
  description = "The budget of connections: what may be needed at most, and what there is."
  value       = "${local.connections_needed} of ${local.max_connections}"
}
