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

run "a_network_that_does_not_begin_there" {
  command = plan

  variables {
    connector_required  = false
    authorized_networks = { office = "203.0.113.7/24" }
  }

  expect_failures = [var.authorized_networks]
}

run "a_network_that_nobody_outside_has" {
  command = plan

  variables {
    connector_required  = false
    authorized_networks = { office = "192.168.1.0/24" }
  }

  expect_failures = [var.authorized_networks]
}

run "half_a_processor" {
  command = plan

  variables {
    functions = { session = { cpu = "0.5" } }
  }

  expect_failures = [var.functions]
}

run "four_processors_in_half_a_gigabyte" {
  command = plan

  variables {
    functions = { session = { cpu = "4" } }
  }

  expect_failures = [var.functions]
}

run "less_memory_than_a_start_takes" {
  command = plan

  variables {
    functions = { session = { memory = "128Mi" } }
  }

  expect_failures = [var.functions]
}

run "half_an_instance" {
  command = plan

  variables {
    functions = { session = { max_instances = 1.5 } }
  }

  expect_failures = [var.functions]
}

run "half_a_connection" {
  command = plan

  variables {
    max_connections = 60.5
  }

  expect_failures = [var.max_connections]
}

run "an_operator_named_as_iam_names_people" {
  command = plan

  variables {
    operators = ["user:ada@example.com"]
  }

  expect_failures = [var.operators]
}

run "more_memory_for_a_drill_than_its_processors_may_have" {
  command = plan

  variables {
    drill = { memory = "16Gi" }
  }

  expect_failures = [var.drill]
}

run "a_drill_of_two_days" {
  command = plan

  variables {
    drill = { timeout = "172800s" }
  }

  expect_failures = [var.drill]
}

run "a_password_with_a_jobs_rights" {
  command = plan

  variables {
    password_clients = { admin = {} }
  }

  expect_failures = [var.password_clients]
}

run "a_password_of_no_function" {
  command = plan

  variables {
    password_clients = { lottery = {} }
  }

  expect_failures = [var.password_clients]
}

run "a_schedule_without_keepalive" {
  command = plan

  variables {
    schedule_file = "tests/silent.yaml"
  }

  expect_failures = [var.schedule_file]
}
