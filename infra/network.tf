# Only with private_ip: a network of its own, which functions and jobs reach by direct VPC egress. It costs nothing at
# rest, where the seed's Serverless VPC Access connector is two machines that always run.

resource "google_compute_network" "gaia" {
  count = var.private_ip ? 1 : 0

  name                    = "gaia"
  project                 = local.project
  auto_create_subnetworks = false
}

# Each instance takes an address or two of it, and gives them back late.
resource "google_compute_subnetwork" "run" {
  count = var.private_ip ? 1 : 0

  name          = "gaia-run"
  project       = local.project
  region        = var.region
  network       = google_compute_network.gaia[0].id
  ip_cidr_range = "10.8.0.0/24"
}

# Google puts the instance into a network of its own and peers it: this range is set aside for that.
resource "google_compute_global_address" "cloud_sql" {
  count = var.private_ip ? 1 : 0

  name          = "gaia-cloud-sql"
  project       = local.project
  network       = google_compute_network.gaia[0].id
  purpose       = "VPC_PEERING"
  address_type  = "INTERNAL"
  address       = "10.9.0.0"
  prefix_length = 20
}

resource "google_service_networking_connection" "gaia" {
  count = var.private_ip ? 1 : 0

  network                 = google_compute_network.gaia[0].id
  service                 = "servicenetworking.googleapis.com"
  reserved_peering_ranges = [google_compute_global_address.cloud_sql[0].name]
  # Google lets go of a peering only days after the instance is gone, which would hold up a tear-down.
  deletion_policy = "ABANDON"
}
