locals {
  labels = {
    app         = "gaia"
    environment = var.environment
  }

  apis = toset([
    "artifactregistry.googleapis.com",
    "cloudbuild.googleapis.com",
    "cloudkms.googleapis.com",
    "cloudscheduler.googleapis.com",
    "compute.googleapis.com",
    "iam.googleapis.com",
    "iamcredentials.googleapis.com",
    "logging.googleapis.com",
    "monitoring.googleapis.com",
    "run.googleapis.com",
    "secretmanager.googleapis.com",
    "servicenetworking.googleapis.com",
    "sqladmin.googleapis.com",
    "storage.googleapis.com",
  ])

  # Whoever names the project by this waits until all of its APIs are enabled.
  project = distinct(values(google_project_service.api)[*].project)[0]
}

resource "google_project_service" "api" {
  for_each = local.apis

  project = var.project_id
  service = each.key
  # Others in the project may use it too, and disabling one deletes what stands on it.
  disable_on_destroy = false
}
