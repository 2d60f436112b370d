package gaia.local.stack;

import gaia.local.postgres.LocalPostgres;
import java.util.Map;
import java.util.TreeMap;

/** What each function is told, as Terraform tells it in the cloud. */
record Environment(Settings settings, LocalPostgres postgres, String inviteKey, String ingressKey) {
  Map<String, String> of(String word) {
    Map<String, String> environment = new TreeMap<>();
    environment.put("DATABASE_URL", postgres.url(word, "gaia"));
    environment.put("IDENTITY_ISSUER", settings.issuer());
    environment.put("IDENTITY_AUDIENCE", Stack.AUDIENCE);
    environment.put("INGRESS_KEY", ingressKey);
    environment.put("CORS_ORIGINS", settings.origins());
    if (word.equals("invite")) {
      environment.put("INVITE_TOKEN_KEY", inviteKey);
      environment.put("INVITE_LINK_BASE", "http://localhost:3000/join");
    }
    if (word.equals("cleanup")) {
      environment.put("CLEANUP_SCHEDULER", IamCheck.SCHEDULER);
      environment.put("CLEANUP_OPERATORS", IamCheck.OPERATOR);
    }
    return environment;
  }
}
