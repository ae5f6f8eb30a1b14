/** Which addresses are Slack's own: only these are ever shown a token. */
export interface OwnHosts {
  owns(url: URL): boolean;
  /** Origins that may be private because the settings name them; empty for Slack itself. */
  readonly trustedOrigins: readonly string[];
}

const DOMAIN = "slack.com";

function isSlacks(url: URL): boolean {
  return (
    url.protocol === "https:" &&
    url.port === "" &&
    plainAuthority(url) &&
    (url.hostname === DOMAIN || url.hostname.endsWith(`.${DOMAIN}`))
  );
}

/**
 * Slack's API, files (`files.slack.com`) and response URLs (`hooks.slack.com`) live under slack.com, over TLS. With
 * an API address elsewhere in the settings that very scheme, host and port takes their place, and nothing else does.
 */
export function ownHosts(apiUrl: string | undefined): OwnHosts {
  if (apiUrl === undefined || isSlacks(new URL(apiUrl))) return { owns: isSlacks, trustedOrigins: [] };
  const { origin } = new URL(apiUrl);
  return { owns: (url) => url.origin === origin && plainAuthority(url), trustedOrigins: [origin] };
}

function plainAuthority({ username, password }: URL): boolean {
  return username === "" && password === "";
}
