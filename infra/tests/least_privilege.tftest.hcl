mock_provider "google" {
  source          = "./tests/google"
  override_during = plan
}

# Every right of every account, one line each: another one, wider or narrower, fails here.

run "nobody_has_more_than_this" {
  command = plan

  assert {
    condition = toset(concat(
      [for word, b in google_project_iam_member.connects : "${b.member} ${b.role} on ${b.condition[0].expression}"],
      [for word, b in google_project_iam_member.logs_in : "${b.member} ${b.role} on ${b.condition[0].expression}"],
      )) == toset(flatten([
        for word in concat(["session", "invite", "account", "cleanup"], keys(yamldecode(file("../jobs/schedule.yaml")).jobs)) : [
          for role in ["client", "instanceUser"] :
          "serviceAccount:gaia-${word}@my-game-prod.iam.gserviceaccount.com roles/cloudsql.${role} on resource.name == 'projects/my-game-prod/instances/gaia-prod-db' && resource.service == 'sqladmin.googleapis.com'"
        ]
    ]))
    error_message = "in the project each account may reach the one instance and log in there, and nothing else"
  }

  assert {
    condition = { for word, b in google_storage_bucket_iam_member.backups : b.member => join(" if ", concat(["${b.role} on ${b.bucket}"], b.condition[*].expression)) } == {
      "serviceAccount:gaia-backup@my-game-prod.iam.gserviceaccount.com"  = "roles/storage.objectUser on my-game-prod-gaia-backups"
      "serviceAccount:gaia-migrate@my-game-prod.iam.gserviceaccount.com" = "roles/storage.objectUser on my-game-prod-gaia-backups"
      "serviceAccount:gaia-drill@my-game-prod.iam.gserviceaccount.com"   = "roles/storage.objectViewer on my-game-prod-gaia-backups"
      "serviceAccount:gaia-doctor@my-game-prod.iam.gserviceaccount.com"  = "roles/storage.objectViewer on my-game-prod-gaia-backups if resource.type != 'storage.googleapis.com/Object' || resource.name.endsWith('.json')"
    }
    error_message = "backups: written by backup and migrate, read by drill; doctor reads the manifests alone"
  }

  assert {
    condition     = length(google_project_iam_member.exports) + length(google_project_iam_custom_role.exports) + length(google_storage_bucket_iam_member.exported) == 0
    error_message = "no line of the schedule asks for Cloud SQL's own export: nobody may start one"
  }

  assert {
    condition = [for b in google_storage_bucket_iam_member.drill_results : "${b.member} ${b.role} on ${b.bucket} if ${b.condition[0].expression}"] == [
      "serviceAccount:gaia-drill@my-game-prod.iam.gserviceaccount.com roles/storage.objectUser on my-game-prod-gaia-backups if resource.type == 'storage.googleapis.com/Object' && resource.name.endsWith('.drill.json')"
    ]
    error_message = "drill writes its results and no backup"
  }

  assert {
    condition = length(flatten([
      for name in fileset(path.module, "*.tf") : regexall("resource \"google_storage_bucket_iam_[a-z]+\" \"([a-z_]+)\"", file(name))
    ])) == 3
    error_message = "rights on buckets are backups, exported and drill_results alone"
  }

  assert {
    condition = { for name, b in google_secret_manager_secret_iam_member.reads : name => "${b.member} ${b.role} on ${b.secret_id}" } == {
      invite-token-key = "serviceAccount:gaia-invite@my-game-prod.iam.gserviceaccount.com roles/secretmanager.secretAccessor on gaia-invite-token-key"
    }
    error_message = "the key of the invites is read by invite alone"
  }

  assert {
    condition = { for word, b in google_cloud_run_v2_job_iam_member.starts : b.name => "${b.member} ${b.role}" } == {
      for word in keys(yamldecode(file("../jobs/schedule.yaml")).jobs) :
      "gaia-${word}" => "serviceAccount:gaia-scheduler@my-game-prod.iam.gserviceaccount.com roles/run.invoker"
    }
    error_message = "the scheduler starts each job of the schedule, and has no other right"
  }

  assert {
    condition = { for word, b in google_cloud_run_v2_service_iam_member.calls : b.name => "${b.member} ${b.role}" } == {
      gaia-cleanup = "serviceAccount:gaia-scheduler@my-game-prod.iam.gserviceaccount.com roles/run.invoker"
    }
    error_message = "the scheduler calls cleanup, and no other function"
  }

  assert {
    condition     = length(google_cloud_run_v2_service_iam_member.operates) + length(google_kms_crypto_key_iam_member.vault) == 0
    error_message = "no operator is named and token is not deployed: nobody looks at cleanup, nobody decrypts"
  }
}

run "no_file_grants_anything_elsewhere" {
  command = plan

  # A binding in a resource that the assertions above don't know would pass them by.
  assert {
    condition = toset(flatten([
      for name in fileset(path.module, "*.tf") : regexall("resource \"(google_[a-z0-9_]*_iam_[a-z_]+)\"", file(name))
      ])) == toset([
      "google_project_iam_member", "google_project_iam_custom_role", "google_storage_bucket_iam_member", "google_secret_manager_secret_iam_member",
      "google_cloud_run_v2_job_iam_member", "google_cloud_run_v2_service_iam_member", "google_kms_crypto_key_iam_member",
    ])
    error_message = "a kind of binding that this test doesn't read"
  }

  assert {
    condition = length(flatten([
      for name in fileset(path.module, "*.tf") : regexall("roles/(owner|editor|viewer|[a-z.]*[aA]dmin)", file(name))
    ])) == 0
    error_message = "an owner-, editor- or admin-like role"
  }

  assert {
    condition = length(flatten([
      for name in fileset(path.module, "*.tf") : regexall("resource \"google_project_iam_[a-z]+\" \"([a-z_]+)\"", file(name))
    ])) == 3
    error_message = "rights for the whole project are connects, logs_in and exports alone"
  }
}

run "each_account_is_used_by_what_it_is_named_for" {
  command = plan

  assert {
    condition = { for word, account in google_service_account.word : word => account.account_id } == {
      for word in concat(["session", "invite", "account", "cleanup"], keys(yamldecode(file("../jobs/schedule.yaml")).jobs)) :
      word => "gaia-${word}"
    }
    error_message = "an account for each function and job"
  }
}
