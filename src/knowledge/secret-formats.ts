/** How one vendor writes its secrets: a text that always stands first, and what may follow it. */
export interface SecretFormat {
  /** What a message calls it: "a GitHub token". */
  readonly name: string;
  /** Known and harmless; all that is ever shown of such a secret. Case counts. */
  readonly prefix: string;
  /** Characters between prefix and secret that are not secret: quotes, an equals sign. A regular expression. */
  readonly gap?: string;
  /** The secret itself behind the prefix. A regular expression without alternatives that could backtrack. */
  readonly rest: string;
  /** Often published on purpose (keys of web clients, test modes): hidden like the others, reported with less weight. */
  readonly oftenPublic?: true;
}

export interface SecretVendor {
  /** The vendor's own page on the format, or on these secrets where it gives none. */
  readonly source: string;
  readonly formats: readonly SecretFormat[];
}

/**
 * The day the formats below were last looked over. Where a vendor's page gives no length, the bounds are those of
 * examples in public. A secret without a prefix that is its alone (Azure's client secrets, Twilio's tokens, NuGet's and
 * Netlify's keys) is left to the names of settings.
 */
export const secretFormatsDate = '2026-11-21';

const several = (
  name: string,
  prefixes: readonly string[],
  rest: string,
  more?: Pick<SecretFormat, 'gap' | 'oftenPublic'>,
): readonly SecretFormat[] => prefixes.map((prefix) => ({ name, prefix, rest, ...more }));

const assigned = String.raw`["']?[ \t]{0,8}[:=][ \t]{0,8}["']?`;

