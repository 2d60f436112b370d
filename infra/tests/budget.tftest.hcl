mock_provider "google" {
  source          = "./tests/google"
  override_during = plan
}

# What may be needed at once stays below what the server grants, also while two revisions overlap.

run "the_default_fits" {
  command = plan

  assert {
    condition     = output.connections == "54 of 60"
    error_message = "2 revisions x (2 functions x 2 instances x 3 + account 3 + cleanup 2), jobs 5 + 3 + 2 + 2, reserve of 8: ${output.connections}"
  }
}

run "two_instances_more_do_not" {
  command = plan

  variables {
    functions = {
      session = { max_instances = 4 }
      invite  = {}
      account = { max_instances = 1 }
      cleanup = { max_instances = 1, pool = 2 }
    }
  }

  expect_failures = [check.connection_budget]
}

run "what_fits_one_revision_but_not_two_is_too_much" {
  command = plan

  variables {
    functions = {
      session = { max_instances = 3, pool = 4 }
      invite  = { max_instances = 3, pool = 4 }
    }
  }

  expect_failures = [check.connection_budget]
}

run "a_larger_tier_has_room" {
  command = plan

  variables {
    tier = "db-custom-2-7680"
    functions = {
      session = { max_instances = 4 }
      invite  = { max_instances = 10, pool = 8 }
    }
  }

  assert {
    condition     = output.connections == "204 of 400"
    error_message = output.connections
  }
}

run "a_client_that_knows_only_a_password_counts" {
  command = plan

  variables {
    password_clients = { store = { connections = 7 } }
  }

  expect_failures = [check.connection_budget]
}

run "a_limit_of_ones_own_counts" {
  command = plan

  variables {
    max_connections = 53
  }

  expect_failures = [check.connection_budget]
}
