mock_provider "google" {
  source          = "./tests/google"
  override_during = plan
}

# A schedule whose backup is Cloud SQL's own export.

variables {
  schedule_file = "tests/managed_export.yaml"
}

run "who_asks_for_exports_may_start_them" {
  command = plan

  assert {
    condition = [for word, b in google_project_iam_member.exports : "${b.member} ${b.role} on ${b.condition[0].expression}"] == [
      "serviceAccount:gaia-backup@my-game-prod.iam.gserviceaccount.com projects/my-game-prod/roles/gaiaExports on resource.name == 'projects/my-game-prod/instances/gaia-prod-db' && resource.service == 'sqladmin.googleapis.com'"
    ]
    error_message = "the one job that exports, on the one instance"
  }

  assert {
    condition     = google_project_iam_custom_role.exports[0].permissions == toset(["cloudsql.instances.export", "cloudsql.instances.get"])
    error_message = "to start an export and to ask how it goes, and no more"
  }
}

run "the_instance_may_only_add_to_the_bucket" {
  command = plan

  assert {
    condition = [for b in google_storage_bucket_iam_member.exported : "${b.member} ${b.role} on ${b.bucket}"] == [
      "serviceAccount:p1-of-the-instance@gcp-sa-cloud-sql.iam.gserviceaccount.com roles/storage.objectCreator on my-game-prod-gaia-backups"
    ]
    error_message = "the instance's own account writes new objects; it reads, replaces and deletes none"
  }
}
