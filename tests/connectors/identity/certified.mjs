// A certified provider of others, set up as a real one would be: PKCE, private_key_jwt, nested id
// tokens. Reads its set-up from standard input, says its port, and lets the test choose who signs
// in by which means, through the query of the interaction.
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import Provider from "oidc-provider";

const given = JSON.parse(readFileSync(0, "utf8"));
const server = createServer();
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const issuer = `http://127.0.0.1:${server.address().port}`;

const client = {
  client_id: given.client_id,
  redirect_uris: [given.redirect_uri],
  post_logout_redirect_uris: [given.after_sign_out],
  response_types: ["code"],
  grant_types: ["authorization_code"],
  token_endpoint_auth_method: given.authentication,
  id_token_signed_response_alg: given.signing,
  require_auth_time: true,
};
if (given.authentication === "private_key_jwt" || given.encrypted) client.jwks = given.jwks;
if (given.authentication !== "private_key_jwt") client.client_secret = given.secret;
if (given.encrypted) {
  client.id_token_encrypted_response_alg = "RSA-OAEP-256";
  client.id_token_encrypted_response_enc = "A256GCM";
}

const provider = new Provider(issuer, {
  clients: [client],
  jwks: given.keys,
  acrValues: given.acr_values,
  scopes: ["openid", "profile", "rrn", "vo", "egovnrn"],
  claims: {
    acr: null,
    auth_time: null,
    openid: ["sub"],
    profile: ["given_name", "givenName"],
    rrn: ["rrn"],
    egovnrn: ["egovNRN"],
    vo: ["vo_doelgroepcode"],
  },
  conformIdTokenClaims: false,
  pkce: { required: () => true },
  features: {
    devInteractions: { enabled: false },
    encryption: { enabled: true },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (ctx, form) => {
        ctx.body = `<!doctype html><title>out</title>${form}`;
      },
    },
  },
  enabledJWA: {
    idTokenEncryptionAlgValues: ["RSA-OAEP-256"],
    idTokenEncryptionEncValues: ["A256GCM"],
    idTokenSigningAlgValues: ["RS256", "PS256", "ES256"],
  },
  cookies: { keys: ["only for tests"] },
  findAccount: (_ctx, id) => ({
    accountId: id,
    claims: () => ({ sub: id, ...given.people[id] }),
  }),
  interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
});
provider.on("server_error", (_ctx, problem) => console.error(problem));

const answers = provider.callback();
server.on("request", async (request, response) => {
  const address = new URL(request.url, issuer);
  if (!address.pathname.startsWith("/interaction/")) return answers(request, response);
  const wanted = Object.fromEntries(address.searchParams);
  if (wanted.cancel) {
    const no = { error: "access_denied", error_description: "went back" };
    return provider.interactionFinished(request, response, no);
  }
  const details = await provider.interactionDetails(request, response);
  const grant = new provider.Grant({ accountId: wanted.who, clientId: given.client_id });
  grant.addOIDCScope(details.params.scope);
  const result = {
    login: { accountId: wanted.who, acr: wanted.acr, ts: Math.floor(Date.now() / 1000) - Number(wanted.ago ?? 0) },
    consent: { grantId: await grant.save() },
  };
  return provider.interactionFinished(request, response, result);
});
console.log(JSON.stringify({ issuer }));