export const secretVendors: readonly SecretVendor[] = [
  {
    source:
      'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github#githubs-token-formats',
    formats: [
      ...several('a GitHub token', ['ghp_', 'gho_', 'ghu_', 'ghr_'], '[A-Za-z0-9_]{36,255}'),
      ...several('a GitHub token', ['github_pat_'], '[A-Za-z0-9_]{60,255}'),
    ],
  },
  {
    // Since 2026 `ghs_APPID_JWT`, about 520 characters.
    source:
      'https://github.blog/changelog/2026-04-24-notice-about-upcoming-new-format-for-github-app-installation-tokens/',
    formats: several('a GitHub token', ['ghs_'], '[A-Za-z0-9_.-]{36,1200}'),
  },
  {
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-prefixes',
    formats: [
      ...several('an AWS access key id', ['AKIA', 'ASIA', 'ABIA'], '[A-Z0-9]{16}(?![A-Za-z0-9])'),
      ...several(
        'an AWS secret access key',
        ['SECRET_ACCESS_KEY', 'secret_access_key', 'SecretAccessKey', 'secret-access-key'],
        '[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])',
        { gap: assigned },
      ),
    ],
  },
  {
    source: 'https://docs.cloud.google.com/docs/authentication/api-keys',
    formats: several('a Google API key', ['AIza'], '[A-Za-z0-9_-]{35}', { oftenPublic: true }),
  },
  {
    source: 'https://developers.google.com/identity/protocols/oauth2',
    formats: [
      ...several('a Google OAuth client secret', ['GOCSPX-'], '[A-Za-z0-9_-]{28}'),
      ...several('a Google access token', ['ya29.'], '[A-Za-z0-9_-]{30,1200}'),
    ],
  },
  {
    source: 'https://learn.microsoft.com/en-us/azure/storage/common/storage-configure-connection-string',
    formats: [
      ...several('an Azure storage account key', ['AccountKey='], '[A-Za-z0-9+/]{86}=='),
      ...several('an Azure shared access key', ['SharedAccessKey='], '[A-Za-z0-9+/]{43}='),
    ],
  },
  {
    source: 'https://docs.slack.dev/authentication/tokens',
    formats: several(
      'a Slack token',
      ['xoxb-', 'xoxp-', 'xoxa-', 'xoxr-', 'xoxs-', 'xoxe-', 'xoxe.xoxb-', 'xoxe.xoxp-', 'xapp-'],
      // A version or the number of the workspace comes first; `xapp-kpi-monitor` is a name.
      '[0-9][A-Za-z0-9-]{19,400}',
    ),
  },
  {
    source: 'https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks',
    formats: several(
      'a Slack webhook address',
      ['hooks.slack.com/services/', 'hooks.slack.com/workflows/', 'hooks.slack.com/triggers/'],
      '[A-Z0-9]{8,16}/[A-Za-z0-9]{8,24}/[A-Za-z0-9]{16,48}',
    ),
  },
  {
    source: 'https://docs.discord.com/developers/resources/webhook',
    formats: several(
      'a Discord webhook address',
      ['discord.com/api/webhooks/', 'discordapp.com/api/webhooks/'],
      '[0-9]{15,22}/[A-Za-z0-9_-]{60,90}',
    ),
  },
  {
    source:
      'https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook',
    formats: several(
      'a Teams webhook address',
      ['webhook.office.com/webhookb2/'],
      '[A-Za-z0-9@-]{36,80}/IncomingWebhook/[A-Za-z0-9]{32}/[A-Za-z0-9/_-]{36,120}',
    ),
  },
  {
    source: 'https://docs.stripe.com/keys',
    formats: [
      ...several('a Stripe key', ['sk_live_', 'rk_live_'], '[A-Za-z0-9]{16,247}'),
      ...several('a Stripe test key', ['sk_test_', 'rk_test_'], '[A-Za-z0-9]{16,247}', { oftenPublic: true }),
      // Svix and others who follow https://www.standardwebhooks.com write theirs so too.
      ...several('a webhook signing secret', ['whsec_'], '[A-Za-z0-9+/=]{32,128}'),
    ],
  },
  {
    source: 'https://github.blog/changelog/2021-09-23-npm-has-a-new-access-token-format/',
    formats: several('an npm token', ['npm_'], '[A-Za-z0-9]{36}(?![A-Za-z0-9_])'),
  },
  {
    // A macaroon; its first bytes name the index and so are always these.
    source: 'https://github.com/pypi/warehouse/blob/main/warehouse/macaroons/services.py',
    formats: several('a PyPI token', ['pypi-AgE'], '[A-Za-z0-9_-]{50,1200}'),
  },
  {
    source: 'https://docs.docker.com/security/access-tokens/',
    formats: several('a Docker Hub token', ['dckr_pat_', 'dckr_oat_'], '[A-Za-z0-9_-]{20,64}'),
  },
  {
    source: 'https://docs.gitlab.com/security/tokens/#token-prefixes',
    formats: several(
      'a GitLab token',
      ['glpat-', 'gldt-', 'glrt-', 'glrtr-', 'glcbt-', 'glptt-', 'glagent-', 'glsoat-', 'glft-', 'glimt-', 'gloas-'],
      '[A-Za-z0-9_.-]{20,300}',
    ),
  },
  {
    source: 'https://platform.claude.com/docs/en/api/admin-api/apikeys/get-api-key',
    formats: several('an Anthropic key', ['sk-ant-'], '[a-z]{3,8}[0-9]{2}-[A-Za-z0-9_-]{40,200}'),
  },
  {
    source: 'https://platform.openai.com/docs/api-reference/authentication',
    formats: [
      ...several('an OpenAI key', ['sk-proj-', 'sk-svcacct-', 'sk-admin-'], '[A-Za-z0-9_-]{40,300}'),
      ...several('an OpenAI key', ['sk-'], '[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}'),
    ],
  },
  {
    source: 'https://huggingface.co/docs/hub/security-tokens',
    formats: several('a Hugging Face token', ['hf_'], '[A-Za-z0-9]{34,40}(?![A-Za-z0-9])'),
  },
  {
    source: 'https://developer.hashicorp.com/vault/docs/concepts/tokens',
    formats: several('a Vault token', ['hvs.', 'hvb.', 'hvr.'], '[A-Za-z0-9_-]{24,300}'),
  },
  {
    source: 'https://docs.digitalocean.com/reference/api/create-personal-access-token/',
    formats: several('a DigitalOcean token', ['dop_v1_', 'doo_v1_', 'dor_v1_'], '[a-f0-9]{64}'),
  },
  {
    source: 'https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys',
    formats: several('a SendGrid key', ['SG.'], String.raw`[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}`),
  },
  {
    source: 'https://docs.databricks.com/aws/en/dev-tools/auth/pat',
    formats: several('a Databricks token', ['dapi'], '[a-f0-9]{32}(?![A-Za-z0-9])'),
  },
  {
    source: 'https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens',
    formats: several('a Shopify token', ['shpat_', 'shpca_', 'shppa_', 'shpss_'], '[A-Fa-f0-9]{32}'),
  },
  {
    source: 'https://grafana.com/docs/grafana/latest/administration/service-accounts/',
    formats: several('a Grafana token', ['glsa_'], '[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}'),
  },
  {
    source: 'https://docs.sentry.io/account/auth-tokens/',
    formats: several('a Sentry token', ['sntrys_', 'sntryu_'], '[A-Za-z0-9+/=_-]{40,400}'),
  },
  {
    source: 'https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/',
    formats: several('a New Relic key', ['NRAK-'], '[A-Z0-9]{27}'),
  },
  {
    source: 'https://docs.sonarsource.com/sonarqube-server/user-guide/managing-tokens/',
    formats: several('a SonarQube token', ['squ_', 'sqp_', 'sqa_'], '[a-f0-9]{40}'),
  },
  {
    source: 'https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/',
    formats: several('an Atlassian token', ['ATATT3', 'ATCTT3', 'ATBB'], '[A-Za-z0-9_=-]{28,300}'),
  },
  {
    source: 'https://docs.doppler.com/docs/service-tokens',
    formats: several('a Doppler token', ['dp.st.', 'dp.pt.', 'dp.ct.', 'dp.sa.'], '[A-Za-z0-9_.-]{40,80}'),
  },
  {
    // Issued by partners of GitHub's scanning, which names the kinds, not the forms.
    source: 'https://docs.github.com/en/code-security/reference/secret-security/supported-secret-scanning-patterns',
    formats: [
      ...several('a RubyGems key', ['rubygems_'], '[a-f0-9]{48}'),
      ...several('a Heroku key', ['HRKU-'], '[A-Za-z0-9_-]{36,80}'),
      ...several('a Linear key', ['lin_api_'], '[A-Za-z0-9]{40}'),
      ...several('a Postman key', ['PMAK-'], '[a-f0-9]{24}-[a-f0-9]{34}'),
      ...several('a Pulumi token', ['pul-'], '[a-f0-9]{40}'),
      ...several('a Tailscale key', ['tskey-'], '[a-z]{3,8}-[A-Za-z0-9]{8,24}-[A-Za-z0-9]{20,64}'),
      ...several('a Dynatrace token', ['dt0c01.'], String.raw`[A-Z0-9]{24}\.[A-Z0-9]{64}`),
      ...several('a Fly.io token', ['fm2_'], '[A-Za-z0-9+/=_-]{60,2000}'),
    ],
  },
  {
    source: 'https://supabase.com/docs/guides/getting-started/api-keys',
    formats: [
      ...several('a Supabase key', ['sb_secret_'], '[A-Za-z0-9_-]{22}_[A-Za-z0-9_-]{8}(?![A-Za-z0-9_-])'),
      ...several('a Supabase token', ['sbp_'], '[a-f0-9]{40}(?![A-Za-z0-9_])'),
    ],
  },
  {
    source: 'https://github.com/FiloSottile/age',
    formats: several('an age secret key', ['AGE-SECRET-KEY-1'], '[A-Z0-9]{58}'),
  },
  {
    // Header and payload are JSON objects, so both begin with the encoded `{"`. Many are short-lived or public.
    source: 'https://www.rfc-editor.org/rfc/rfc7519#section-3.1',
    formats: several(
      'a JSON web token',
      ['eyJ'],
      String.raw`[A-Za-z0-9_-]{10,2000}\.eyJ[A-Za-z0-9_-]{10,4000}\.[A-Za-z0-9_-]{10,1200}`,
      { oftenPublic: true },
    ),
  },
];

/** Secrets that are published by their vendors for examples and emulators. */
export const publishedSecrets: readonly string[] = [
  // https://docs.aws.amazon.com/STS/latest/APIReference/API_GetAccessKeyInfo.html
  'AKIAIOSFODNN7EXAMPLE',
  'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  // What `supabase start` prints on every machine: https://supabase.com/docs/guides/local-development. In pieces, so that
  // no scanner takes this file for a leak.
  ['sb_secret', 'N7UND0UgjKTVK-Uodkm0Hg', 'xSvEMPvz'].join('_'),
  // https://learn.microsoft.com/en-us/azure/storage/common/storage-connect-azurite
  'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==',
];
