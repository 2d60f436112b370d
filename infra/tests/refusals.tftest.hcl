mock_provider "google" {
  source          = "./tests/google"
  override_during = plan
}

# Each validation refuses what it is there for; a variable that is expected to fail and passes fails the test.

run "names_addresses_and_sizes_that_cannot_be" {
  command = plan

  variables {
    project_id       = "My-Game"
    environment      = "Prod EU"
    region           = "us-west1-a"                      # a zone
    invite_link_base = "https://play.example.com/#/join" # the token brings the #
    cors_origins     = ["*"]
    domain           = "api.example.com/v1"
    alert_emails     = ["oncall"]
    operators        = ["allUsers"]
    identity         = { issuer = "http://issuer.example.com", audience = "a" } # in clear text
    functions        = { session = {}, invite = {}, lottery = {} }              # no such module
    postgres_version = 15
    tier             = "db-perf-optimized-N-2" # of another edition
    disk_type        = "PD_SSD"
    disk_size        = 5
    read_replicas    = 0.5
    max_connections  = 10
    thresholds       = { cpu = 80 } # in percent
  }

  expect_failures = [
    var.project_id, var.environment, var.region, var.invite_link_base, var.cors_origins, var.domain, var.alert_emails, var.operators,
    var.identity, var.functions, var.postgres_version, var.tier, var.disk_type, var.disk_size, var.read_replicas,
    var.max_connections, var.thresholds,
  ]
}

run "more_at_least_than_at_most_and_three_processors" {
  command = plan

  variables {
    functions  = { session = {}, invite = { min_instances = 3 } }
    identity   = { issuer = "https://issuer.example.com", audience = "a", jwks_url = "http://issuer.example.com/keys" }
    tier       = "db-custom-3-7680"
    disk_limit = 5 # below the disk
  }

  expect_failures = [
    var.functions, var.identity, var.tier, var.disk_limit,
  ]
}

run "nothing_to_deploy_and_too_little_memory_for_its_processors" {
  command = plan

  variables {
    functions = {}
    tier      = "db-custom-8-3840"
  }

  expect_failures = [
    var.functions, var.tier,
  ]
}

run "images_by_tags_which_move_and_a_key_that_is_too_short" {
  command = plan

  variables {
    images           = { session = "r/session:1", invite = "r/invite:1", jobs = "r/jobs:1" }
    invite_token_key = "c2hvcnQ="
  }

  expect_failures = [var.images, var.invite_token_key]
}

run "an_image_forgotten" {
  command = plan

  variables {
    images = { jobs = "r/jobs@sha256:3333333333333333333333333333333333333333333333333333333333333333" }
  }

  expect_failures = [
    var.images,
  ]
}

run "the_shared_modules_as_a_function" {
  command = plan

  variables {
    functions = { session = {}, invite = {}, shared = {} }
    images    = {}
  }

  expect_failures = [
    var.functions,
  ]
}

run "everybody" {
  command = plan

  variables {
    connector_required  = false
    authorized_networks = { all = "0.0.0.0/0" }
  }

  expect_failures = [var.authorized_networks]
}

run "half_of_everybody" {
  command = plan

  variables {
    connector_required  = false
    authorized_networks = { half = "128.0.0.0/1" }
  }

  expect_failures = [var.authorized_networks]
}

run "everybody_by_ipv6" {
  command = plan

  variables {
    connector_required  = false
    authorized_networks = { all = "::/0" }
  }

  expect_failures = [var.authorized_networks]
}

run "an_address_without_a_length" {
  command = plan

  variables {
    connector_required  = false
    authorized_networks = { office = "203.0.113.7" }
  }

  expect_failures = [var.authorized_networks]
}

run "networks_that_the_connector_would_keep_out" {
  command = plan

  variables {
    authorized_networks = { office = "203.0.113.7/32" }
  }

  expect_failures = [var.authorized_networks]
}
