project_id       = "my-game-prod"
invite_link_base = "https://play.example.com/join"
invite_token_key = "bm90IGEga2V5LCBvbmx5IGEgc3RhbmQtaW4gb2YgMzIu"

identity = {
  issuer   = "https://my-game.eu.auth0.com/"
  audience = "https://api.example.com"
}

images = {
  session = "us-west1-docker.pkg.dev/my-game-prod/gaia/session@sha256:1111111111111111111111111111111111111111111111111111111111111111"
  invite  = "us-west1-docker.pkg.dev/my-game-prod/gaia/invite@sha256:2222222222222222222222222222222222222222222222222222222222222222"
  account = "us-west1-docker.pkg.dev/my-game-prod/gaia/account@sha256:4444444444444444444444444444444444444444444444444444444444444444"
  cleanup = "us-west1-docker.pkg.dev/my-game-prod/gaia/cleanup@sha256:5555555555555555555555555555555555555555555555555555555555555555"
  jobs    = "us-west1-docker.pkg.dev/my-game-prod/gaia/jobs@sha256:3333333333333333333333333333333333333333333333333333333333333333"
}
