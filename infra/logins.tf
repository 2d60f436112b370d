# One login for each function and job; bootstrap.sql makes gaia-<word>@<project> a member of gaia_<word>.
resource "google_sql_user" "login" {
  for_each = local.words

  name     = "${google_service_account.word[each.key].account_id}@${local.project}.iam"
  project  = local.project
  instance = google_sql_database_instance.main.name
  type     = "CLOUD_IAM_SERVICE_ACCOUNT"
  # Nobody else may make roles; migrate uses it for bootstrap.sql and then works as gaia_owner.
  database_roles = each.key == "migrate" ? ["cloudsqlsuperuser"] : null
  # PostgreSQL drops nobody who has granted something, and migrate has.
  deletion_policy = each.key == "migrate" ? "ABANDON" : null
}
