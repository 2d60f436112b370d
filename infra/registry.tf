resource "google_artifact_registry_repository" "images" {
  repository_id = "gaia"
  project       = local.project
  location      = var.region
  format        = "DOCKER"

  docker_config {
    immutable_tags = true
  }

  # Enough to roll back to; what runs is among them, since every deploy pushes all images.
  cleanup_policies {
    id     = "keep-the-last-ten"
    action = "KEEP"
    most_recent_versions {
      keep_count = 10
    }
  }

  cleanup_policies {
    id     = "delete-older-than-a-month"
    action = "DELETE"
    condition {
      older_than = "2592000s"
    }
  }
}
