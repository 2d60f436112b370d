variable "project_id" {
  description = "The project, one for each environment: accounts and services have the same names in all of them."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{4,28}[a-z0-9]$", var.project_id))
    error_message = "a project's id has 6 to 30 lower case letters, digits and hyphens; \"${var.project_id}\" is not one"
  }
}

variable "environment" {
  description = "Names the instance and labels everything; test and prod are two projects, two states."
  type        = string
  default     = "prod"

  validation {
    condition     = can(regex("^[a-z][a-z0-9]{1,11}$", var.environment))
    error_message = "environment is 2 to 12 lower case letters and digits, such as prod or test: it becomes part of names"
  }
}

variable "region" {
  description = "Where everything runs: functions and database together, since each request is one round trip."
  type        = string
  default     = "us-west1"

  validation {
    condition     = can(regex("^[a-z]+-[a-z]+[0-9]+$", var.region))
    error_message = "region is one like us-west1; \"${var.region}\" looks like a zone or a multi-region"
  }
}

variable "identity" {
  description = "Whose tokens are believed, and for whom they must be."
  type = object({
    issuer      = string
    audience    = string
    jwks_url    = optional(string)
    name_claim  = optional(string)
    email_claim = optional(string)
  })

  validation {
    condition     = startswith(var.identity.issuer, "https://") && length(var.identity.audience) > 0
    error_message = "identity.issuer is the exact iss claim of the tokens, an https address; identity.audience their aud"
  }

  validation {
    condition     = var.identity.jwks_url == null || startswith(coalesce(var.identity.jwks_url, "-"), "https://")
    error_message = "identity.jwks_url must be https: keys that travel in clear text could be anybody's"
  }
}

variable "invite_link_base" {
  description = "The page that redeems; the token follows behind a #."
  type        = string

  validation {
    condition     = can(regex("^https://[^#]+$", var.invite_link_base))
    error_message = "invite_link_base is an https address without a #: the token comes behind one"
  }
}

variable "invite_token_key" {
  description = <<-TEXT
    Base64 of 32 random bytes or more. Sent only when invite_token_key_version is a new one, else ignored: give it
    `openssl rand -base64 32` at each apply. In no plan and no state.
  TEXT
  type        = string
  ephemeral   = true
  sensitive   = true
  default     = null

  validation {
    condition     = !contains(keys(var.functions), "invite") || can(regex("^[A-Za-z0-9+/]{43,}={0,2}$", var.invite_token_key))
    error_message = "the function invite needs a key: TF_VAR_invite_token_key=\"$(openssl rand -base64 32)\""
  }
}

variable "invite_token_key_version" {
  description = "Another number sends another key. Invites that were issued under the old one stay valid, but a repeated request no longer shows their token again."
  type        = number
  default     = 1
}

variable "alert_emails" {
  description = "Who is told. Without any, alerts only show in the console."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for mail in var.alert_emails : can(regex("^[^@\\s]+@[^@\\s]+$", mail))])
    error_message = "alert_emails holds e-mail addresses"
  }
}
