# What Google would answer with, known while planning already, so that a plan can be asked everything.
mock_resource "google_sql_database_instance" {
  defaults = {
    connection_name               = "my-game-prod:us-west1:gaia-prod-db"
    service_account_email_address = "p1-of-the-instance@gcp-sa-cloud-sql.iam.gserviceaccount.com"
  }
}

mock_resource "google_secret_manager_secret_version" {
  defaults = {
    version = "1"
  }
}

mock_resource "google_cloud_run_v2_service" {
  defaults = {
    uri = "https://gaia-service.example.run.app"
  }
}

mock_resource "google_service_account" {
  defaults = {
    email = "an-account@my-game-prod.iam.gserviceaccount.com"
  }
}

mock_resource "google_compute_network" {
  defaults = {
    id = "projects/my-game-prod/global/networks/gaia"
  }
}

mock_resource "google_compute_subnetwork" {
  defaults = {
    id = "projects/my-game-prod/regions/us-west1/subnetworks/gaia-run"
  }
}

mock_resource "google_compute_backend_service" {
  defaults = {
    id = "projects/my-game-prod/global/backendServices/gaia-function"
  }
}

mock_resource "google_storage_bucket" {
  defaults = {
    url = "gs://my-game-prod-gaia-backups"
  }
}

mock_resource "google_project_iam_custom_role" {
  defaults = {
    name = "projects/my-game-prod/roles/gaiaExports"
  }
}
