// A real OpenID provider (oidc-provider, certified) for tests: node oidc_provider.mjs PORT CLIENTS PEOPLE.
// PEOPLE is JSON: what is claimed of each by their name, with `amr` where they showed a second factor there.
// Signing in is a form with one field, `login`; nobody is asked for consent.
import { createServer } from "node:http";
import Provider from "oidc-provider";

const [port, redirect, told] = process.argv.slice(2);
const people = JSON.parse(told);
const issuer = `http://localhost:${port}`;

const provider = new Provider(issuer, {
  clients: [{ client_id: "autonomus", client_secret: "a secret between the two", redirect_uris: redirect.split(" ") }],
  claims: { openid: ["sub", "amr"], email: ["email", "email_verified"], profile: ["name"] },
  cookies: { keys: ["for tests only"] },
  features: { devInteractions: { enabled: false } },
  pkce: { required: () => true },
  interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ sub, ...people[sub].claims }) }),
  async loadExistingGrant(context) {
    const { session, client } = context.oidc;
    const grant = new context.oidc.provider.Grant({ clientId: client.clientId, accountId: session.accountId });
    grant.addOIDCScope("openid email profile");
    await grant.save();
    return grant;
  },
});

const sent = async (request) => {
  let body = "";
  for await (const part of request) body += part;
  return new URLSearchParams(body);
};
const interact = async (request, response) => {
  await provider.interactionDetails(request, response);
  if (request.method !== "POST") {
    response.setHeader("Content-Type", "text/html");
    response.end('<!DOCTYPE html><title>Town hall</title><form method="post"><input name="login"><button>Go</button></form>');
    return;
  }
  const accountId = (await sent(request)).get("login");
  const result = people[accountId]
    ? { login: { accountId, amr: people[accountId].amr } }
    : { error: "access_denied", error_description: "nobody by this name" };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
};

const answer = provider.callback();
createServer((request, response) => {
  if (!request.url.startsWith("/interaction/")) return answer(request, response);
  return interact(request, response).catch((error) => { response.statusCode = 500; response.end(String(error)); });
}).listen(Number(port), "localhost");
