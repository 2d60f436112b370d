resource "google_storage_bucket" "backups" {
  name                        = "${var.project_id}-gaia-backups"
  project                     = local.project
  location                    = upper(var.region)
  storage_class               = "STANDARD"
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
  force_destroy               = false

  # What was overwritten or deleted can be had back for a week.
  versioning {
    enabled = true
  }

  soft_delete_policy {
    retention_duration_seconds = 7 * 86400
  }

  # gaia backup decides which backups stay (the last 10, one a month, those before a migration, the last drilled one).
  # No rule here may delete a live object, whatever its age: only what gaia has deleted, and what never was whole.
  lifecycle_rule {
    action {
      type = "Delete"
    }
    condition {
      days_since_noncurrent_time = 7
      with_state                 = "ARCHIVED"
    }
  }

  lifecycle_rule {
    action {
      type = "AbortIncompleteMultipartUpload"
    }
    condition {
      age = 1
    }
  }
}
